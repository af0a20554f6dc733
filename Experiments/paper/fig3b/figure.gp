# Success against the number of steps, as in Fig. 3b, for the two margins that fit its text.
colours = "0.9 0.95 0.975 0.99 0.995 0.9975 0.999"
style(p) = sum [j = 1:7] (word(colours, j) eq p) * j
levels = words(p_levels)
name(i) = word(p_levels, levels + 1 - i)
is(i, k, fidelity) = column("p") == name(i) + 0 && column("k") == k && strcol("fidelity") eq fidelity
# Points of one s stand side by side.  Where nothing can fail yet, powers of ten are enough.
shown(x) = column("task_success_exact") < 0.9995 \
  || abs(log10(column("steps")) - floor(log10(column("steps")) + 0.5)) < 1e-9
nudge(i) = 10 ** (0.07 * (i - (levels + 1) / 2.0))
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.975,0.175,0.86 spacing 0.04,0.1
set logscale x
set format x "10^{%L}"
set xrange [0.6:2e14]
set xtics 100
set mxtics 1
set xlabel "steps s" offset 0,0.3
set yrange [-0.02:1.02]
set ytics 0.2
set arrow 1 from 1e6,-0.02 to 1e6,1.02 nohead linetype 1 linecolor rgb '#808080' dashtype 2 linewidth 1
set label 2 "a million steps" at 1e6,0.52 rotate by 90 center offset -0.9,0 font ',9' \
  textcolor rgb '#606060'
set key inside bottom left Left reverse samplen 1.6 spacing 1.2 width -2
do for [panel = 1:2] {
  k = word(k_levels, panel) + 0
  set title sprintf("k = %d", k) font ',12' offset 0,-0.4
  set ylabel (panel == 1 ? "P(all s steps right)" : "") offset 0.5,0
  if (panel == 2) {
    set format y ""
    set label 3 "Fig. 3b does not\nstate its k; these\ntwo fit its text." at graph 0.03,0.13 \
      font ',9' textcolor rgb '#606060'
  }
  plot for [i = 1:levels] data \
      using (is(i, k, "exact") ? column("steps") : NaN):"task_success_exact" \
      with lines linestyle style(name(i)) linewidth 1.8 notitle, \
    for [i = 1:levels] data \
      using (is(i, k, "vote") && shown(0) ? column("steps") * nudge(i) : NaN) \
      :"task_success":"task_success_low":"task_success_high" \
      with yerrorbars linestyle 10 + style(name(i)) pointsize 0.5 linewidth 1 notitle, \
    for [i = 1:levels] NaN with linespoints linestyle style(name(i)) \
      title (panel == 1 ? "p = " . name(i) : ""), \
    NaN with lines linestyle 7 linecolor rgb '#606060' linewidth 1.8 \
      title (panel == 1 ? "exact (Eq. 13)" : ""), \
    NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' pointsize 0.5 \
      title (panel == 1 ? "Monte Carlo" : "")
  unset label 1
}
unset multiplot
