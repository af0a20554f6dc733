# Replies by their length and how often they are wrong, as in Fig. 9a.
set datafile missing NaN
# What the channel cut is no answer; it stands apart.
longest = 2000
is_whole(x) = column("low") < longest
middle(x) = (column("low") + column("high")) / 2
set lmargin 11
set rmargin 10
stats lengths using "wrong" name "W" nooutput
stats lengths using (is_whole(0) ? NaN : column("replies")) name "R" nooutput
stats lengths using (is_whole(0) ? NaN : column("wrong")) name "C" nooutput
set xlabel "length of the reply (tokens)"
set xrange [0:2080]
set xtics 0,250,2000
set border 11
set ylabel "density (1/token)" offset 0.2,0
set yrange [0:0.0049]
set ytics 0.001
set format y "%.3f"
set y2label "error rate" offset 0.4,0
set y2range [0:0.14]
set y2tics 0.02 nomirror out scale 0.6
set format y2 "%.2f"
set style fill transparent solid 0.4 noborder
few = 150
is_rate(x) = is_whole(0) && column("replies") >= few
wide(x) = column("high") - column("low") + 1
set key at graph 0.475,0.27 left top Left reverse samplen 2.2 spacing 1.3 font ',10'
set arrow 1 from 700,graph 0 to 700,graph 0.93 nohead lc rgb '#606060' dt 2 lw 1.2 front
set label 2 "700 tokens" at 712,graph 0.91 left font ',10' tc rgb '#404040'
set label 3 sprintf("cut at 2048:\n%d of %d\nare wrong", C_sum, R_sum) at 1990,graph 0.96 right font ',9.5' tc rgb '#404040' noenhanced
set label 4 "By construction:\nthe published curves\nare not available." \
  at graph 0.015,0.96 left font ',9.5' tc rgb '#404040' noenhanced
plot lengths using (middle(0)):"density":(wide(0)) with boxes lc rgb '#0072B2' \
    title "all replies", \
  lengths using (middle(0)):(column("wrong") / (wide(0) * W_sum)):(wide(0)) \
    with boxes lc rgb '#D55E00' title "wrong replies (density of their own)", \
  lengths using (is_whole(0) && column("replies") > 0 ? middle(0) : NaN):"error_rate_law" axes x1y2 \
    with lines linestyle 7 linewidth 1.6 title "error rate of the channel (right axis)", \
  lengths using (is_rate(0) ? middle(0) : NaN):"error_rate" \
    :"error_rate_low":"error_rate_high" axes x1y2 \
    with yerrorbars linestyle 17 pointtype 7 pointsize 0.55 linewidth 1 \
    title sprintf("found, where %d replies or more (right axis)", few)
