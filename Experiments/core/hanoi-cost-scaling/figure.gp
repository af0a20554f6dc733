# Votes per step against ln s, and the same divided by the asymptotic slope: parallel staircases.
levels = p_levels
series = words(levels) < 8 ? words(levels) : 8
slope(p) = 1 / ((2 * p - 1) * log(p / (1 - p)))
is(i) = column("p") == word(levels, i) + 0 && strcol("fidelity") eq "vote"
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.17,0.90 spacing 0.10,0.1
set xlabel "ln s"
set xrange [1.5:14.3]
set key inside top left horizontal maxcols 3 Left reverse samplen 2 spacing 1.15 width 1
set logscale y
set ylabel "votes per step" offset 1,0
set yrange [1.5:700]
plot for [i = 1:series] data using (is(i) ? log(column("steps")) : NaN):"votes_per_step_exact" \
    with lines linestyle i notitle, \
  for [i = 1:series] data \
    using (is(i) ? log(column("steps")) : NaN):"votes_per_step":"votes_per_step_low":"votes_per_step_high" \
    with yerrorbars linestyle 10 + i title sprintf("p = %s", word(levels, i))
unset label 1
unset logscale y
set ylabel "votes per step / asymptotic slope" offset 1,0
set yrange [2:20]
plot x + 2 with lines linestyle 7 linewidth 1 dashtype 2 title "slope 1, any height", \
  for [i = 1:series] data \
    using (is(i) ? log(column("steps")) : NaN):(column("votes_per_step_exact") / slope(column("p"))) \
    with lines linestyle i notitle, \
  for [i = 1:series] data \
    using (is(i) ? log(column("steps")) : NaN):(column("votes_per_step") / slope(column("p"))) \
    :(column("votes_per_step_low") / slope(column("p"))):(column("votes_per_step_high") / slope(column("p"))) \
    with yerrorbars linestyle 10 + i notitle
unset multiplot
