import MAKERCore

extension Explanation.Question {
  /// Options of whatever asks theory about a task.
  static let options: [OptionDescription] =
    raceOptions + [
      .value(
        "steps", "count", help: "steps of the task", isRequired: true,
        domain: .integer(1...(1 << 62))),
      .value(
        "target", "number", help: "required success of the whole task", default: "0.95",
        domain: .number(.above(0, below: 1))),
      .value(
        "m", "count", help: "steps of one voted subtask, {range} and at most steps", default: "1",
        domain: .integer(1...(1 << 62))),
      .value(
        "k", "votes", help: "margin", default: "k_min", domain: .integer(1...greatestMargin)),
      .value(
        "cap", "votes", help: "most votes of a race", default: "none",
        domain: .integer(1...1_000_000_000)),
      .value(
        "undecided-share", "share",
        help: "find the least cap: undecided steps may take this share of what the target leaves",
        domain: .number(.above(0, below: 1))),
      .value(
        "v", "number", help: "valid rate of replies", default: "1",
        domain: .number(.above(0, to: 1))),
    ] + priceOptions + [
      .flag(
        "equations",
        help: "equations 9 to 19 of the paper one by one, where no price is given in units of c")
    ]

  /// What a vote is and how the steps differ.
  private static let raceOptions: [OptionDescription] = [
    .value(
      "p", "number", help: "step success, {range}; above 0.5 unless --k is given",
      domain: .number(.above(0, to: 1))),
    .value(
      "shares", "a,b,...",
      help:
        "vote shares of {count} candidates, the right one first, in place of --p; each {range}, "
        + "sum 1", domain: .numbers(.probability, count: 2...16)),
    .value(
      "rho", "number",
      help:
        "correlation of two votes of one step, {range}, but not between 0 and 1e-9: steps of a Beta "
        + "with mean --p, its shapes p(1/rho - 1) and (1 - p)(1/rho - 1) at least 1e-17",
      domain: .number(.from(0, below: 1))),
    .value(
      "beta", "a,b",
      help: "shapes of the step success, right and wrong, {range}, in place of --p and --rho",
      domain: .numbers(.from(StepSpread.leastShape, to: StepSpread.greatestShapes), count: 2...2)),
    .value(
      "hard-steps", "share",
      help: "share of systematically wrong steps, {range}, beside those of --p or --beta",
      domain: .number(.probability)),
    .value(
      "hard-p", "number", help: "step success of the hard steps", default: "0",
      domain: .number(.probability)),
    .value(
      "right-answers", "count", help: "equally good answers that split the right votes evenly",
      domain: .integer(1...15)),
  ]

  /// What a call costs; all four or none.
  private static let priceOptions: [OptionDescription] = [
    ("price-in", "money", "price of a million input tokens"),
    ("price-out", "money", "price of a million output tokens"),
    ("tokens-in", "count", "input tokens of a call"),
    ("tokens-out", "count", "output tokens of a call"),
  ].map { .value($0.0, $0.1, help: $0.2, domain: .number(.from(0, to: 1e12))) }
}
