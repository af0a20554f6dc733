# Time of a step against k, one after another and side by side, and their ratio, the speed-up.
# Solid lines are exact; dashed ones join the points where no exact value is known.
series = words(p_levels) < 8 ? words(p_levels) : 8
is(i) = column("p") == word(p_levels, i) + 0 && strcol("fidelity") eq "agent"
at(i) = is(i) ? column("k") : NaN
latencies(time) = 1000 * column(time) / column("latency_ms")
name(i) = sprintf("p = %g", word(p_levels, i) + 0)
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.075,0.985,0.17,0.90 spacing 0.095,0.1
set xlabel "margin k"
set xrange [0.5:10.5]
set xtics 1
set key inside top left Left reverse samplen 2 spacing 1.15 width 1 enhanced
set ylabel "time of a step / mean latency of a draw" offset 1,0
set yrange [0:21]
plot for [i = 1:series] data using (at(i)):(latencies("sequential_s_per_step_exact")) smooth unique \
    with lines linestyle i notitle, \
  for [i = 1:series] data using (at(i)):(latencies("sequential_s_per_step")) \
    with points linestyle 10 + i pointtype 6 notitle, \
  for [i = 1:series] data using (at(i)):(latencies("elapsed_s_per_step")) smooth unique \
    with lines linestyle i linewidth 1 dashtype 2 notitle, \
  for [i = 1:series] data using (at(i)):(latencies("elapsed_s_per_step_exact")) smooth unique \
    with lines linestyle i notitle, \
  for [i = 1:series] data using (at(i)):(latencies("elapsed_s_per_step")) \
    with points linestyle 10 + i title name(i), \
  NaN with points linestyle 17 title "one after another", \
  NaN with points linestyle 17 pointtype 7 title "side by side"
unset label 1
set ylabel "speed-up over one after another" offset 1,0
set yrange [0.8:3.8]
plot for [i = 1:series] data using (at(i)):"speedup" smooth unique \
    with lines linestyle i linewidth 1 dashtype 2 notitle, \
  for [i = 1:series] data using (at(i)):"speedup_exact" smooth unique \
    with lines linestyle i title (word(p_levels, i) + 0 == 1 ? "k/H_k, exact at p = 1" : ""), \
  for [i = 1:series] data using (at(i)):"speedup" with points linestyle 10 + i title name(i)
unset multiplot
