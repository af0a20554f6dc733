# Expected cost against the number of steps, as in Fig. 4b, and the same divided by the steps, where
# the curves come apart.
colours = "0.9 0.95 0.975 0.99 0.995 0.9975 0.999"
style(p) = sum [j = 1:7] (word(colours, j) eq p) * j
levels = words(p_levels)
name(i) = word(p_levels, i)
at(i, fidelity) = column("p") == name(i) + 0 && strcol("fidelity") eq fidelity ? column("steps") : NaN
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.088,0.975,0.175,0.90 spacing 0.10,0.1
set logscale x
set format x "10^{%L}"
set xrange [5:2e14]
set xtics 100
set mxtics 1
set xlabel "steps s" offset 0,0.3
set key inside top left Left reverse samplen 2 spacing 1.2 width 1
set yrange [0.7:16.5]
set ytics ("10^{0}" 0, "10^{2}" 2, "10^{4}" 4, "10^{6}" 6, "10^{8}" 8, "10^{10}" 10, "10^{12}" 12, \
  "10^{14}" 14, "10^{16}" 16)
set ylabel "E[cost] of the task  (c = 1: votes)" offset 0.3,0
plot for [i = 1:levels] data using (at(i, "exact")):"log10_cost_exact" \
    with lines linestyle style(name(i)) notitle, \
  for [i = 1:levels] data using (at(i, "vote")):"log10_cost" \
    with points linestyle 10 + style(name(i)) pointsize 0.7 notitle, \
  for [i = 1:levels] NaN with linespoints linestyle style(name(i)) title "p = " . name(i)
unset label 1
set yrange [0:21]
set ytics 4
set ylabel "E[cost] / s" offset 0.8,0
set key inside top left Left reverse samplen 2 spacing 1.2 width 1
plot for [i = 1:levels] data using (at(i, "exact")):"votes_per_step_exact" \
    with lines linestyle style(name(i)) notitle, \
  for [i = 1:levels] data \
    using (at(i, "vote")):"votes_per_step":"votes_per_step_low":"votes_per_step_high" \
    with yerrorbars linestyle 10 + style(name(i)) pointsize 0.7 notitle, \
  NaN with lines linestyle 7 linecolor rgb '#606060' title "exact (Eq. 17)", \
  NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' pointsize 0.7 title "Monte Carlo"
unset multiplot
