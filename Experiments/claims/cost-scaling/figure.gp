# Votes per step against ln s, one staircase a model, with the theory's slope through the mean.
set xlabel "steps of the task"
set ylabel "votes per step at k_{min}"
set logscale x
set xrange [5:50000]
set yrange [0:13]
set key inside top left Left reverse samplen 2
is(name) = strcol("model") eq name
set datafile missing NaN
names = "p85 p90 p95 p98 p99 p9978"
labels = "0.85 0.9 0.95 0.98 0.99 0.9978"
plot for [i = 1:6] data using (is(word(names, i)) ? column("steps") : NaN) \
    :"votes_per_step":"votes_low":"votes_high" with yerrorbars linestyle 10 + i notitle, \
  for [i = 1:6] data using (is(word(names, i)) ? column("steps") : NaN):"votes_exact" \
    with lines linestyle i title "p = " . word(labels, i)
