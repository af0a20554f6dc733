# Success of a task against its expected votes, one point a margin: the margin grows along each line.
set xlabel "expected calls of the task"
set ylabel "P(whole task right)"
set logscale x
set xrange [80:20000]
set yrange [0:1.05]
set key inside left center Left reverse samplen 2
is(name) = strcol("task") eq name
set datafile missing NaN
plot 0.95 with lines linestyle 7 linewidth 1 dashtype 2 title "target .95", \
  data using (is("short") ? column("votes") : NaN):"success" with linespoints linestyle 11 \
    title "100 steps, p = .85", \
  data using (is("long") ? column("votes") : NaN):"success" with linespoints linestyle 12 \
    title "1000 steps, p = .85", \
  data using (is("short") || is("long") ? column("votes") : NaN):"success":(strcol("k")) \
    with labels offset 1.2,-0.5 font ',9' notitle, \
  '+' using (400):(0.95) every ::0::0 with points pointtype 2 pointsize 1.5 linecolor rgb '#808080' \
    title "as stated", \
  '+' using (4000):(0.95) every ::0::0 with points pointtype 2 pointsize 1.5 linecolor rgb '#808080' notitle
