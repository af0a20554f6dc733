# Cost of a workflow by the number of agents: lines computed from the stated tokens and prices, crosses as stated.
set xlabel "agents, each with one task"
set ylabel "cost of a workflow, $"
set xrange [0:11]
set yrange [0:3.2]
set key inside top left
plot data using "agents":"before" with linespoints linestyle 11 title "all on the medium tier, computed", \
  data using "agents":"stated_before" with points pointtype 2 pointsize 1.6 linewidth 2 linecolor rgb 'black' title "as stated", \
  data using "agents":"after" with linespoints linestyle 12 title "agents on the small tier, computed", \
  data using "agents":"stated_after" with points pointtype 2 pointsize 1.6 linewidth 2 linecolor rgb 'black' notitle
