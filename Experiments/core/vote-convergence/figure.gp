# Races undecided after each vote, one panel a p, one colour a margin: exact lines, Monte Carlo points.
# k = 1 is left out: its races end with the first vote.
margins = "2 3 4 6 8"
levels = "0.55 0.6 0.7 0.8 0.9"
mine(panel, i) = column("p") == word(levels, panel) + 0 && column("k") == word(margins, i) + 0
# A point at every stride-th vote, and only at votes that can end a race.
shown(i, stride) = column("undecided") > 0 && column("vote") >= word(margins, i) \
  && int(column("vote") - word(margins, i)) % stride == 0
unset title
set multiplot layout 2,3 title title noenhanced font ',13' margins 0.085,0.985,0.13,0.90 spacing 0.055,0.13
set logscale y
set format y "10^{%L}"
set yrange [2e-7:1.5]
set xlabel "vote" offset 0,0.5
set key off
do for [panel = 1:5] {
  set xrange [0:word("200 160 80 50 30", panel) + 0]
  set xtics word("50 40 20 10 5", panel) + 0
  stride = word("12 10 6 4 2", panel) + 0
  set ylabel ((panel == 1 || panel == 4) ? "share of races undecided" : "") offset 1,0
  set title sprintf("p = %s", word(levels, panel)) font ',11' offset 0,-0.6
  plot for [i = 1:5] votes \
      using (mine(panel, i) ? column("vote") : NaN) \
      :(column("share_exact") > 1e-7 ? column("share_exact") : NaN) with lines linestyle i, \
    for [i = 1:5] votes \
      using (mine(panel, i) && shown(i, stride) ? column("vote") : NaN) \
      :(column("share")):(column("share_low")):(column("share_high")) \
      with yerrorbars linestyle 10 + i pointsize 0.6
  unset label 1
}
# The sixth cell holds the key.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
unset logscale y
set xrange [0:1]; set yrange [0:1]
set key inside top left vertical Left reverse samplen 2 spacing 1.3
plot for [i = 1:5] NaN with linespoints linestyle 10 + i title sprintf("k = %s", word(margins, i))
unset multiplot
