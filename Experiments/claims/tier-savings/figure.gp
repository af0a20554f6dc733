# Saving against change of success, a colour a chance that failures are found, a point a pass rate.
set datafile missing NaN
array found[3] = [1.0, 0.8, 0.5]
array named[3] = ["all failures found", "four in five", "half"]
# One colour's points are labelled, where the shares are in the middle of the table; the others have the same pass rates.
label(zero) = strcol("shares") ne "5 37.5 0 52.5 5" || column("detection") != 0.5 ? "" \
  : sprintf("p = %s", strcol("small_success"))
mine(i) = column("detection") == found[i]
set ylabel "share of the cost that is saved" offset 1.2,0
set xlabel "change of success (share of tasks); p: pass rate of the small tier, points of one p: shares within the table" offset 0,0.3
set object 1 rectangle from graph 0,first 0.2 to graph 1,first 0.3 fillcolor rgb '#e6e6e6' fillstyle solid noborder behind
set arrow 1 from first -0.01,graph 0 to first -0.01,graph 1 nohead dashtype 2 lw 1.5 lc rgb '#404040'
set yrange [0.1:0.34]
set key bottom right inside Left reverse noenhanced samplen 1
plot for [i = 1:3] data using (mine(i) ? column("change") : NaN):"saved":"change_low":"change_high":"saved_low":"saved_high" \
    with xyerrorbars linestyle 10 + i pointsize 1.1 title named[i], \
  data using "change":"saved":(label(0)) with labels center offset 0,0.9 font ',9' textcolor rgb '#404040' notitle
