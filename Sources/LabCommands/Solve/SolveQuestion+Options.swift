import MAKERCore

extension SolveQuestion {
  /// Greatest margin that is voted with; votes.
  static let greatestMargin = 1_000_000

  /// Options of whatever votes on steps.
  static let options: [OptionDescription] = [
    .value(
      "k", "auto|votes", help: "margin, {range}; auto is k_min for the channel's p",
      default: "auto", domain: .either(["auto"], .integer(1...greatestMargin))),
    .value(
      "target", "number",
      help: "required success of the whole task, {range}; k follows from it where k is not given",
      default: "0.95",
      domain: .number(.above(0, below: 1))),
    .value(
      "cap", "votes", help: "most votes of a step", default: "none",
      domain: .integer(1...1_000_000_000)),
    .value(
      "escalate", "spec",
      help: "channel that votes anew on a step undecided at the cap or the draw limit; several "
        + "make a ladder",
      isRepeatable: true, domain: ChannelChoice.domain),
    .value(
      "draw-limit", "draws",
      help: "most draws of a step on each channel, flagged ones counted",
      default: "100000; 200 where a provider is asked", domain: .integer(1...1_000_000_000)),
    .value(
      "token-limit", "tokens",
      help:
        "longer replies are flagged, {range}; for a simulated model v says how many are, and "
        + "all others end within the limit", default: "750",
      domain: .integer(2...1_000_000_000)),
    .value(
      "reading", "flagging|repairing", help: "how malformed replies are read",
      default: "flagging", domain: .words(of: ReplyReading.self)),
    .value(
      "timeout", "time",
      help:
        "time after which a draw counts as failed, as 30s, to 3600s; a provider's is in its spec",
      default: "none"),
    .value(
      "attempts", "count",
      help:
        "how often a draw that fails is asked for, {range}; a simulated model takes as long "
        + "every time; a provider's is in its spec",
      default: "3", domain: .integer(1...1000)),
    .flag("legality", help: "flag illegal actions too, which a voter would not know"),
    .value(
      "temperature", "greedy-first|number",
      help: "greedy-first is 0 for the first draw of a step and 0.1 for later ones; {range}; a "
        + "simulated model does not heed it", default: "greedy-first",
      domain: .either(["greedy-first"], .number(.from(0, to: 2)))),
    .value("seed", "number", help: "seed", default: "1", domain: .integer(0...Int.max)),
  ]
}
