import LabCommands

/// A command with one of everything, and short ways to parse its arguments.
enum CommandFixture {
  enum Format: String, CaseIterable { case table, json, csv }

  static let explain = CommandDescription(
    "explain",
    abstract: "Says how many votes a step needs and what a task costs.",
    discussion: "The derivation is shown in your numbers.",
    operands: [
      OperandDescription("model", help: "Name of the model."),
      OperandDescription("experiment", help: "Experiments to explain.", arity: .any),
    ],
    options: [
      .value(
        "p", "probability", help: "Probability that one valid vote is right; above 0.5, below 1."),
      .value("steps", "count", help: "Steps of the task; at least 1.", default: "1"),
      .value(
        "price-in", "usd-per-million", help: "Price of a million prompt tokens; USD, at least 0."),
      .value("tag", "text", help: "A word to remember the run by.", isRepeatable: true),
      .value("format", "format", help: "One of table, json, csv.", default: "table"),
      .flag("quiet", help: "Print results only."),
    ],
    examples: [
      .init("makerlab explain gpt --p 0.99 --steps 1e6", "A million steps at 99 % a vote.")
    ])

  static func parse(_ words: String...) throws -> Arguments {
    try Arguments.parse(["gpt"] + words, for: explain)
  }

  /// Value of one text, as if it were given with `--x`.
  static func value(_ text: String) -> ArgumentValue { ArgumentValue(source: "--x", text: text) }
}
