# Success of a task at the margin chosen for independent votes, against the correlation of votes in a step.
set xlabel "correlation of two votes of a step"
set ylabel "P(whole task right)"
set xrange [-0.002:0.103]
set yrange [0:1.05]
set key inside center right Left reverse samplen 2
set datafile missing NaN
plot 0.95 with lines linestyle 7 linewidth 1 dashtype 2 title "target .95", \
  data using "correlation":"success" smooth unique with linespoints linestyle 11 title "p = .85, 1023 steps", \
  data using (strcol("source") eq "published" ? column("correlation") : NaN):"success" \
    with points pointtype 7 pointsize 1.5 linecolor rgb '#D55E00' title "correlation of the published race"
