# What a million races find of an error, over the error itself: plain races, which see nothing below one in
# a million, and tilted ones, below again at a hundred times the scale.  One panel a model, k from 3 to 16.
names = "'two candidates' 'three candidates' 'Beta steps'"
heads = "'two candidates, p = .9' 'three candidates, .9 .06 .04' 'Beta steps, mean .98, ρ = .02'"
mine(i, tilted) = strcol("model") eq word(names, i) && strcol("tilted") eq tilted
error(i, tilted) = mine(i, tilted) ? column("step_wrong_exact") : NaN
over(name) = column(name) / column("step_wrong_exact")
# What is far above the panel would not be drawn at all; a point there is an open one at its edge.
top = 4
high(name) = over(name) < 9 ? over(name) : 9
set datafile missing NaN
unset title
set multiplot layout 2,3 title title noenhanced font ',13' margins 0.075,0.985,0.215,0.90 spacing 0.03,0.06
set logscale x
set xrange [5e-3:1e-16]
set xtics ("10^{-3}" 1e-3, "10^{-6}" 1e-6, "10^{-9}" 1e-9, "10^{-12}" 1e-12, "10^{-15}" 1e-15)
set key off
do for [row = 1:2] {
  do for [i = 1:3] {
    set ylabel (i > 1 ? "" : row == 1 ? "found / exact" : "found / exact, tilted") offset 0.5,0
    set xlabel (row == 2 ? "exact P(wrong)" : "") offset 0,0.3
    set format x (row == 2 ? "%g" : "")
    if (row == 1) {
      set yrange [-0.1:top + 0.1]
      set ytics 1
      set format y (i == 1 ? "%g" : "")
      set title word(heads, i) font ',11' offset 0,-0.6
      plot 1 with lines linestyle 7 linewidth 1, \
        data using (over("step_wrong") < top ? error(i, "false") * 1.15 : NaN):(over("step_wrong")) \
          :(over("step_wrong_low")):(high("step_wrong_high")) with yerrorbars linestyle 12, \
        data using (over("step_wrong") < top ? NaN : error(i, "false") * 1.15):(top):(over("step_wrong_low")) \
          :(top) with yerrorbars linestyle 12 pointtype 4, \
        data using (error(i, "true") / 1.15):(over("step_wrong")):(over("step_wrong_low")) \
          :(over("step_wrong_high")) with yerrorbars linestyle 11
    } else {
      unset title
      set yrange [0.997:1.003]
      set ytics 0.001
      set format y (i == 1 ? "%.3f" : "")
      plot 1 with lines linestyle 7 linewidth 1, \
        data using (error(i, "true")):(over("step_wrong")):(over("step_wrong_low")) \
          :(over("step_wrong_high")) with yerrorbars linestyle 11
    }
    unset label 1
  }
}
# One key below all panels.
unset logscale x
unset title; unset xlabel; unset ylabel; unset tics; unset border; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.99
set bmargin at screen 0.055; set tmargin at screen 0.11
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 1.5 font ',10'
plot NaN with points linestyle 12 title "plain races", \
  NaN with points linestyle 12 pointtype 4 title "above the panel", NaN with points linestyle 11 title "tilted races", \
  NaN with lines linestyle 7 linewidth 1 title "exact"
unset multiplot
