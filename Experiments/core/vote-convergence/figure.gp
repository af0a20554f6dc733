# Races undecided after each vote, one panel a p, one colour a margin: exact lines, Monte Carlo points.
# k = 1 is left out: its races end with the first vote.  Up to five levels of p and eight of k.
margins = ""
do for [k in k_levels] { if (k > 1) { margins = margins . " " . k } }
levels = p_levels
panels = words(levels) < 5 ? words(levels) : 5
series = words(margins) < 8 ? words(margins) : 8
mine(panel, i) = column("p") == word(levels, panel) + 0 && column("k") == word(margins, i) + 0
# A point at every stride-th vote, and only at votes that can end a race.
shown(i, stride) = column("undecided") > 0 && column("vote") >= word(margins, i) \
  && int(column("vote") - word(margins, i)) % stride == 0
unset title
set multiplot layout 2,3 title title noenhanced font ',13' margins 0.085,0.985,0.155,0.90 spacing 0.055,0.135
set logscale y
set format y "10^{%L}"
set yrange [2e-7:1.5]
set xlabel "vote" offset 0,0.5
set key off
do for [panel = 1:panels] {
  p = word(levels, panel) + 0
  # Slower races have a longer axis and sparser points.
  reach = 16 / ((2 * p - 1) ** 2 + 0.06)
  set xrange [0:reach]
  tick = reach > 120 ? 50 : reach > 60 ? 20 : reach > 35 ? 10 : 5
  set xtics tick
  stride = 2 * int(1 + reach / 45)
  set ylabel ((panel == 1 || panel == 4) ? "share of races undecided" : "") offset 1,0
  set title sprintf("p = %s", word(levels, panel)) font ',11' offset 0,-0.6
  plot for [i = 1:series] votes \
      using (mine(panel, i) ? column("vote") : NaN) \
      :(column("share_exact") > 1e-7 ? column("share_exact") : NaN) with lines linestyle i, \
    for [i = 1:series] votes \
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
plot for [i = 1:series] NaN with linespoints linestyle 10 + i title sprintf("k = %s", word(margins, i))
unset multiplot
