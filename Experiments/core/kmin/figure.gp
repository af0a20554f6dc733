# Failure of the whole task at k_min and at one vote less, by disks, one panel a p, for one target: .95
# where it is among the levels, else the first.  Up to eight levels of p.
levels = p_levels
panels = words(levels) < 8 ? words(levels) : 8
target = word(target_levels, 1) + 0
do for [t in target_levels] { if (t eq "0.95") { target = 0.95 } }
least = 3e-4
here(i) = column("p") == word(levels, i) + 0 && column("target") == target
picked(i, choice, name) = here(i) && strcol("k_choice") eq choice && strcol("role") eq name
exact(i, choice) = here(i) && strcol("k_choice") eq choice && strcol("role") ne "sampler"
# Failure is one less success; what is 0 stands on the lower edge.
failure(name) = 1 - column(name) > least ? 1 - column(name) : least
# A row that is not picked is skipped without breaking its line.
set datafile missing NaN
unset title
set multiplot layout 2,4 title title noenhanced font ',13' margins 0.08,0.99,0.20,0.90 spacing 0.015,0.13
set xrange [2:21.5]
set logscale y
set yrange [least:1.4]
set xtics (3, 5, 7, 10, 12, 15, 20) font ',9'
set key off
do for [i = 1:panels] {
  set title sprintf("p = %s", word(levels, i)) font ',11' offset 0,-0.6
  set xlabel (i > 4 || i > panels - 4 ? "disks" : "") offset 0,0.5
  set format y ((i == 1 || i == 5) ? "10^{%L}" : "")
  set ylabel ((i == 1 || i == 5) ? "P(whole task not right)" : "") offset 0.5,0
  plot 1 - target with lines linestyle 7 linewidth 1 dashtype 2, \
    data using (exact(i, "k_min") ? column("disks") : NaN):(failure("task_success_exact")) \
      smooth unique with lines linestyle 1, \
    data using (exact(i, "k_min-1") ? column("disks") : NaN):(failure("task_success_exact")) \
      smooth unique with lines linestyle 2, \
    data using (picked(i, "k_min", "step_errors") ? column("disks") - 0.25 : NaN) \
      :(failure("task_success")):(failure("task_success_high")):(failure("task_success_low")) \
      with yerrorbars linestyle 11 pointtype 6 linecolor rgb '#9FC9E3', \
    data using (picked(i, "k_min-1", "step_errors") ? column("disks") + 0.25 : NaN) \
      :(failure("task_success")):(failure("task_success_high")):(failure("task_success_low")) \
      with yerrorbars linestyle 12 pointtype 4 linecolor rgb '#F0BE96', \
    data using (here(i) && strcol("role") eq "sampler" ? column("disks") : NaN):(failure("task_success")) \
      with points pointtype 2 pointsize 0.7 linecolor rgb '#808080', \
    data using (picked(i, "k_min", "whole_tasks") ? column("disks") : NaN) \
      :(failure("task_success")):(failure("task_success_high")):(failure("task_success_low")) \
      with yerrorbars linestyle 11, \
    data using (picked(i, "k_min-1", "whole_tasks") ? column("disks") : NaN) \
      :(failure("task_success")):(failure("task_success_high")):(failure("task_success_low")) \
      with yerrorbars linestyle 12
  unset label 1
}
# One key below all panels.
unset logscale y
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.06; set rmargin at screen 0.99
set bmargin at screen 0.055; set tmargin at screen 0.125
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 2 samplen 1.5 font ',9'
plot NaN with linespoints linestyle 11 title "k_min, whole tasks", \
  NaN with linespoints linestyle 12 title "k_min - 1, whole tasks", \
  NaN with points linestyle 11 pointtype 6 linecolor rgb '#9FC9E3' title "k_min, from step errors", \
  NaN with points linestyle 12 pointtype 4 linecolor rgb '#F0BE96' title "k_min - 1, from step errors", \
  NaN with points pointtype 2 linecolor rgb '#808080' title "aggregate (no evidence)", \
  NaN with lines linestyle 7 linewidth 1 dashtype 2 title sprintf("target %g", target)
unset multiplot
