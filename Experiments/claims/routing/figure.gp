# Left: stated confidence against what the tiers did alone on made-up tasks.  Right: the price ratio from which
# votes of the small tier are worth a call to the medium one, by the medium tier's success.
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.08,0.985,0.24,0.88 spacing 0.11,0.06
set key top left inside Left reverse
set xrange [0.5:1.05]
set yrange [0.5:1.05]
set xlabel "stated confidence"
set ylabel "share done by the tier alone" offset 1,0
plot x <= 1 ? x : NaN with lines linestyle 7 dashtype 2 title "as stated", \
  data using "stated":"rate":"rate_low":"rate_high" with yerrorbars linestyle 11 \
    title "shipped rules"
unset label 1
set key top right inside
set xrange [0.55:1]
set yrange [1:30]
set logscale y
set ytics (1, 2, 3, 5, 10, 20, 30)
set xlabel "success of a call to the medium tier"
set ylabel "price ratio at which votes break even" offset 1,0
plot 10 with lines linestyle 7 dashtype 2 title "a tenth of the price", \
  parity using "medium_success":"break_even_ratio" with points linestyle 2 pointsize 0.6 \
    title "votes of the small tier"
unset multiplot
