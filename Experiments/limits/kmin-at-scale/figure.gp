# The error of a step over the budget that the target leaves it, by p, one panel a target: at k_min below 1,
# at one vote less above.  Three sizes of the task beside each other.
array sizes[3] = [1048576, 33554432, 1073741824]
array exponent[3] = [20, 25, 30]
array shape[3] = [7, 5, 9]
levels = p_levels
targets = target_levels
panels = words(targets) < 3 ? words(targets) : 3
index(name) = sum [j = 1:words(levels)] (abs(column(name) - word(levels, j)) < 1e-9 ? j : 0)
mine(panel, size, choice) = abs(column("target") - word(targets, panel)) < 1e-9 \
  && column("steps") == sizes[size] && strcol("k_choice") eq choice
place(panel, size, choice) = mine(panel, size, choice) ? index("p") + (size - 2) * 0.24 : NaN
over(name) = column(name) / (-log(column("target")) / column("steps"))
set datafile missing NaN
unset title
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.09,0.985,0.28,0.88 spacing 0.03,0.06
set logscale y
set yrange [1e-3:1e3]
set xrange [0.4:words(levels) + 0.6]
set xtics () rotate by 45 right font ',9'
do for [j = 1:words(levels)] { set xtics add (word(levels, j) j) }
set xlabel "p" offset 0,0
set key off
do for [panel = 1:panels] {
  set ylabel (panel == 1 ? "step error / budget" : "") offset 0.5,0
  set format y (panel == 1 ? "10^{%L}" : "")
  set title sprintf("target %s", word(targets, panel)) font ',11' offset 0,-0.6
  plot 1 with lines linestyle 7 linewidth 1 dashtype 2, \
    for [size = 1:3] data using (place(panel, size, "k_min")):(over("step_wrong")) \
      :(over("step_wrong_low")):(over("step_wrong_high")) \
      with yerrorbars linestyle 11 pointtype shape[size] pointsize 0.8, \
    for [size = 1:3] data using (place(panel, size, "k_min-1")):(over("step_wrong")) \
      :(over("step_wrong_low")):(over("step_wrong_high")) \
      with yerrorbars linestyle 12 pointtype shape[size] pointsize 0.8, \
    for [size = 1:3] data using (place(panel, size, "k_min")):(over("step_wrong_exact")):(0.09) \
      with xerrorbars linestyle 7 pointtype 0 linewidth 1, \
    for [size = 1:3] data using (place(panel, size, "k_min-1")):(over("step_wrong_exact")):(0.09) \
      with xerrorbars linestyle 7 pointtype 0 linewidth 1
  unset label 1
}
# One key below all panels.
unset logscale y
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.99
set bmargin at screen 0.06; set tmargin at screen 0.15
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 2 samplen 1.5 font ',9'
plot NaN with points linestyle 11 pointtype 7 title "k_min, 2^20 steps", \
  NaN with points linestyle 12 pointtype 7 title "k_min - 1, 2^20 steps", \
  NaN with points linestyle 11 pointtype 5 title "2^25 steps", \
  NaN with points linestyle 12 pointtype 5 title "2^25 steps", \
  NaN with points linestyle 11 pointtype 9 title "2^30 steps", \
  NaN with points linestyle 12 pointtype 9 title "2^30 steps", \
  NaN with lines linestyle 7 linewidth 1 title "exact", \
  NaN with lines linestyle 7 linewidth 1 dashtype 2 title "the budget of the target"
unset multiplot
