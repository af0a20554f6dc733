# The table of models as a picture: printed numbers beside ours, and on the right how far the printed
# costs are from ours.  One coordinate system holds all: x in hundredths of the width, y in rows.
blue = "#0072B2"; orange = "#D55E00"; grey = "#606060"
unset border; unset tics; unset grid; unset xlabel; unset ylabel; unset key
# What the caption says of bars and lines does not hold for a table.
bars = strstrt(caption, "Bars are")
set label 1 (bars > 0 ? caption[1:bars - 1] : caption)
set lmargin at screen 0.012; set rmargin at screen 0.988
set tmargin at screen 0.915; set bmargin at screen 0.075
set xrange [0:100]
set yrange [13.1:-1.35]
# Columns: where their text ends, or begins for the first; the panel of differences in percent.
x_model = 0.8; x_in = 21.5; x_out = 26.5; x_tokens = 32.6; x_error = 39.8; x_k = 44.6; x_ours = 54
x_cost = 60.4; x_found = 65.9; x_band = 66.4; x_prompt = 80.3; x_range = 80.8
panel = 94.4; unit = 4.9 / 3.2
at(ratio) = panel + unit * 100 * (ratio - 1)
row(n) = n + 1
# gpt-4.1-mini-t0.1 is gpt-4.1-mini at temperature 0.1.
cut(s) = strstrt(s, "-t0.") + strstrt(s, "-t1.")
shown(s) = cut(s) == 0 ? s : sprintf("%s, τ = %s", s[1:cut(s) - 1], s[cut(s) + 2:*])
has(name) = strlen(strcol(name)) > 0
thousands(name) = column(name) / 1000
# A sign that a note below explains, else room for it.
listed(price) = price eq "printed" ? " " : "*"
close(s) = s eq "deepseek-v3.1" ? "†" : " "
apart(rule) = rule eq "fitted_apart"
# Every second row on grey.
do for [i = 0:8:2] {
  set object 10 + i rectangle from 0, row(i) + 0.5 to 100, row(i) + 1.5 \
    fillcolor rgb '#F2F6F9' fillstyle solid noborder behind
}
set arrow 1 from 0, 0.55 to 100, 0.55 nohead linecolor rgb grey linewidth 0.8
set arrow 2 from 0, row(9) + 0.5 to 100, row(9) + 0.5 nohead linecolor rgb grey linewidth 0.8
small = "font ',9'"
set label 20 "model" at x_model, 0 left @small
set label 21 "US$ / M tokens" at x_out + 0.3, -0.75 right @small
set label 22 "in " at x_in, 0 right @small
set label 23 "out" at x_out, 0 right @small
set label 24 "tokens" at x_tokens, -0.75 right @small
set label 34 "out" at x_tokens, 0 right @small
set label 25 "1 − p" at x_error, 0 right @small
set label 26 "k_{min}" at x_k + 2, -0.75 center @small
set label 27 "paper" at x_k, 0 right @small
set label 28 "ours" at x_ours - 3, 0 right @small
set label 29 "expected cost, thousand US$" at x_cost + 5.5, -0.75 center @small
set label 30 "paper" at x_cost, 0 right @small
set label 31 "ours [by roundings]" at x_found - 4.1, 0 left @small
set label 32 "prompt tokens" at x_prompt + 2, -0.75 center @small
set label 35 "fitted [possible]" at x_prompt + 2, 0 center @small
set label 33 "differs from" at panel, -0.75 center @small
set label 36 "the paper, %" at panel, 0 center @small
# The axis of the panel.
do for [percent = -3:3] {
  set arrow 50 + percent from at(1 + 0.01 * percent), 0.55 to at(1 + 0.01 * percent), row(9) + 0.5 \
    nohead linecolor rgb (percent == 0 ? '#909090' : '#DDDDDD') linewidth 0.6 back
  if (percent % 2 == 0) { set label 60 + percent sprintf(percent == 0 ? "%d" : "%+d", percent) \
    at at(1 + 0.01 * percent), row(9) + 0.85 center font ',8' textcolor rgb grey }
}
# The note on the row of †, with its number from the table.
note(greatest) = sprintf("* Input price not printed: list price of that time.  † 7 above 1 − p = %.4g, so already at 0.0571.", greatest)
set label 41 "Prompt tokens are not printed: 577 is the middle of what fits the four rows of OpenAI; haiku-4.5 and qwen-3 are fitted apart." \
  at x_model, row(10) + 0.75 left font ',9' textcolor rgb grey
