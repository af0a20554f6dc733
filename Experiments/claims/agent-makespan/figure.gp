# Makespan against the number of agents, one colour a law: lines theory, points simulated with 95 % intervals.
names = "fixed_0 lognormal_25 lognormal_50 lognormal_100"
titles = "'all tasks alike' 'deviation 25 % of the mean' '50 %' '100 %'"
set xlabel "agents side by side, each with one task of 3 hours on average"
set ylabel "makespan, hours"
set xrange [0:22]
set yrange [0:*]
set key inside top left
set datafile missing NaN
of(i, value) = strcol("law") eq word(names, i) ? value : NaN
plot for [i = 1:4] data using (of(i, column("agents"))):(column("makespan_exact") / 3600) \
    with lines linestyle i title word(titles, i), \
  for [i = 1:4] data using (of(i, column("agents"))):(column("makespan") / 3600) \
    :(column("makespan_low") / 3600):(column("makespan_high") / 3600) \
    with yerrorbars linestyle 10 + i notitle
