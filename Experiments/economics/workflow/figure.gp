# Makespan against the number of agents, one colour a law: lines theory, points simulated with 95 % intervals.
names = "fixed_0 uniform_29 lognormal_50 exponential_100 gamma_150"
titles = "'alike' 'uniform, 29 %' 'lognormal, 50 %' 'exponential, 100 %' 'gamma, 150 %'"
set xlabel "agents side by side (colours: law of a task's time and its deviation in per cent of the mean)"
set ylabel "makespan, minutes"
set logscale x
set xtics (1, 5, 20)
set xrange [0.8:30]
set yrange [0:*]
set key inside top left
set datafile missing NaN
of(i, value) = strcol("law") eq word(names, i) && column("failure_rate") == 0 \
  && column("at_a_time") == column("agents") ? value : NaN
plot for [i = 1:5] data using (of(i, column("agents"))):(column("makespan_exact") / 60) \
    with lines linestyle i title word(titles, i), \
  for [i = 1:5] data using (of(i, column("agents"))):(column("makespan") / 60) \
    :(column("makespan_low") / 60):(column("makespan_high") / 60) \
    with yerrorbars linestyle 10 + i notitle
