# The best margin against what a failed task costs, a panel a number of steps: steps of lines, one colour a p.
set datafile missing NaN
array lengths[3] = ["1", "10", "100"]
array chances[5] = ["0.6", "0.75", "0.85", "0.95", "0.99"]
mine(s, i) = column("steps") == lengths[s] + 0 && column("p") == chances[i] + 0
x(s, i) = mine(s, i) ? column("damage") : NaN
unset title
set key off
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.065,0.985,0.26,0.87 spacing 0.05,0.1
set logscale x
set format x "10^{%L}"
set xlabel "a failed task costs, in calls" offset 0,0.3
set xrange [0.7:150000]
set yrange [0:28]
do for [panel = 1:3] {
  set title sprintf("%s step%s", lengths[panel], panel == 1 ? "" : "s") font ',11' offset 0,-0.6
  set ylabel (panel == 1 ? "margin k of least loss" : "") offset 1.2,0
  plot for [i = 1:5] data using (x(panel, i)):"k_rule" with lines linestyle i dashtype 2 notitle, \
    for [i = 1:5] data using (x(panel, i)):"k_best" with points linestyle 10 + i pointsize 1.1 notitle
  unset label 1
}
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:5] NaN with points linestyle 10 + i pointsize 1.1 title sprintf("p = %s", chances[i])
unset multiplot
