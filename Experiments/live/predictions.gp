# Observed against expected, a panel a quantity and a colour a model of the steps; on the line they are equal.
models = "alike unequal own"
of(i, quantity) = strcol("model") eq word(models, i) && strcol("quantity") eq quantity ? column("expected") : NaN
set datafile missing NaN
unset title
set multiplot layout 1,3 title title noenhanced font ',13' margins 0.06,0.985,0.19,0.84 spacing 0.065,0.1
set key at screen 0.5,0.93 center horizontal noenhanced samplen 2
set xlabel "expected"
set ylabel "observed" offset 1.5,0
titles = "'step accuracy' 'votes per step' 'share of passes without an error'"
do for [panel = 1:3] {
  quantity = word("step_accuracy votes_per_step chain_success", panel)
  set title word(titles, panel) font ',11' offset 0,-0.7
  if (panel == 2) { set xrange [0.5:*]; set yrange [0.5:*] } else { set xrange [0:1.03]; set yrange [0:1.03] }
  plot x with lines linestyle 17 linewidth 0.8 dashtype 2 notitle, \
    for [i = 1:3] predictions using (of(i, quantity)):"observed":"observed_low":"observed_high" \
      with yerrorbars linestyle 10 + i title (panel == 1 ? word("alike Beta-distributed own", i) : "")
  unset label 1
}
unset multiplot
