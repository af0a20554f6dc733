# Left: coverage of the interval of 80 % by the day of the forecast, one colour a stream. Right: how often the
# pace drawn out comes within 20 %.  Logs with three weeks before.
names = "steady heavy weekend pareto bursts drift"
titles = "'steady' 'heavy sizes' 'quiet weekends' 'Pareto sizes' 'bursts' 'growing rate'"
set datafile missing NaN
unset title
set multiplot layout 1,2 title title noenhanced font ',13' margins 0.085,0.985,0.24,0.88 spacing 0.09,0.1
set xlabel "day of the week"
set xrange [0:7.6]
set yrange [0:1.02]
set xtics 1
of(i, value) = strcol("stream") eq word(names, i) && column("weeks_before") == 3 ? value : NaN
at(i) = column("day") + (i - 3.5) * 0.08
set ylabel "weeks that the interval of 80 % covers"
set key inside bottom center maxrows 3 samplen 2 font ",9"
plot 0.8 with lines linecolor rgb 'black' dashtype 2 notitle, \
  for [i = 1:6] data using (at(i)):(of(i, column("covered_80"))):(column("covered_80_low")):(column("covered_80_high")) \
    with yerrorbars linestyle 10 + i pointsize 0.6 title word(titles, i)
set ylabel "weeks that the pace foretells within 20 %"
set key off
plot 0.8 with lines linecolor rgb 'black' dashtype 2 notitle, \
  for [i = 1:6] data using (at(i)):(of(i, column("pace_within"))):(column("pace_within_low")):(column("pace_within_high")) \
    with yerrorbars linestyle 10 + i pointsize 0.6 notitle
unset multiplot
