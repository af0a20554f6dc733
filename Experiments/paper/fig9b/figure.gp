# Collisions against the cutoff, as in Fig. 9b: steps of a whole run whose first two votes are wrong.
at(reading) = strcol("reading") eq reading ? column("token_limit") : NaN
set datafile missing NaN
set rmargin 4
set xlabel "most tokens of a reply"
set xrange [540:2060]
set xtics 600,200,2000
set ylabel "collisions in 1,048,575 steps" offset 0.6,0
stats data using "collisions" name "S" nooutput
set yrange [0:(S_max > 28 ? 1.25 * S_max : 34)]
set ytics 0,10
set mytics 5
set key inside top left at graph 0.02,0.975 Left reverse samplen 2.5 spacing 1.45
set label 2 "By construction: the channel was made to show this;\nthe published curves are not available." \
  at graph 0.98,0.95 right font ',9.5' tc rgb '#404040' noenhanced
plot data using (at("repairing")):"collisions" with linespoints linestyle 2 linewidth 1.2 \
    pointsize 1.2 title "repairing, found", \
  data using (at("repairing")):"collisions_independent" with lines linestyle 2 dashtype 2 \
    linewidth 2 title "repairing, i.i.d. expectation", \
  data using (at("flagging")):"collisions" with linespoints linestyle 1 linewidth 1.2 \
    pointsize 1.2 title "flagging, found", \
  data using (at("flagging")):"collisions_independent" with lines linestyle 1 dashtype 2 \
    linewidth 2 title "flagging, i.i.d. expectation"
