# Draws asked for in vain, and time of a step, against the size of a batch: exact lines, points from the
# orchestrator.  Thin lines and open
# points: v = 0.8.  Dotted: as needed, k − lead at a time, which wastes nothing.
series = words(p_levels) < 4 ? words(p_levels) : 4
size(text) = text eq "needed" ? NaN : substr(text, 7, strlen(text)) + 0
is(i, v) = column("p") == word(p_levels, i) + 0 && column("v") == v && strcol("fidelity") eq "agent"
at(i, v) = is(i, v) ? size(strcol("issue")) : NaN
needed(i, v) = is(i, v) && strcol("issue") eq "needed"
latencies(time) = 1000 * column(time) / column("latency_ms")
name(i) = sprintf("p = %g", word(p_levels, i) + 0)
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.075,0.985,0.17,0.90 spacing 0.095,0.1
set xlabel "draws of a batch"
set xrange [0.5:10.5]
set xtics 1
set key inside top left Left reverse samplen 2 spacing 1.15 width 1 enhanced
set ylabel "draws asked for / draws needed" offset 1,0
set yrange [0.9:3.6]
plot for [i = 1:series] data using (at(i, 1)):"waste_exact" with lines linestyle i notitle, \
  for [i = 1:series] data using (at(i, 0.8)):"waste_exact" with lines linestyle i linewidth 1 notitle, \
  for [i = 1:series] data using (at(i, 1)):"waste" with points linestyle 10 + i title name(i), \
  for [i = 1:series] data using (at(i, 0.8)):"waste" \
    with points linestyle 10 + i pointtype 6 title name(i) . ", v = 0.8"
unset label 1
set ylabel "time of a step / mean latency of a draw" offset 1,0
set yrange [0:6.5]
set key inside top right Left reverse
plot for [i = 1:series] data using (at(i, 1)):(latencies("elapsed_s_per_step_exact")) \
    with lines linestyle i notitle, \
  for [i = 1:series] data using (at(i, 0.8)):(latencies("elapsed_s_per_step_exact")) \
    with lines linestyle i linewidth 1 notitle, \
  for [i = 1:series] data using (at(i, 1)):(latencies("elapsed_s_per_step")) \
    with points linestyle 10 + i notitle, \
  for [i = 1:series] data using (at(i, 0.8)):(latencies("elapsed_s_per_step")) \
    with points linestyle 10 + i pointtype 6 notitle, \
  for [i = 1:series] data \
    using (needed(i, 1) ? 0.5 : NaN):(latencies("elapsed_s_per_step")):(10):(0) \
    with vectors nohead linestyle i linewidth 1 dashtype 3 title name(i) . ", as needed"
unset multiplot
