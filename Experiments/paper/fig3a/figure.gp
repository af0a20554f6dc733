# Success of a million steps against the margin, as in Fig. 3a: exact values joined by lines, whole
# tasks as points.  A p keeps its colour through all figures of the paper.
colours = "0.9 0.95 0.975 0.99 0.995 0.9975 0.999"
style(p) = sum [j = 1:7] (word(colours, j) eq p) * j
levels = words(p_levels)
name(i) = word(p_levels, levels + 1 - i)
# The curves stand side by side, so that the bars of one k can be told apart.
nudge(i) = 0.06 * (i - (levels + 1) / 2.0)
at(i, fidelity) = column("p") == name(i) + 0 && strcol("fidelity") eq fidelity \
  ? column("k") + nudge(i) : NaN
set datafile missing NaN
set rmargin at screen 0.77
set xlabel "margin k  (curves set side by side)"
set xrange [0.6:9.4]
set xtics 1
set ylabel "P(all 1,000,000 steps right)" offset 0.5,0
set yrange [-0.02:1.02]
set ytics 0.2
set key at screen 0.985,0.56 right center vertical Left reverse samplen 2 spacing 1.35 width 1
plot for [i = 1:levels] data using (at(i, "exact")):"task_success_exact" \
    with lines linestyle style(name(i)) linewidth 1.8 notitle, \
  for [i = 1:levels] data \
    using (at(i, "vote")):"task_success":"task_success_low":"task_success_high" \
    with yerrorbars linestyle 10 + style(name(i)) pointsize 0.65 linewidth 1 notitle, \
  for [i = 1:levels] NaN with linespoints linestyle style(name(i)) title "p = " . name(i), \
  NaN with lines linecolor rgb '#FFFFFF' title " ", \
  NaN with lines linestyle 7 linecolor rgb '#606060' linewidth 1.8 title "exact (Eq. 13)", \
  NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' pointsize 0.65 \
    title "Monte Carlo"
