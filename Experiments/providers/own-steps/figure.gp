# Right answers and votes per step against k, a line for each channel and temperature.
series = words(source_levels) < 8 ? words(source_levels) : 8
at(i) = column("source") == i && strcol("reading") eq "flagging" ? column("k") + 0.06 * (i - (series + 1) / 2.0) : NaN
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.075,0.985,0.17,0.74 spacing 0.095,0.1
set xlabel "margin k"
set xtics 1
set xrange [0.5:*]
set key at screen 0.53,0.92 center top horizontal Left reverse samplen 2 maxcols 2 noenhanced
set ylabel "share of right trials" offset 1,0
set yrange [0:1.05]
set ytics 0, 0.2, 1
plot for [i = 1:series] data using (at(i)):"accuracy" smooth unique \
    with lines linestyle i linewidth 1 notitle, \
  for [i = 1:series] data using (at(i)):"accuracy":"accuracy_low":"accuracy_high" \
    with yerrorbars linestyle 10 + i title word(source_levels, i)
unset label 1
set ylabel "votes per step" offset 1,0
set yrange [0:*]
set ytics autofreq
set key inside bottom right noenhanced
plot for [i = 1:series] data using (at(i)):"votes_per_step" smooth unique \
    with lines linestyle i linewidth 1 notitle, \
  for [i = 1:series] data using (at(i)):"votes_per_step" with points linestyle 10 + i notitle, \
  x with lines linestyle 17 dashtype 2 title "k, the fewest"
unset multiplot
