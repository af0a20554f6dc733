# Share of tasks that hand a step up against p: a panel a length of task, a colour a margin and cap.
set datafile missing NaN
array lengths[3] = ["1", "6", "30"]
array margins[4] = [2, 2, 3, 3]
array caps[4] = [5, 7, 5, 7]
mine(s, i) = column("steps") == lengths[s] + 0 && column("k") == margins[i] && column("cap") == caps[i]
x(s, i) = mine(s, i) ? column("p") : NaN
unset title
set key off
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.075,0.985,0.26,0.87 spacing 0.05,0.1
set xlabel "step success p" offset 0,0.3
set xrange [0.58:1]
set yrange [0:1.02]
set xtics 0.1
set object 1 rectangle from graph 0,first 0.05 to graph 1,first 0.10 fillcolor rgb '#e6e6e6' fillstyle solid noborder behind
do for [panel = 1:3] {
  set title sprintf("tasks of %s step%s", lengths[panel], panel == 1 ? "" : "s") font ',11' offset 0,-0.6
  set ylabel (panel == 1 ? "tasks that hand a step up" : "") offset 1.2,0
  plot for [i = 1:4] data using (x(panel, i)):"exact" with lines linestyle i notitle, \
    for [i = 1:4] data using (x(panel, i)):"simulated":"low":"high" with yerrorbars linestyle 10 + i \
      pointsize 0.8 notitle
  unset label 1
}
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:4] NaN with linespoints linestyle i title sprintf("k = %d, cap %d", margins[i], caps[i])
unset multiplot
