# Errors of races that are undecided after 20 votes, by margin, one panel a kind of race: exact lines, and
# what a million plain and a million tilted races find.  Where no plain race is wrong, its point stands at the
# upper end of the interval.
array given[3] = ["", "", "0.9;0.06;0.04"]
array success[3] = [0.9, 0.6, 0.9]
heads = "'.9, .1' '.6, .4' '.9, .06, .04'"
mine(i) = strcol("shares") eq given[i] && abs(column("p") - success[i]) < 1e-9
tilted(i, yes) = mine(i) && strcol("tilted") eq yes
least = 1e-26
above(x) = x > least ? x : least
set datafile missing NaN
unset title
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.085,0.985,0.25,0.88 spacing 0.03,0.06
set logscale y
set xrange [2:22]
set xtics 4
set yrange [least:3]
set ytics 1e4
set mytics 1
set xlabel "margin k" offset 0,0.4
set key off
do for [i = 1:3] {
  set ylabel (i == 1 ? "P(wrong)" : "") offset 0.5,0
  set format y (i == 1 ? "10^{%L}" : "")
  set title "shares " . word(heads, i) font ',11' offset 0,-0.6
  plot data using (tilted(i, "true") ? column("k") : NaN):(column("step_wrong_exact")) \
      with lines linestyle 7 linewidth 1, \
    data using (tilted(i, "false") ? column("k") + 0.35 : NaN) \
      :(column("step_wrong") > 0 ? column("step_wrong") : column("step_wrong_high")) \
      :(above(column("step_wrong_low"))):(column("step_wrong_high")) with yerrorbars linestyle 12, \
    data using (tilted(i, "true") ? column("k") : NaN):(column("step_wrong")) \
      :(above(column("step_wrong_low"))):(column("step_wrong_high")) with yerrorbars linestyle 11
  unset label 1
}
# One key below all panels.
unset logscale y
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.99
set bmargin at screen 0.07; set tmargin at screen 0.14
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 1.5 font ',10'
plot NaN with points linestyle 12 title "plain races", \
  NaN with points linestyle 11 title "tilted races", NaN with lines linestyle 7 linewidth 1 title "exact"
unset multiplot
