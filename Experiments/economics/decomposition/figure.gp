# Left: steps of the cheapest subtask against the context.  Right: how often measured choices reach the target.
set datafile missing NaN
array chances[3] = ["0.9", "0.97", "0.99"]
mine(i) = column("p") == chances[i] + 0
ways(i, way) = mine(i) && strcol("alternatives") eq way
unset title
set key off
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.24,0.87 spacing 0.09,0.1
set logscale x
set title "cheapest subtask (dashed: one alternative)" font ',11' offset 0,-0.6
set xlabel "context of a call, in steps (0 at the left edge)" offset 0,0.3
set ylabel "steps of a subtask" offset 1.2,0
set logscale y
set yrange [0.8:300]
set xrange [0.25:150]
context(i, way) = ways(i, way) ? (column("context") > 0 ? column("context") : 0.3) : NaN
plot for [i = 1:3] data using (context(i, "one")):"steps" with linespoints linestyle i dashtype 2 pointsize 1 \
    notitle, \
  for [i = 1:3] data using (context(i, "each")):"steps" with linespoints linestyle i pointsize 1 notitle
unset label 1
set key off
unset logscale y
set title "target reached (dashed: by the estimate)" font ',11' offset 0,-0.6
set xlabel "draws that p was measured in" offset 0,0.3
set ylabel "share of the choices" offset 1.2,0
set yrange [0:1.03]
set xrange [20:1500]
plot for [i = 1:3] measured using (mine(i) ? column("draws") : NaN):"met" with linespoints linestyle i \
    dashtype 2 pointsize 1 notitle, \
  for [i = 1:3] measured using (mine(i) ? column("draws") : NaN):"met_safe" with linespoints linestyle i \
    pointsize 1 notitle
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:3] NaN with linespoints linestyle i title sprintf("p = %s", chances[i])
unset multiplot
