# Share of towers solved against k, with what labelled draws of its steps had led one to expect.
of(model) = strcol("model") eq model && strcol("quantity") eq "chain_success" ? column("k") : NaN
set datafile missing NaN
set xlabel "margin k"
set ylabel "share of towers solved" offset 1,0
set xrange [0.6:5.4]
set xtics 1
set yrange [0:1.05]
set key bottom right inside
plot predictions using (of("own")):"range_low":"range_high" with filledcurves linetype 1 \
    fillstyle transparent solid 0.13 noborder title "95 % of repetitions, each step by its own draws", \
  predictions using (of("own")):"expected" with lines linestyle 1 title "expected, each step by its own draws", \
  predictions using (of("unequal")):"expected" with lines linestyle 3 dashtype 4 title "expected, steps of a Beta law", \
  predictions using (of("alike")):"expected" with lines linestyle 2 dashtype 2 title "expected, steps alike", \
  towers using "k":"accuracy":"accuracy_low":"accuracy_high" with yerrorbars linestyle 17 title "solved"
