# Probability of an alarm within a week against the rate of rework: lines exact, points simulated with 95 % intervals.
names = "share_1 share_10 window watch ratio mixture"
titles = "'share of all work' 'share from the 10th on' 'last ten' 'windows of ten' 'ratio test' 'mixture test'"
set xlabel "rate of rework"
set ylabel "probability of an alarm within a week"
set xrange [0:0.42]
set yrange [0:1.05]
set key bottom right
set arrow from 0.2, graph 0 to 0.2, graph 1 nohead dashtype 2 linecolor rgb "gray"
set datafile missing NaN
of(i, value) = strcol("rule") eq word(names, i) ? value : NaN
plot for [i = 1:6] data using (of(i, column("rate"))):(column("within_a_week")) \
    with lines linestyle i title word(titles, i), \
  for [i = 1:6] data using (of(i, column("rate"))):(column("simulated_within_a_week")) \
    :(column("simulated_low")):(column("simulated_high")) \
    with yerrorbars linestyle 10 + i notitle
