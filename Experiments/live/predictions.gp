# Observed against expected, a panel a quantity and a colour a model of the steps; on the line they are equal.
models = "alike unequal own"
names = "'steps alike' 'steps of a Beta law' 'each step by its own draws'"
of(i, quantity) = strcol("model") eq word(models, i) && strcol("quantity") eq quantity ? column("expected") : NaN
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.17,0.90 spacing 0.1,0.1
set xlabel "expected"
do for [panel = 1:2] {
  quantity = word("step_accuracy votes_per_step", panel)
  set ylabel "observed ".word("'step accuracy' 'votes per step'", panel) offset 1,0
  if (panel == 1) { set xrange [0.5:1.02]; set yrange [0.5:1.02]; set key bottom right inside } \
  else { set xrange [0.5:*]; set yrange [0.5:*]; unset key }
  plot x with lines linestyle 17 linewidth 0.8 dashtype 2 notitle, \
    for [i = 1:3] predictions using (of(i, quantity)):"observed":"observed_low":"observed_high" \
      with yerrorbars linestyle 10 + i title word(names, i)
  unset label 1
}
unset multiplot
