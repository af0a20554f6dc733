# What the stated hours use of each tier's upper limit: mean of simulated weeks, a panel a setting.
set datafile missing NaN
array settings[3] = ["stated_low", "stated_middle", "stated_high"]
array named[3] = ["lowest stated hours", "middle", "highest stated hours"]
array tiers[3] = ["small", "medium", "large"]
row(t) = t eq "small" ? 1 : t eq "medium" ? 2 : 3
mine(i) = strcol("setting") eq settings[i]
unset title
set title title noenhanced font ',13' offset 0,0.3
set ylabel "share of the tier's upper limit that a week uses" offset 1.2,0
set xrange [0.5:3.5]
set yrange [0:1.1]
set xtics ("small" 1, "medium" 2, "large" 3)
set arrow 1 from graph 0,first 1 to graph 1,first 1 nohead lw 1.5 lc rgb '#404040'
set key bottom right inside Left reverse noenhanced samplen 1
plot for [i = 1:3] data using (mine(i) ? row(strcol("tier")) + 0.18 * (i - 2) : NaN):"use":"use_low":"use_high" \
  with yerrorbars linestyle 10 + i pointsize 1.3 title named[i]
