# Expected cost at p = .99 against the number of steps for several steps a reply, as in Fig. 5b, and
# the same divided by the steps, where small m come apart.
levels = 7
replies = "5000 2500 1000 500 250 100 1"
name(i) = word(replies, i)
# The colours stand for m here, not for p.
style(i) = levels + 1 - i
is(i, fidelity) = column("m") == name(i) + 0 && strcol("fidelity") eq fidelity
at(i, fidelity) = is(i, fidelity) ? column("steps") : NaN
per_step(name) = column(name) - log10(column("steps"))
# Relative half width of the 95 % interval of the cost: of the votes, and of the draws a vote takes.
votes_error(x) = (column("votes_per_step_high") - column("votes_per_step_low")) \
  / (2 * column("votes_per_step"))
draws_error(x) = 1.96 * sqrt((1 - column("p") ** (column("m") - 1)) / column("votes"))
width(x) = sqrt(votes_error(x) ** 2 + draws_error(x) ** 2) / log(10)
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.088,0.975,0.175,0.90 spacing 0.10,0.1
set logscale x
set format x "10^{%L}"
set xrange [5:2e14]
set xtics 100
set mxtics 1
set xlabel "steps s" offset 0,0.3
set key inside top left vertical maxrows 3 Left reverse samplen 1.6 spacing 1.2 width 2 font ',10'
set yrange [0:45]
set ytics ("10^{4}" 4, "10^{9}" 9, "10^{14}" 14, "10^{19}" 19, "10^{24}" 24, "10^{29}" 29, "10^{34}" 34)
set ylabel "E[cost] of the task  (c = 1)" offset 0.3,0
plot for [i = 1:levels] data using (at(i, "exact")):"log10_cost_exact" \
    with lines linestyle style(i) notitle, \
  for [i = 1:levels] data using (at(i, "vote")):"log10_cost" \
    with points linestyle 10 + style(i) pointsize 0.7 notitle, \
  for [i = 1:levels] NaN with linespoints linestyle style(i) title "m = " . name(i)
unset label 1
set yrange [-0.1:3.7]
set ytics ("1" 0, "10" 1, "10^{2}" 2, "10^{3}" 3)
set ylabel "E[cost] / s,  m up to 500" offset 0,0
set key inside top left vertical maxrows 2 Left reverse samplen 2 spacing 1.2 font ',11'
plot for [i = 4:levels] data using (at(i, "exact")):(per_step("log10_cost_exact")) \
    with lines linestyle style(i) notitle, \
  for [i = 4:levels] data using (at(i, "vote")):(per_step("log10_cost")) \
    :(per_step("log10_cost") - width(0)):(per_step("log10_cost") + width(0)) \
    with yerrorbars linestyle 10 + style(i) pointsize 0.7 notitle, \
  NaN with lines linestyle 7 linecolor rgb '#606060' title "exact (Eq. 17)", \
  NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' pointsize 0.7 title "Monte Carlo"
unset multiplot
