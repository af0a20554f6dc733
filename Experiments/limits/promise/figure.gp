# Success of the whole task against the correlation of a step's votes, one panel a size, one colour a mean:
# exact line, Monte Carlo points, and dashed what is promised for the mean,
# which is what the same margin gives where steps are alike.
means = "0.85 0.95 0.99"
sizes = "127 1023"
of(name, key) = real(name[strstrt(name, key . "=") + strlen(key) + 1 : strlen(name)])
rho(name) = of(name, "rho")
mine(size, i) = column("steps") == word(sizes, size) + 0 && abs(of(strcol("model"), "p") - word(means, i)) < 1e-9
picked(size, i, fidelity) = mine(size, i) && strcol("fidelity") eq fidelity
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.29,0.88 spacing 0.05,0.1
set xrange [-0.004:0.206]
set yrange [0:1.05]
set xlabel "correlation of two votes of one step" offset 0,0.4
set key off
do for [size = 1:2] {
  set title sprintf("%s steps", word(sizes, size)) font ',11' offset 0,-0.6
  set ylabel (size == 1 ? "P(whole task right)" : "") offset 0.5,0
  set format y (size == 1 ? "%g" : "")
  plot 0.95 with lines linestyle 7 linewidth 1 dashtype 3, \
    for [i = 1:3] data using (picked(size, i, "exact") && rho(strcol("model")) == 0 ? 0 : NaN) \
      :(column("task_success_exact")):(0.2):(0) with vectors nohead linestyle i dashtype 2, \
    for [i = 1:3] data using (picked(size, i, "exact") ? rho(strcol("model")) : NaN) \
      :(column("task_success_exact")) with lines linestyle i, \
    for [i = 1:3] data using (picked(size, i, "vote") ? rho(strcol("model")) : NaN) \
      :(column("task_success")):(column("task_success_low")):(column("task_success_high")) \
      with yerrorbars linestyle 10 + i
  unset label 1
}
# One key below both panels.
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.05; set rmargin at screen 0.99
set bmargin at screen 0.09; set tmargin at screen 0.17
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 2 samplen 2 font ',10'
plot for [i = 1:3] NaN with linespoints linestyle 10 + i title sprintf("mean p = %s", word(means, i)), \
  NaN with lines linestyle 6 linecolor rgb '#808080' dashtype 2 title "promised for the mean", \
  NaN with lines linestyle 7 linewidth 1 dashtype 3 title "target .95"
unset multiplot
