# Calls of a task against its steps: voting, step retry with an oracle, whole-task retry, and s·2^k.
set xlabel "steps of the task"
set ylabel "log10 of expected calls"
set logscale x
set xrange [4:1300]
set yrange [0:20]
set key inside top left Left reverse samplen 2 enhanced
plot data using "steps":"log10_calls_whole" with linespoints linestyle 12 title "whole task again", \
  data using "steps":"log10_calls_stopped" with linespoints linestyle 14 \
    title "the same, stopped at the first wrong step", \
  data using "steps":"log10_stated" with linespoints linestyle 13 title "s·2^k at k_{min}", \
  data using "steps":"log10_votes" with linespoints linestyle 11 title "voting at k_{min}", \
  data using "steps":"log10_calls_step_oracle" with linespoints linestyle 15 \
    title "each step again, with an oracle"
