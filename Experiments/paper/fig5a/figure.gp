# Expected cost of a million steps against the steps of a reply, as in Fig. 5a, and its left end closer
# up, where k_min sinks and the cheapest m is not 1.
colours = "0.9 0.95 0.975 0.99 0.995 0.9975 0.999"
style(p) = sum [j = 1:7] (word(colours, j) eq p) * j
levels = words(p_levels)
name(i) = word(p_levels, i)
is(i, fidelity) = column("p") == name(i) + 0 && strcol("fidelity") eq fidelity
at(i, fidelity) = is(i, fidelity) ? column("m") : NaN
# Relative half width of the 95 % interval of the cost: of the votes, and of the draws a vote takes.
votes_error(x) = (column("votes_per_step_high") - column("votes_per_step_low")) \
  / (2 * column("votes_per_step"))
draws_error(x) = 1.96 * sqrt((1 - column("p") ** (column("m") - 1)) / column("votes"))
width(x) = sqrt(votes_error(x) ** 2 + draws_error(x) ** 2) / log(10)
set datafile missing NaN
unset title
# The cheapest m of each curve, among those of the grid.
array cheapest[levels]
array least[levels]
do for [i = 1:levels] {
  stats data using (at(i, "exact")):(is(i, "exact") ? column("log10_cost_exact") : NaN) \
    name "S" nooutput
  cheapest[i] = S_pos_min_y
  least[i] = S_min_y
}
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.1,0.978,0.175,0.90 spacing 0.09,0.1
set logscale x
set format x "10^{%L}"
set xlabel "steps of a reply, m" offset 0,0.3
set xrange [0.7:1.5e6]
set logscale y
set yrange [4.5:1e5]
set ytics ("10^{10^{1}}" 10, "10^{10^{2}}" 100, "10^{10^{3}}" 1000, "10^{10^{4}}" 10000, \
  "10^{10^{5}}" 100000)
set ylabel "E[cost] of a million steps  (c = 1)" offset 0.6,0
set key inside top left Left reverse samplen 2 spacing 1.2 width 1
plot for [i = 1:levels] data using (at(i, "exact")):"log10_cost_exact" \
    with lines linestyle style(name(i)) notitle, \
  for [i = 1:levels] data using (at(i, "vote")):"log10_cost" \
    with points linestyle 10 + style(name(i)) pointsize 0.5 notitle, \
  for [i = 1:levels] NaN with linespoints linestyle style(name(i)) title "p = " . name(i), \
  NaN with lines linestyle 7 linecolor rgb '#606060' title "exact (Eq. 17)", \
  NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' pointsize 0.7 title "Monte Carlo"
unset label 1
unset logscale y
set xrange [0.8:1250]
set yrange [5.9:7.8]
set ytics ("10^{6}" 6, "10^{6.2}" 6.2, "10^{6.4}" 6.4, "10^{6.6}" 6.6, "10^{6.8}" 6.8, \
  "10^{7}" 7, "10^{7.2}" 7.2, "10^{7.4}" 7.4, "10^{7.6}" 7.6, "10^{7.8}" 7.8)
set ylabel ""
found = ""
do for [i = 1:levels] {
  found = found . sprintf("%s%s: %d", i == 1 ? "" : i == 5 ? ",\n" : ", ", name(i), cheapest[i])
}
set label 2 "By Eq. 17 the cheapest m is not always 1.\nRinged, the cheapest m of the grid for p =\n" \
  . found at graph 0.04,0.17 left font ',9.5' front
set key off
plot for [i = 1:levels] data using (at(i, "exact")):"log10_cost_exact" \
    with lines linestyle style(name(i)) notitle, \
  for [i = 1:levels] data \
    using (at(i, "vote")):(column("log10_cost")) \
    :(column("log10_cost") - width(0)):(column("log10_cost") + width(0)) \
    with yerrorbars linestyle 10 + style(name(i)) pointsize 0.7 notitle, \
  for [i = 1:levels] '+' using (cheapest[i]):(least[i]) every ::::0 \
    with points linestyle 10 + style(name(i)) pointtype 6 pointsize 1.9 linewidth 2 notitle
unset multiplot
