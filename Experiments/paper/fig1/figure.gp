# Price of a model against its consecutive steps without an error, 1/(1 - p), linear: every base model
# stands at the left edge.  Theory as a short line, Monte Carlo with its interval over it.
#
# Not simulated: llama-3.2-3B, whose step error is printed as 1.0, and the paper's run, 1,048,575 steps
# of gpt-4.1-mini with k = 3 and no error; both are constants here.
llama_steps = 1; llama_price = 0.06
run_steps = 1048575; run_model = "gpt-4.1-mini-t0.1"
orange = "#D55E00"; grey = "#606060"
theory(name) = strcol("fidelity") eq "exact" ? column(name) : NaN
found(name) = strcol("fidelity") eq "vote" ? column(name) : NaN
# gpt-4.1-mini-t0.1 is gpt-4.1-mini at temperature 0.1.
cut(s) = strstrt(s, "-t0.") + strstrt(s, "-t1.")
shown(s) = cut(s) == 0 ? s : sprintf("%s, τ = %s", s[1:cut(s) - 1], s[cut(s) + 2:*])
# Heights of labels, so that none lies on another; the thin lines lead to their points.
height(s, y) = s eq "gpt-oss-20B" ? 0.16 : s eq "gpt-4.1-nano" ? 0.40 : s eq "qwen-3" ? 0.64 \
  : s eq "gpt-4.1-mini-t0.1" ? 1.40 : s eq "gpt-4.1-mini-t1.0" ? 1.18 \
  : s eq "deepseek-v3.1" ? 1.83 : y
steps(x) = x < 10 ? sprintf("%.1f", x) : sprintf("%.0f", x)
text(s, x) = sprintf("%s: %s steps", shown(s), steps(x))
start = 12000; end = 32000
stats data using (strcol("fidelity") eq "exact" && strcol("model") eq run_model ? \
  column("usd_per_mtok_out") : NaN) nooutput
run_price = STATS_max
set xrange [-14000:1100000]
set yrange [-0.3:5.4]
set style textbox opaque fillcolor rgb "white" noborder margins 0.4,0.4
set xtics 200000 format ""
set for [i = 0:5] xtics add (sprintf("%s", i == 0 ? "0" : i == 5 ? "1,000,000" : \
  sprintf("%d,000", 200 * i)) 200000 * i)
set ytics 1
set xlabel "consecutive steps without an error"
set ylabel "price of the base model (US$ per million output tokens)"
set key at graph 0.99, graph 0.99 right top spacing 1.4
set arrow 1 from start, run_price to run_steps - 14000, run_price head filled size 12000,18 \
  dashtype 2 linecolor rgb orange linewidth 1.2
set label 11 "the same model, voted with k = 3:\n1,048,575 steps, no error" \
  at run_steps - 10000, run_price + 0.42 right boxed textcolor rgb orange font ',11'
set label 12 sprintf("llama-3.2-3B: %d step (p = 0; not simulated)", llama_steps) \
  at end, -0.08 offset 0.4,0 boxed textcolor rgb grey font ',10'
set arrow 2 from llama_steps, llama_price to end, -0.08 nohead linecolor rgb '#B0B0B0' linewidth 0.7
plot data using (0):(theory("usd_per_mtok_out")):(end) \
    :(height(strcol("model"), column("usd_per_mtok_out")) - column("usd_per_mtok_out")) \
    with vectors nohead linecolor rgb '#B0B0B0' linewidth 0.7 notitle, \
  data using (theory("usd_per_mtok_out") > 0 ? end : NaN) \
    :(height(strcol("model"), column("usd_per_mtok_out"))) \
    :(text(strcol("model"), 1 / column("step_wrong_exact"))) \
    with labels left boxed offset 0.4,0 font ',10' notitle, \
  data using (1 / theory("step_wrong_exact")):(column("usd_per_mtok_out") - 0.06):(0):(0.12) \
    with vectors nohead linestyle 1 linewidth 2 title "exact, 1/(1 − p)", \
  data using (1 / found("step_wrong")):(column("usd_per_mtok_out")) \
    :(1 / found("step_wrong_high")):(1 / found("step_wrong_low")) \
    with xerrorbars linestyle 11 title "Monte Carlo, a million steps each", \
  '+' using (llama_steps):(llama_price) every ::::0 with points pointtype 6 linecolor rgb grey \
    title "not simulated", \
  '+' using (run_steps):(run_price) every ::::0 with points linestyle 12 pointsize 1.5 \
    title "MAKER, the paper's run"
