# Undecided and wrong races against the cap, one panel a p, one colour a margin: exact lines, Monte Carlo
# points.  Undecided races fall (filled), wrong races rise (open).
panels = words(p_levels) < 3 ? words(p_levels) : 3
series = words(k_levels) < 8 ? words(k_levels) : 8
mine(panel, i) = column("p") == word(p_levels, panel) + 0 && column("k") == word(k_levels, i) + 0
at(panel, i) = mine(panel, i) ? column("cap") : NaN
exact(name) = column(name) > 1e-9 ? column(name) : NaN
# The interval of a share of x in n, by Wilson's formula, for want of columns of undecided races.
centre(x, n) = (x + 1.92) / (n + 3.84)
half(x, n) = 1.96 * sqrt(x * (n - x) / n + 0.96) / (n + 3.84)
share(name) = column(name) > 0 ? column(name) / column("races") : NaN
low(name) = centre(column(name), column("races")) - half(column(name), column("races"))
high(name) = centre(column(name), column("races")) + half(column(name), column("races"))
set datafile missing NaN
unset title
set multiplot layout 2,2 title title noenhanced font ',13' margins 0.085,0.985,0.155,0.90 spacing 0.085,0.135
set logscale y
set format y "10^{%L}"
set yrange [1e-5:1.5]
set xlabel "cap on the votes of a race" offset 0,0.4
set xrange [0:104]
set xtics 20
set key off
do for [panel = 1:panels] {
  set ylabel (panel % 2 == 1 ? "share of races" : "") offset 1,0
  set title sprintf("p = %s", word(p_levels, panel)) font ',11' offset 0,-0.6
  plot for [i = 1:series] data \
      using (at(panel, i)):(exact("failure_exact") - column("step_wrong_exact")) \
      with lines linestyle i notitle, \
    for [i = 1:series] data using (at(panel, i)):(exact("step_wrong_exact")) \
      with lines linestyle i dashtype 2 notitle, \
    for [i = 1:series] data using (at(panel, i)):(share("races_undecided")) \
      :(low("races_undecided")):(high("races_undecided")) with yerrorbars linestyle 10 + i pointsize 0.6 notitle, \
    for [i = 1:series] data using (at(panel, i)):(share("races_wrong")) \
      :(low("races_wrong")):(high("races_wrong")) with yerrorbars linestyle 10 + i pointtype 6 pointsize 0.6 notitle
  unset label 1
}
# The fourth cell holds the key.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
unset logscale y
set xrange [0:1]; set yrange [0:1]
set key inside center center vertical Left reverse samplen 3 spacing 1.5
plot for [i = 1:series] NaN with linespoints linestyle 10 + i \
    title sprintf("undecided, k = %s", word(k_levels, i)), \
  for [i = 1:series] NaN with linespoints linestyle 10 + i dashtype 2 pointtype 6 \
    title sprintf("wrong, k = %s", word(k_levels, i))
unset multiplot
