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
}
