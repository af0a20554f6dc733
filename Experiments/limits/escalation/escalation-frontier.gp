# Cost of a step against how often it fails, a curve a policy over its margins: exact lines, simulated points.
set datafile missing NaN
is(kind, policy) = strcol("steps") eq kind && strcol("policy") eq policy
x(kind, policy) = is(kind, policy) && column("cost") > 0 ? column("cost") : NaN
found(kind, policy) = is(kind, policy) && strcol("simulated") ne "" ? column("simulated_cost") : NaN
centre(x, n) = (x + 1.92) / (n + 3.84)
half(x, n) = 1.96 * sqrt(x * (n - x) / n + 0.96) / (n + 3.84)
share(zero) = column("simulated_failures") / column("simulated")
low(zero) = centre(column("simulated_failures"), column("simulated")) \
  - half(column("simulated_failures"), column("simulated"))
high(zero) = centre(column("simulated_failures"), column("simulated")) \
  + half(column("simulated_failures"), column("simulated"))
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.17,0.88 spacing 0.08,0.1
set logscale xy
set format y "10^{%L}"
set xlabel "expected cost of a step, in calls of the weak model"
set xrange [0.9:150]
set yrange [1e-6:1]
array kinds[2] = ["alike", "hard steps"]
array heads[2] = ["all steps alike", "5 % of the steps hard"]
array policy[4] = ["retry", "escalate", "last model", "best"]
array title_of[4] = ["always retry", "always escalate", "strong model only", "best plan"]
set key off
do for [panel = 1:2] {
  set title heads[panel] font ',11' offset 0,-0.6
  set ylabel (panel == 1 ? "steps not right" : "") offset 1,0
  if (panel == 2) {
    set key inside top right Left reverse samplen 2 spacing 1.15 width 1
  }
  plot table using (x(kinds[panel], "best")):"failure" \
      with steps linewidth 6 linecolor rgb "#cccccc" title "best plan, any k", \
    for [i = 1:3] table using (x(kinds[panel], policy[i])):"failure" \
      with linespoints linestyle i pointtype 7 pointsize 0.3 title title_of[i], \
    table using (found(kinds[panel], "best")):(share(0)):(low(0)):(high(0)) \
      with yerrorbars linestyle 17 linecolor rgb "#888888" pointtype 7 pointsize 0.5 notitle, \
    for [i = 1:3] table using (found(kinds[panel], policy[i])):(share(0)):(low(0)):(high(0)) \
      with yerrorbars linestyle 10 + i pointsize 0.7 notitle
  unset label 1
}
unset multiplot
