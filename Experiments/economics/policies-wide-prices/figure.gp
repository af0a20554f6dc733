# Cost of a task against its success, a panel a mix of difficulty: points with intervals, the frontier grey.
set datafile missing NaN
array mix[3] = ["easier", "given", "harder"]
array heads[3] = ["easier by one logit", "as given", "harder by one logit"]
array policy[7] = ["all_large", "all_medium", "all_small", "small_voting", "ladder", "router", "router_zones"]
array named[7] = ["all large", "all medium", "all small", "small, voting", "ladder", "router", \
  "router with zones"]
is(m, p) = strcol("mix") eq mix[m] && strcol("policy") eq policy[p]
x(m, p) = is(m, p) ? column("cost") : NaN
on(m) = strcol("mix") eq mix[m] && column("frontier") == 1 ? column("cost") : NaN
unset title
set key off
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.075,0.985,0.30,0.87 spacing 0.06,0.1
set logscale x
set xlabel "dollars a task that came" offset 0,0.4
set xtics (0.01, 0.03, 0.1, 0.3, 1)
set xrange [0.01:1.2]
set yrange [0.45:1.02]
set key off
do for [panel = 1:3] {
  set title heads[panel] font ',11' offset 0,-0.6
  set ylabel (panel == 1 ? "tasks that ended right" : "") offset 1.2,0
  plot data using (on(panel)):"success" smooth unique with lines linewidth 6 linecolor rgb '#d0d0d0' notitle, \
    for [i = 1:7] data using (x(panel, i)):"success":"cost_low":"cost_high":"success_low":"success_high" \
      with xyerrorbars linestyle i linewidth 1.5 pointsize 1.1 notitle
  unset label 1
}
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:7] NaN with points linestyle i linewidth 1.5 pointsize 1.1 title named[i]
unset multiplot
