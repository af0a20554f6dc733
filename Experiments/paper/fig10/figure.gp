# Price of a model against its consecutive steps without an error, 1/(1 - p), logarithmic.  Theory as a
# short line, Monte Carlo with its interval over it.
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
steps(x) = x < 10 ? sprintf("%.1f", x) : sprintf("%.0f", x)
text(s, x) = sprintf("%s: %s", shown(s), steps(x))
# One label ends at its point, the others begin there; two stand above or below their neighbours.
is_left(s) = s eq "gpt-4.1-mini-t1.0"
up(s) = s eq "gpt-4.1-mini-t1.0" ? -0.17 : s eq "deepseek-v3.1" ? 0.09 : s eq "gpt-4.1-nano" ? 0.02 : s eq "qwen-3" ? 0.06 : 0
stats data using (strcol("fidelity") eq "exact" && strcol("model") eq run_model ? \
  column("usd_per_mtok_out") : NaN) nooutput
run_price = STATS_max
set logscale x
set xrange [0.7:2500000]
set yrange [-0.3:5.4]
set style textbox opaque fillcolor rgb "white" noborder margins 0.4,0.4
set format x "10^{%L}"
set ytics 1
set xlabel "consecutive steps without an error"
set ylabel "price of the base model (US$ per million output tokens)"
set key at graph 0.99, graph 0.77 right top spacing 1.4
set arrow 1 from 3.1e4, run_price to run_steps / 1.15, run_price head filled size 0.12,18 \
  dashtype 2 linecolor rgb orange linewidth 1.2
set label 11 "the same model, voted with k = 3:\n1,048,575 steps, no error" \
  at run_steps * 1.3, run_price + 0.42 right boxed textcolor rgb orange font ',11'
set label 12 sprintf("llama-3.2-3B: %d (p = 0, not simulated)", llama_steps) \
  at llama_steps, llama_price - 0.14 offset 0.9,0 boxed textcolor rgb grey font ',10'
plot data using (is_left(strcol("model")) ? NaN : 1 / theory("step_wrong_exact")) \
    :(column("usd_per_mtok_out") + up(strcol("model"))) \
    :(text(strcol("model"), 1 / column("step_wrong_exact"))) \
    with labels left boxed offset 0.9,0 font ',10' notitle, \
  data using (is_left(strcol("model")) ? 1 / theory("step_wrong_exact") : NaN) \
    :(column("usd_per_mtok_out") + up(strcol("model"))) \
    :(text(strcol("model"), 1 / column("step_wrong_exact"))) \
    with labels right boxed offset 0.9,0 font ',10' notitle, \
  data using (1 / theory("step_wrong_exact")):(column("usd_per_mtok_out") - 0.08):(0):(0.16) \
    with vectors nohead linestyle 1 linewidth 2 title "exact, 1/(1 − p)", \
  data using (1 / found("step_wrong")):(column("usd_per_mtok_out")) \
    :(1 / found("step_wrong_high")):(1 / found("step_wrong_low")) \
    with xerrorbars linestyle 11 title "Monte Carlo, a million steps each", \
  '+' using (llama_steps):(llama_price) every ::::0 with points pointtype 6 linecolor rgb grey \
    title "not simulated", \
  '+' using (run_steps):(run_price) every ::::0 with points linestyle 12 pointsize 1.5 \
    title "MAKER, the paper's run"
