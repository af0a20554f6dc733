# Right ends and cost against the number of equally good answers, a colour a strategy: lines exact, points simulated.
set datafile missing NaN
array ways[5] = ["vote", "group_100", "group_80", "first", "verify"]
array named[5] = ["vote as they are", "one form, all", "one form, four in five", "first answer", "ask until a check accepts"]
mine(i) = strcol("strategy") eq ways[i]
x(i) = mine(i) ? column("answers") : NaN
unset title
set key off
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.28,0.87 spacing 0.09,0.1
set xlabel "equally good answers" offset 0,0.3
set xtics 1
set xrange [0.8:4.2]
set title "questions that end right" font ',11' offset 0,-0.6
set yrange [0.3:1.02]
plot for [i = 1:5] data using (x(i)):"right" with lines linestyle i notitle, \
  for [i = 1:5] data using (x(i)):"simulated_right":"low":"high" with yerrorbars linestyle 10 + i \
    pointsize 0.9 notitle
unset label 1
set key off
set title "cost, in calls" font ',11' offset 0,-0.6
set yrange [0:*]
plot for [i = 1:5] data using (x(i)):"cost" with linespoints linestyle i pointsize 0.9 notitle
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:5] NaN with linespoints linestyle i title named[i]
unset multiplot
