# Success of whole tasks and votes per step against disks, text and votes beside the exact values.
series = words(p_levels) < 8 ? words(p_levels) : 8
is(i) = column("p") == word(p_levels, i) + 0 && strcol("fidelity") eq "agent"
nudge(i) = 0.10 * (i - (series + 1) / 2.0)
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.17,0.90 spacing 0.10,0.1
set xlabel "disks"
set xrange [2.4:10.6]
set xtics 1
set key inside bottom left horizontal maxcols 2 Left reverse samplen 2 spacing 1.15 width 1
set ylabel "success of the whole task" offset 1,0
set yrange [0.85:1.01]
plot 0.95 with lines linestyle 7 linewidth 1 dashtype 2 title "target .95", \
  for [i = 1:series] data using (is(i) ? column("disks") + nudge(i) : NaN):"task_success_exact" \
    with lines linestyle i notitle, \
  for [i = 1:series] data \
    using (is(i) ? column("disks") + nudge(i) : NaN):"task_success":"task_success_low":"task_success_high" \
    with yerrorbars linestyle 10 + i title sprintf("p = %s", word(p_levels, i))
unset label 1
set ylabel "votes per step" offset 1,0
set yrange [0:22]
set key inside top left horizontal maxcols 2
plot for [i = 1:series] data using (is(i) ? column("disks") : NaN):"votes_per_step_exact" \
    with lines linestyle i notitle, \
  for [i = 1:series] data \
    using (is(i) ? column("disks") : NaN):"votes_per_step":"votes_per_step_low":"votes_per_step_high" \
    with yerrorbars linestyle 10 + i title sprintf("p = %s", word(p_levels, i))
unset multiplot
