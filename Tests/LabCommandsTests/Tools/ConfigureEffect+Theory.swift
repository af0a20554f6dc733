@testable import LabCommands

extension ConfigureEffect {
  /// An effect on what `maker_explain` says.
  private static func explained(
    _ name: String, _ values: (String?, String), question: String, _ seen: String,
    _ expected: (String, String)
  ) -> ConfigureEffect {
    ConfigureEffect(
      "maker_explain", name, values, base: "", question: question, seen: .result([seen]), expected)
  }

  /// What is seen of every setting that `maker_explain` takes.
  static let explanations: [ConfigureEffect] = [
    explained("k", ("1", "4"), question: #""p": 0.9, "steps": 7"#, "votes_q50", ("1", "4")),
    explained("steps", ("1", "1000000"), question: #""p": 0.9"#, "k_min", ("2", "8")),
    explained(
      "target", ("0.5", "0.999999"), question: #""p": 0.9, "steps": 10"#, "k_min", ("2", "8")),
    explained("p", ("0.999", "0.8"), question: #""steps": 100"#, "k_min", ("2", "6")),
    explained(
      "cap", (nil, "12"), question: #""p": 0.6, "k": 5, "steps": 7"#, "votes_q99", ("71", "12")),
  ]

  /// An effect on a hundred races of `maker_simulate`.
  private static func simulated(
    _ name: String, _ values: (String?, String), question: String, _ seen: String,
    _ expected: (String, String)
  ) -> ConfigureEffect {
    ConfigureEffect(
      "maker_simulate", name, values, base: "", question: #""trials": 100, "# + question,
      seen: .result([seen]), expected)
  }

  /// What is seen of every setting that `maker_simulate` takes.
  static let simulations: [ConfigureEffect] = [
    simulated("k", ("1", "3"), question: #""p": 1, "seed": 1"#, "votes", ("100", "300")),
    simulated("p", ("0.6", "1"), question: #""k": 3, "seed": 1"#, "p_right", ("0.81", "1")),
    simulated(
      "cap", (nil, "3"), question: #""p": 0.7, "k": 3, "seed": 1"#, "votes", ("628", "300")),
    simulated(
      "steps", (nil, "1000"), question: #""p": 1, "k": 3, "seed": 1"#, "p_task", ("null", "1")),
    simulated("seed", ("3", "4"), question: #""p": 0.7, "k": 3"#, "votes", ("664", "606")),
  ]
}
