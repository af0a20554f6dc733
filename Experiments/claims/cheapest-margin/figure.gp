# The cheapest margin against step success, a line for each number of steps: target 95 % left, 99 % right.
sizes = "1 6 30 100 1000"
is(target, steps) = column("target") == target && column("steps") == steps
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.075,0.985,0.17,0.86 spacing 0.08,0.1
set xlabel "step success p"
set xrange [0.69:1]
set yrange [0:15]
set key inside top right Left reverse samplen 2
do for [target in "0.95 0.99"] {
  set title sprintf("target %s", target) font ',11' offset 0,-0.6
  set ylabel (target eq "0.95" ? "cheapest margin" : "")
  plot for [i = 1:5] data using (is(target + 0, word(sizes, i) + 0) ? column("p") : NaN):"k" \
    with linespoints linestyle 10 + i title word(sizes, i) . (word(sizes, i) eq "1" ? " step" : " steps")
  unset label 1
}
unset multiplot
