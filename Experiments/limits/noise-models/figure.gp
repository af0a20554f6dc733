# Errors of a step and votes of a step by margin, one colour a kind of noise: exact lines, Monte Carlo
# points with 95 % intervals.  Left all draws at one temperature, right the first at temperature 0.
names = "'independent' 'correlated' 'hard steps with one wrong answer' 'hard steps scattered' 'flags go with errors' 'two right answers' 'drift' 'ensemble' 'ensemble half in common'"
array tone[9] = ["#000000", "#0072B2", "#D55E00", "#E69F00", "#CC79A7", "#009E73", "#8C564B", "#56B4E9", "#7A5CBF"]
temperatures = "constant greedy-first"
least = 1e-8
mine(t, i) = strcol("temperature") eq word(temperatures, t) && strcol("model") eq word(names, i)
# Points of one margin stand beside each other.
place(i) = column("k") + (i - 5) * 0.03
above(x) = x > least ? x : NaN
set datafile missing NaN
unset title
set multiplot layout 2,2 title title noenhanced font ',13' margins 0.09,0.985,0.24,0.90 spacing 0.05,0.05
set xrange [0.6:6.4]
set xtics 1
set logscale y
set key off
do for [row = 1:2] {
  do for [t = 1:2] {
    set ylabel (t == 1 ? (row == 1 ? "P(step decided wrongly)" : "votes per step") : "") offset 0.5,0
    set xlabel (row == 2 ? "margin k" : "") offset 0,0.5
    set format x (row == 2 ? "%g" : "")
    if (row == 1) {
      set yrange [least:0.2]
      set format y (t == 1 ? "10^{%L}" : "")
      set ytics 10
      set title (t == 1 ? "all draws at τ = 0.1" : "first draw at τ = 0") font ',11' offset 0,-0.6
      plot for [i = 1:9] data using (mine(t, i) ? column("k") : NaN):(above(column("step_wrong_exact"))) \
          smooth unique with lines linewidth 1.6 linecolor rgb tone[i], \
        for [i = 1:9] data using (mine(t, i) && column("step_wrong") > 0 ? place(i) : NaN) \
          :(column("step_wrong")):(above(column("step_wrong_low"))):(column("step_wrong_high")) \
          with yerrorbars pointtype 7 pointsize 0.6 linecolor rgb tone[i]
    } else {
      unset title
      set yrange [0.85:60]
      set format y (t == 1 ? "%g" : "")
      set ytics (1, 2, 3, 5, 10, 20, 50)
      plot for [i = 1:9] data using (mine(t, i) ? column("k") : NaN):(above(column("votes_per_step_exact"))) \
          smooth unique with lines linewidth 1.6 linecolor rgb tone[i], \
        for [i = 1:9] data using (mine(t, i) ? place(i) : NaN):(column("votes_per_step")) \
          with points pointtype 7 pointsize 0.6 linecolor rgb tone[i]
    }
    unset label 1
  }
}
# One key below all panels.
unset logscale y
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.99
set bmargin at screen 0.055; set tmargin at screen 0.155
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 3 samplen 1.5 font ',9'
plot for [i = 1:9] NaN with linespoints pointtype 7 pointsize 0.6 linewidth 1.6 linecolor rgb tone[i] title word(names, i)
unset multiplot
