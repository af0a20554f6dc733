# Expected slowest of several calls over the mean time of one: laws as lines, simulated races as points.
set xlabel "calls at once"
set ylabel "time / mean time of one call"
set xrange [1.5:16.5]
set xtics 2
set yrange [0.8:4]
set key inside top left Left reverse samplen 2
plot 1.5 with lines linestyle 7 linewidth 1 dashtype 2 title "1.5", \
  data using "calls":"exponential" with lines linestyle 2 title "exponential", \
  data using "calls":"measured":"measured_low":"measured_high" with yerrorbars linestyle 12 \
    title "the orchestrator, exponential", \
  data using "calls":"lognormal_100" with lines linestyle 3 title "lognormal, deviation = mean", \
  data using "calls":"lognormal_50" with lines linestyle 4 title "half of it", \
  data using "calls":"lognormal_25" with lines linestyle 5 title "a quarter of it", \
  data using "calls":"uniform" with lines linestyle 6 title "uniform", \
  data using "calls":"constant" with lines linestyle 1 title "constant"
