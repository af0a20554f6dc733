import MAKERCore

extension SolveQuestion {
  /// Options of whatever votes on steps.
  static let options: [OptionDescription] = [
    .value(
      "k", "auto|votes", help: "margin, 1 to 10^6; auto is k_min for the channel's p",
      default: "auto"),
    .value(
      "target", "number", help: "success of the whole task that auto aims at, above 0, below 1",
      default: "0.95"),
    .value("cap", "votes", help: "most votes of a step, 1 to 10^9", default: "none"),
    .value(
      "escalate", "spec",
      help: "channel that votes anew on a step undecided at the cap or the draw limit; several "
        + "make a ladder",
      isRepeatable: true),
    .value(
      "draw-limit", "draws",
      help: "most draws of a step on each channel, flagged ones counted, 1 to 10^9",
      default: "100000; 200 where a provider is asked"),
    .value(
      "token-limit", "tokens",
      help:
        "longer replies are flagged, 2 to 10^9; for a simulated model v says how many are, and "
        + "all others end within the limit", default: "750"),
    .value(
      "reading", "flagging|repairing", help: "how malformed replies are read",
      default: "flagging"),
    .value(
      "timeout", "time",
      help:
        "time after which a draw counts as failed, as 30s, to 3600s; a provider's is in its spec",
      default: "none"),
    .value(
      "attempts", "count",
      help:
        "how often a draw that fails is asked for, 1 to 1000; a simulated model takes as long "
        + "every time; a provider's is in its spec",
      default: "3"),
    .flag("legality", help: "flag illegal actions too, which a voter would not know"),
    .value(
      "temperature", "greedy-first|number",
      help: "greedy-first is 0 for the first draw of a step and 0.1 for later ones; 0 to 2; a "
        + "simulated model does not heed it",
      default: "greedy-first"),
    .value("seed", "number", help: "seed, 0 to 2^63 - 1", default: "1"),
  ]
}
