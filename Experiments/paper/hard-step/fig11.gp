# The vote race of the hard step, as in Fig. 11: votes of each answer after each vote, and where each
# rule decided.
array a[26]
array b[26]
array c[26]
a[1] = 0; b[1] = 0; c[1] = 0
by_count = NaN
by_lead = NaN
read(n) = (a[n + 1] = column("votes_a"), b[n + 1] = column("votes_b"), \
  c[n + 1] = column("votes_c"), \
  strcol("decided_first_to_3") eq "yes" && by_count != by_count ? by_count = n : 0, \
  strcol("decided_ahead_by_3") eq "yes" && by_lead != by_lead ? by_lead = n : 0, n)
stats table using (read(int(column("vote")))) nooutput
set title title noenhanced
set rmargin 4
set xlabel "voting round"
set xrange [0:25.6]
set xtics 0,5,25
set mxtics 5
set ylabel "votes" offset 1,0
set yrange [0:16.4]
set ytics 0,5,15
set mytics 5
set key at graph 0.2,0.9 left top Left reverse samplen 2.5 spacing 1.4
set style line 21 lc rgb '#606060' lw 1.2 dt 2
set style line 22 lc rgb '#606060' lw 1.2 dt 4
set arrow 1 from by_count,0 to by_count,15.9 nohead linestyle 21
set arrow 2 from by_lead,0 to by_lead,15.9 nohead linestyle 22
set label 2 "Decision: first-to-3" at by_count,15.6 left offset 0.6,0 font ',10' tc rgb '#404040'
set label 3 "Decision: first-to-ahead-by-3" at by_lead,15.6 right offset -0.6,0 font ',10' \
  tc rgb '#404040'
set label 4 "By construction: shares\nare fitted to the two\ndecisions; the paper\nprints no tallies." \
  at graph 0.985,0.36 right font ',9.5' tc rgb '#404040' noenhanced
# Lines side by side where votes are equal; an array has neither headers nor commas.
unset datafile columnheaders
set datafile separator whitespace
plot a using ($1 - 1):($2 + 0.06) with steps linestyle 3 linewidth 2.6 \
    title "A (correct): disk 2 from peg 2 to peg 1", \
  b using ($1 - 1):($2 + 0.0) with steps linestyle 2 linewidth 2.2 \
    title "B: disk 13 to peg 2, at its bottom", \
  c using ($1 - 1):($2 - 0.06) with steps linestyle 1 linewidth 2.2 \
    title "C: disk 13 to peg 2, on its top"
