# The least margin against the number of steps, as in Fig. 4a, and beside it the failure of the whole
# task at that margin and at one vote less: dashes are exact, points whole tasks.
colours = "0.9 0.95 0.975 0.99 0.995 0.9975 0.999"
style(p) = sum [j = 1:7] (word(colours, j) eq p) * j
levels = words(p_levels)
name(i) = word(p_levels, i)
target = word(target_levels, 1) + 0
exact(i, choice) = column("p") == name(i) + 0 && strcol("fidelity") eq "exact" \
  && strcol("k_choice") eq choice
seen(i, choice) = column("p") == name(i) + 0 && strcol("role") eq "whole_tasks" \
  && strcol("k_choice") eq choice
# Where a claim was judged on whole tasks and found true; a setting reads "p=.. target=.. steps=.. k=..".
part(n, skip) = word(strcol("setting"), n)[skip:*] + 0
judged(i, claim) = strcol("claim") eq claim && strcol("judged") eq "yes" \
  && strcol("cell_verdict") eq "supported" && part(1, 3) == name(i) + 0
# Curves of equal margins are drawn a little apart.
lift(i) = 0.07 * ((levels + 1) / 2.0 - i)
least = 3e-5
failure(name) = 1 - column(name) > least ? 1 - column(name) : least
shift(i) = 10 ** (0.13 * (i - (levels + 1) / 2.0))
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.07,0.985,0.175,0.86 spacing 0.095,0.1
set logscale x
set format x "10^{%L}"
set xrange [5:2e14]
set xtics 100
set mxtics 1
set xlabel "steps s" offset 0,0.3
set title "k_min of Eq. 14" noenhanced font ',11' offset 0,-0.4
set yrange [0.4:16.6]
set ytics 1,1,16
set ylabel "least margin k_min  (curves set apart)" noenhanced offset 0.8,0
set key inside top left Left reverse samplen 2 spacing 1.2 width 1
plot for [i = 1:levels] data \
    using (exact(i, "k_min") ? column("steps") : NaN):(column("k_min") + lift(i)) \
    with linespoints linestyle style(name(i)) pointsize 0.45 title "p = " . name(i), \
  for [i = 1:levels] claims \
    using (judged(i, "k-min-reaches-the-target") ? part(3, 7) : NaN) \
    :(judged(i, "k-min-reaches-the-target") ? part(4, 3) + lift(i) : NaN) \
    with points linestyle 10 + style(name(i)) pointtype 6 pointsize 1.3 notitle, \
  NaN with points linestyle 17 linecolor rgb '#606060' pointtype 6 pointsize 1.3 \
    title "target reached"
unset label 1
set xrange [3:6e14]
set logscale y
set format y "10^{%L}"
set yrange [least:1.6]
set ytics 10
set ylabel "P(whole task not right)" enhanced offset 0.8,0
set title "k_min - 1 (above the line) and k_min (below)" noenhanced font ',11' offset 0,-0.4
set key inside bottom right Left reverse samplen 1.5 spacing 1.2 width 1 opaque
# Both margins on one side each of the target; what never failed stands on the lower edge.
plot 1 - target with lines linestyle 7 linewidth 1 dashtype 2 notitle, \
  for [i = 1:levels] for [choice in "k_min k_min-1"] data \
    using (exact(i, choice) ? column("steps") * shift(i) / 1.25 : NaN) \
    :(failure("task_success_exact")):(column("steps") * shift(i) * 0.45):(0) \
    with vectors nohead linestyle style(name(i)) notitle, \
  for [i = 1:levels] for [choice in "k_min k_min-1"] data \
    using (seen(i, choice) ? column("steps") * shift(i) : NaN) \
    :(failure("task_success")):(failure("task_success_high")):(failure("task_success_low")) \
    with yerrorbars linestyle 10 + style(name(i)) pointsize 0.6 linewidth 1 notitle, \
  NaN with lines linestyle 7 linewidth 1 dashtype 2 title sprintf("1 - target = %g", 1 - target), \
  NaN with lines linestyle 7 linecolor rgb '#606060' title "exact (Eq. 13)", \
  NaN with points linestyle 17 linecolor rgb '#606060' pointtype 7 pointsize 0.6 title "whole tasks"
unset multiplot
