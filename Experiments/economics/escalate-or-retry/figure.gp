# Left: loss against the cap, a colour a share of hard steps.  Right: what an undecided race says of the step.
set datafile missing NaN
array shares[4] = ["0", "0.02", "0.05", "0.2"]
array named[4] = ["none hard", "2 % hard", "5 % hard", "20 % hard"]
mine(i) = column("hard_share") == shares[i] + 0
unset title
set key off
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.24,0.87 spacing 0.09,0.1
set key off
set title "loss of a step" font ',11' offset 0,-0.6
set xlabel "cap: votes before an undecided step is handed up" offset 0,0.3
set ylabel "calls of the small model" offset 1.2,0
set logscale y
set yrange [3:200]
set xrange [2:21]
set object 1 rectangle from first 5,graph 0 to first 7,graph 1 fillcolor rgb '#e6e6e6' fillstyle solid noborder behind
plot for [i = 1:4] data using (mine(i) ? column("cap") : NaN):"loss" with lines linestyle i notitle, \
  for [i = 1:4] data using (mine(i) ? column("cap") : NaN):"simulated_loss":"low":"high" \
    with yerrorbars linestyle 10 + i pointsize 0.8 notitle
unset label 1
unset object 1
set key off
set title "what is known of it" font ',11' offset 0,-0.6
unset logscale y
set xlabel "undecided races so far" offset 0,0.3
set ylabel "probability that the step is hard" offset 1.2,0
set xrange [-0.15:2.15]
set yrange [-0.02:1.02]
set xtics 1
plot for [i = 1:4] posterior using (mine(i) ? column("begun") : NaN):"hard" with linespoints linestyle i \
  pointsize 1.1 notitle
# The key has a cell of its own below.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid; unset object; unset logscale
set lmargin at screen 0.04; set rmargin at screen 0.985
set tmargin at screen 0.19; set bmargin at screen 0.085
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal Left reverse noenhanced samplen 2 spacing 1.25 width 1
plot for [i = 1:4] NaN with linespoints linestyle i title named[i]
unset multiplot
