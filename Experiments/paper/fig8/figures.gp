# Steps undecided after each round of a run of a million steps, one panel a rule: the published run as
# points, the runs of the fitted steps as bands and medians, alike steps as a dashed line.
is_draws = figure_name eq "fig8a"
rules = "first-to-ahead-by-3 first-to-3"
# On a logarithmic axis nothing is drawn at the bottom.
floor = 0.35
up(value) = value < floor ? floor : value
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.19,0.90 spacing 0.06,0.1
set logscale y
set format y "10^{%T}"
set yrange [floor:3e6]
set ytics add ("none" floor)
set xrange [1.5:18.5]
set xtics 2,2,18
set xlabel is_draws ? "sampling round: draws of a step" : "voting round: votes on a step"
set ylabel "undecided steps" offset 1,0
set key inside top right Left reverse samplen 1.6 spacing 1.15 width -2 font ',9' noenhanced
do for [panel = 1:2] {
  kind = word(rules, panel)
  set label 2 kind at graph 0.03,1.035 noenhanced font ',11'
  if (panel == 2) { unset label 1; unset ylabel; set key } else { unset key }
  is(name) = strcol("model") eq name && strcol("rule") eq kind
  x(name) = is(name) ? column("round") : NaN
  plot table using (x("independent")):(up(column("low"))):(up(column("high"))) \
      with filledcurves fc rgb '#E69F00' fs transparent solid 0.25 noborder \
      title "95 % of runs, errors independent of flags", \
    table using (x("dependent")):(up(column("low"))):(up(column("high"))) \
      with filledcurves fc rgb '#0072B2' fs transparent solid 0.30 noborder \
      title "95 % of runs, errors depend on flags", \
    table using (x("independent")):(up(column("median"))) with lines lc rgb '#E69F00' lw 1.5 \
      title "median run, independent", \
    table using (x("dependent")):(up(column("median"))) with lines lc rgb '#0072B2' lw 1.5 \
      title "median run, dependent", \
    table using (x("iid")):(column("expected") > floor ? column("expected") : NaN) \
      with lines lc rgb '#404040' dt 2 lw 1.2 title "steps all alike (i.i.d.), expected", \
    table using (is("dependent") && strcol("in_band") eq "yes" ? column("round") : NaN):(up(column("published"))) \
      with points pt 7 ps 0.8 lc rgb '#000000' title "published run", \
    table using (is("dependent") && strcol("in_band") eq "no" ? column("round") : NaN):(up(column("published"))) \
      with points pt 6 ps 1.6 lc rgb '#D55E00' lw 2 title ""
}
unset multiplot
