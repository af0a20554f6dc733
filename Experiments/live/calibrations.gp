# Step success and its correlation within a step against temperature, a colour a micro-task.
tasks = "clockwise-peg list-copy next-number smaller-of-two"
at(i) = strcol("task") eq word(tasks, i) ? column("temperature") + 0.006 * (i - 2.5) : NaN
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.17,0.90 spacing 0.1,0.1
set xlabel "temperature"
set xrange [0.05:1.05]
set xtics 0.2
set yrange [0:1.05]
set key bottom left inside
set ylabel "mean step success p" offset 1,0
plot for [i = 1:4] calibrations using (at(i)):"success":"success_low":"success_high" \
  with yerrorbars linestyle 10 + i title word(tasks, i), \
  for [i = 1:4] calibrations using (at(i)):"success" with lines linestyle i linewidth 0.8 notitle
unset label 1
unset key
set ylabel "correlation of a step's draws" offset 1,0
plot for [i = 1:4] calibrations using (at(i)):"correlation":"correlation_low":"correlation_high" \
  with yerrorbars linestyle 10 + i notitle, \
  for [i = 1:4] calibrations using (at(i)):"correlation" with lines linestyle i linewidth 0.8 notitle
unset multiplot
