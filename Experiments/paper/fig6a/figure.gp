# Calibration over disks, as in Fig. 6a: the share of wrong replies of three models on two scales.
models = "gpt-4.1-nano gpt-4.1-mini o3-mini"
style(i) = i
at(i) = strcol("model") eq word(models, i) ? column("disks") : NaN
array mean[3]
do for [i = 1:3] {
  stats data using (at(i)):"step_wrong_exact" name "S" nooutput
  mean[i] = S_mean_y
}
set datafile missing NaN
unset title
set multiplot title title noenhanced font ',13'
set lmargin at screen 0.105
set rmargin at screen 0.71
set xrange [9.3:20.7]
# The axis is broken between .008 and .2.
set tmargin at screen 0.91
set bmargin at screen 0.555
set border 2
set xtics 10,2,20 format "" scale 0
set grid xtics ytics
set yrange [0.2:0.4]
set ytics 0.05
set format y "%.2f"
unset key
set arrow 1 from screen 0.097,0.550 to screen 0.113,0.560 nohead lc rgb '#404040' lw 0.8
set arrow 2 from screen 0.097,0.500 to screen 0.113,0.510 nohead lc rgb '#404040' lw 0.8
set label 2 "wrong replies among all, one step" at screen 0.028,0.535 center rotate
set label 3 sprintf("By construction: the means of the\nchannels are those that the paper\nprints: %.4f, %.4f, %.4f.", \
  mean[1], mean[2], mean[3]) at screen 0.735,0.40 left font ',9.5' tc rgb '#404040' noenhanced
set label 4 "Each model is tested for a trend\nwith the disks." \
  at screen 0.735,0.27 left font ',9.5' tc rgb '#404040'
set key at screen 0.735,0.89 left top Left reverse samplen 2 spacing 1.5
plot for [i = 1:3] data using (at(i)):"step_wrong_exact" \
    with lines linestyle style(i) notitle, \
  for [i = 1:3] data using (at(i)):"step_wrong":"step_wrong_low":"step_wrong_high" \
    with yerrorbars linestyle 10 + style(i) notitle, \
  for [i = 1:3] NaN with linespoints linestyle style(i) title word(models, i), \
  NaN with lines linestyle 7 linecolor rgb '#606060' title "channel's error", \
  NaN with points linestyle 17 pointtype 7 linecolor rgb '#606060' title "Monte Carlo"
unset label 1
unset label 2
unset label 3
unset label 4
unset arrow 1
unset arrow 2
set tmargin at screen 0.505
set bmargin at screen 0.165
set border 3
set xtics 10,2,20 format "%g" nomirror out scale 0.6
set xlabel "disks" offset 0,0.3
set yrange [0:0.008]
set ytics 0.002
set format y "%.3f"
unset key
plot for [i = 2:3] data using (at(i)):"step_wrong_exact" \
    with lines linestyle style(i) notitle, \
  for [i = 2:3] data using (at(i)):"step_wrong":"step_wrong_low":"step_wrong_high" \
    with yerrorbars linestyle 10 + style(i) notitle
unset multiplot