set label 42 "Right: grey, all that is printed as the paper's cost is; blue, ours by the roundings; dot, Monte Carlo; circle, ours at 577 tokens." \
  at x_model, row(10) + 1.4 left font ',9' textcolor rgb grey
set style fill solid noborder
plot models using (x_model):(row($0)):(shown(strcol("model"))) with labels left @small, \
  '' using (close(strcol("model")) eq "†" ? x_model : NaN):(row(10) + 0.1):(note(column("step_error_greatest"))) \
    with labels left font ',9' textcolor rgb grey, \
  '' using (x_in):(row($0)):(sprintf("%.2f%s", column("usd_per_mtok_in"), listed(strcol("input_price")))) \
    with labels right @small, \
  '' using (x_out):(row($0)):(sprintf("%.2f", column("usd_per_mtok_out"))) with labels right @small, \
  '' using (x_tokens):(row($0)):(strcol("tokens_out")) with labels right @small, \
  '' using (x_error):(row($0)):(strcol("step_error")) with labels right @small, \
  '' using (x_k):(row($0)):(has("k_min_printed") ? strcol("k_min_printed") : "–") \
    with labels right @small, \
  '' using (x_ours):(row($0)):(has("k_min") ? \
    sprintf("%d (%.3f)%s", column("k_min"), column("k_real"), close(strcol("model"))) : "none ") \
    with labels right @small textcolor rgb blue, \
  '' using (x_cost):(row($0)):(has("usd_printed") ? sprintf("%.1f", thousands("usd_printed")) : "–") \
    with labels right @small, \
  '' using (x_found):(row($0)):(has("usd") ? sprintf("%#.4g", thousands("usd")) : "") \
    with labels right @small textcolor rgb blue, \
  '' using (x_band):(row($0)):(has("usd") ? \
    sprintf("[%#.4g, %#.4g]", thousands("usd_low"), thousands("usd_high")) : "") \
    with labels left font ',8' textcolor rgb grey, \
  '' using (x_prompt):(row($0)):(has("tokens_in") ? strcol("tokens_in") : "") \
    with labels right @small textcolor rgb blue, \
  '' using (x_range):(row($0)):(has("tokens_in") ? \
    sprintf("[%.0f, %.0f]", column("tokens_in_low"), column("tokens_in_high")) : "") \
    with labels left font ',8' textcolor rgb grey, \
  '' using (at(1)):(row($0)):(at(column("usd_printed_low") / column("usd_printed"))) \
    :(at(column("usd_printed_high") / column("usd_printed"))):(row($0) - 0.3):(row($0) + 0.3) \
    with boxxyerror fillcolor rgb '#C4C4C4', \
  '' using (at(1)):(row($0)):(at(column("usd_low") / column("usd_printed"))) \
    :(at(column("usd_high") / column("usd_printed"))):(row($0) - 0.13):(row($0) + 0.13) \
    with boxxyerror fillcolor rgb blue, \
  '' using (at(column("usd_found") / column("usd_printed"))):(row($0)) \
    with points pointtype 7 pointsize 0.45 linecolor rgb orange, \
  '' using (apart(strcol("tokens_in_rule")) ? at(1 + column("usd_residual_common") / column("usd_printed")) : NaN):(row($0)) \
    with points pointtype 6 pointsize 0.8 linecolor rgb blue
