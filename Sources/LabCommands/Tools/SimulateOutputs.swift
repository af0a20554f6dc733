import TextFormats

/// What `maker_simulate` gives, as rows.
enum SimulateOutputs {
  /// All members, in the order in which they come.
  static let all: [ToolOutput] =
    [
      ToolOutput(
        name: "shares", schema: ToolSchema.list(ToolSchema.type("number")),
        help: "vote shares, the right candidate first", isAlways: false, canBeNull: false),
      row("p", "number", "step success, the mean where steps are not alike; 0 to 1"),
      row("rho", "number", "correlation of two votes of one step; 0 to 1"),
      row("v", "number", "valid rate of replies; above 0, at most 1"),
      row("k", "integer", "margin; votes"),
      row("cap", "integer", "most votes of a race; null for none"),
      row("trials", "integer", "races simulated"),
      row("seed", "integer", "seed: the same again gives the same races"),
      row("level", "number", "level of the intervals"),
      row("stop_rule", "string", "what ended the sampling"),
      row("votes", "integer", "votes of all races"),
      row("draws", "integer", "replies of all races, flagged ones counted"),
    ] + estimate("p_right", "share of races that the right candidate won; 0 to 1")
    + estimate("p_wrong", "share of races that a wrong candidate won; 0 to 1")
    + estimate("p_undecided", "share of races undecided at the cap; 0 to 1")
    + estimate(
      "mean_votes", "mean votes of a race",
      interval: "by the exact variance; null below 25 races that are expected to tell",
      z:
        "(mean - exact) / exact standard error; null where that is 0 and where the interval is null"
    )
    + [row("steps", "integer", "steps of the task", isAlways: false)]
    + estimate(
      "p_task", "P(a task of so many steps is right), from p_right; 0 to 1",
      z: "null: p_right_z is the score of the races", isAlways: false)

  private static func row(
    _ name: String, _ type: String, _ help: String, isAlways: Bool = true
  ) -> ToolOutput {
    ToolOutput(name: name, schema: ToolSchema.type(type), help: help, isAlways: isAlways)
  }

  private static func estimate(
    _ name: String, _ help: String, interval: String = "exact: it covers at least at the level",
    z: String =
      "normal deviate of the exact binomial test against the exact value; null where that is 0 or 1",
    isAlways: Bool = true
  ) -> [ToolOutput] {
    [
      row(name, "number", help, isAlways: isAlways),
      row("\(name)_low", "number", "lower end of its interval, \(interval)", isAlways: isAlways),
      row("\(name)_high", "number", "upper end of its interval", isAlways: isAlways),
      row("\(name)_exact", "number", "its exact value", isAlways: isAlways),
      row("\(name)_z", "number", z, isAlways: isAlways),
    ]
  }
}
