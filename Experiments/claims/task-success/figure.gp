# Success of simulated tasks at their margins, with the exact value as a cross and the target as a line.
set ylabel "P(whole task right)"
set yrange [0:1.05]
set xrange [-0.5:6.5]
set xtics ("p = .964\n k = 3" 0, "p = .922\n k = 4" 1, "p = .85\n alike" 2, "the same\n 32767 steps" 3, \
  "ρ = .0027" 4, "ρ = .0079" 5, "ρ = .018" 6)
set key inside bottom left Left reverse samplen 2
plot 0.95 with lines linestyle 7 linewidth 1 dashtype 2 title "target .95", \
  data using 0:"success":"success_low":"success_high" with yerrorbars linestyle 11 title "simulated", \
  data using 0:"success_exact" with points pointtype 2 pointsize 1.5 linecolor rgb '#404040' title "exact"
