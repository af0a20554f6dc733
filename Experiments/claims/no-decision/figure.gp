# P(no decision) at the cap against step success, a line for each margin and cap; the claimed band in grey.
set xlabel "step success p"
set ylabel "P(no decision at the cap)"
set xrange [0.55:1]
set yrange [0:0.7]
set key inside top right Left reverse samplen 2
set object 1 rectangle from graph 0, first 0.05 to graph 1, first 0.1 fillcolor rgb '#E4E4E4' fillstyle solid noborder behind
set datafile missing NaN
is(k, cap) = column("k") == k && column("cap") == cap
plot data using (is(2, 5) ? column("p") : NaN):"undecided" with linespoints linestyle 11 title "k = 2, 5 votes", \
  data using (is(2, 7) ? column("p") : NaN):"undecided" with linespoints linestyle 12 title "k = 2, 6 or 7 votes", \
  data using (is(3, 5) ? column("p") : NaN):"undecided" with linespoints linestyle 13 title "k = 3, 5 or 6 votes", \
  data using (is(3, 7) ? column("p") : NaN):"undecided" with linespoints linestyle 14 title "k = 3, 7 votes"
