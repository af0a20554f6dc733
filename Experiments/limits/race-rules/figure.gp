# Error against expected votes, one panel a channel: a line is the exact law, a point one delta by Monte
# Carlo, and a red cross a point whose error is above its delta.  Points of a rule run from delta = .1 at
# the left to 1e-6 at the right.  Points without an exact value and without a wrong race stand at the lower
# edge, one row a rule.
channels = "independent hard scattered correlated"
heads = "'independent votes, p = .85' 'independent votes, p = .6' 'scattered: .6, .1, .1, .1, .1' 'correlated in a step: mean p = .85, ρ = .05'"
rules = "first-to-ahead-by-k sprt bayes first-to-k majority mixture-sprt ppr-1v1 certified-majority adaptive-consistency esc early-stop"
colours = "#0072B2 #0072B2 #56B4E9 #009E73 #7FB800 #CC79A7 #8C4A78 #000000 #E69F00 #D55E00 #7A3E00"
shapes = "7 1 12 9 5 13 11 6 15 3 14"
sizes = "0.8 1.3 1.7 0.8 0.7 0.9 0.9 1.0 1.0 0.9 1.1"
name(i) = word(rules, i)
mine(panel, i) = strcol("model") eq word(channels, panel) && strcol("rule") eq name(i)
exact = 0
set datafile missing NaN
unset title
set multiplot title title noenhanced font ',13'
set logscale xy
set format y "10^{%L}"
set yrange [2e-7:0.6]
set xtics (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
set key off
set tmargin 0; set bmargin 0; set lmargin 0; set rmargin 0
do for [panel = 1:4] {
  left = panel % 2 == 1
  upper = panel < 3
  set lmargin at screen (left ? 0.075 : 0.45)
  set rmargin at screen (left ? 0.415 : 0.79)
  set bmargin at screen (upper ? 0.575 : 0.155)
  set tmargin at screen (upper ? 0.895 : 0.475)
  set xrange [(panel == 1 || panel == 4 ? 1.8 : 3.5):(panel == 1 || panel == 4 ? 110 : 1100)]
  set title word(heads, panel) font ',11' offset 0,-0.7
  set xlabel (upper ? "" : "expected votes of a race") offset 0,0.5
  set ylabel (left ? "share of wrong races" : "") offset 1.2,0
  plot for [i = 1:11] data \
      using (mine(panel, i) ? column("votes_per_step_exact") : NaN):(column("step_wrong_exact")) \
      with lines linecolor rgb word(colours, i) linewidth 1.2, \
    for [i = 1:11] data \
      using (mine(panel, i) && strcol("step_wrong_exact") eq "" && column("step_wrong") > 0 \
        ? column("votes_per_step") : NaN):(column("step_wrong")) \
      with lines linecolor rgb word(colours, i) linewidth 0.8 dashtype 3, \
    for [i = 1:11] data \
      using (mine(panel, i) && column("step_wrong") > 0 ? column("votes_per_step") : NaN) \
      :(column("step_wrong")):(column("step_wrong_low")):(column("step_wrong_high")) \
      with yerrorbars linecolor rgb word(colours, i) pointtype (word(shapes, i) + 0) \
      pointsize (word(sizes, i) + 0) linewidth 0.8, \
    for [i = 1:11] data \
      using (mine(panel, i) && strcol("step_wrong_exact") eq "" && column("step_wrong") == 0 \
        ? column("votes_per_step") : NaN):(2.6e-7 * 1.32 ** (11 - i)) \
      with points linecolor rgb word(colours, i) pointtype (word(shapes, i) + 0) \
      pointsize 0.75 * word(sizes, i), \
    for [i = 1:11] data \
      using (mine(panel, i) && (column("step_wrong_exact") > column("delta") * 1.000001 \
        || strcol("step_wrong_exact") eq "" && column("step_wrong_low") > column("delta")) \
        ? (strcol("step_wrong_exact") eq "" ? column("votes_per_step") : column("votes_per_step_exact")) : NaN) \
      :(strcol("step_wrong_exact") eq "" ? column("step_wrong") : column("step_wrong_exact")) \
      with points linecolor rgb '#E00000' pointtype 2 pointsize 0.9 linewidth 1.6
  unset label 1
}
# One key beside all panels.
unset logscale
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.80; set rmargin at screen 0.995
set bmargin at screen 0.155; set tmargin at screen 0.895
set xrange [0:1]; set yrange [0:1]
set key inside top left vertical Left reverse noenhanced samplen 1 spacing 1.25 font ',9'
plot for [i = 1:11] NaN with points linecolor rgb word(colours, i) pointtype (word(shapes, i) + 0) \
    pointsize (word(sizes, i) + 0) title name(i), \
  NaN with lines linecolor rgb '#606060' linewidth 1.2 title "exact", \
  NaN with lines linecolor rgb '#606060' linewidth 0.8 dashtype 3 title "Monte Carlo only", \
  NaN with dots linecolor rgb '#FFFFFF' title "lower edge: none", \
  NaN with points linecolor rgb '#E00000' pointtype 2 pointsize 0.9 linewidth 1.6 title "above its δ"
unset multiplot
