import MAKERCore

/// `makerlab explain`: exact theory in the user's numbers.
enum ExplainCommand: LabCommand {
  static let description = CommandDescription(
    "explain",
    abstract: "k_min, success, votes and cost of a task, with the derivation",
    discussion: """
      Everything is exact; nothing is simulated.  With --shares the race between several \
      candidates is solved as an absorbing chain, and p need not be above one half.
      """,
    options: [
      .value(
        "p", "number", help: "step success, above 0, at most 1; above 0.5 unless --k is given"),
      .value(
        "shares", "a,b,...",
        help: "vote shares of 2 to 16 candidates, the right one first, "
          + "in place of --p; sum 1"),
      .value("steps", "count", help: "steps of the task, 1 to 2^62", isRequired: true),
      .value(
        "target", "number", help: "required success of the whole task, above 0, below 1",
        default: "0.95"),
      .value("m", "count", help: "steps of one voted subtask, 1 to steps", default: "1"),
      .value("k", "votes", help: "margin, 1 to 10^9", default: "k_min"),
      .value("cap", "votes", help: "most votes of a race, 1 to 10^9", default: "none"),
      .value("v", "number", help: "valid rate of replies, above 0, at most 1", default: "1"),
      .value("price-in", "money", help: "price of a million input tokens, 0 to 1e12"),
      .value("price-out", "money", help: "price of a million output tokens, 0 to 1e12"),
      .value("tokens-in", "count", help: "input tokens of a call, 0 to 1e12"),
      .value("tokens-out", "count", help: "output tokens of a call, 0 to 1e12"),
      .flag(
        "equations",
        help: "equations 9 to 19 of the paper one by one, where no price is given in units of c"),
      .format,
    ],
    examples: [
      .init("makerlab explain --p 0.85 --steps 1023", "ten disks of the Towers of Hanoi"),
      .init(
        "makerlab explain --p 0.9978 --steps 1048575 --k 3 --v 0.968 --format json",
        "the paper's million-step run"),
      .init(
        "makerlab explain --shares .45,.2,.2,.15 --steps 31 --k 4",
        "errors spread over three wrong answers"),
      .init(
        "makerlab explain --p .999 --steps 1000000 --target .9 --m 10 --equations",
        "ten steps voted on at once, equation by equation"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let explanation = try Explanation(try question(arguments))
    let equations = arguments.flag("equations") ? try PaperEquations(explanation) : nil
    let fields = explanation.fields + (equations?.fields ?? [])
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table:
      context.write(equations.map { explanation.heading + "\n\n" + $0.text } ?? explanation.text)
    case .json: context.write(JSONText.pretty(.object(fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(fields))
    }
    return .done
  }

  private static func question(_ arguments: Arguments) throws -> Explanation.Question {
    let p = try arguments.number("p", in: .above(0, to: 1))
    let shares = try arguments.numbers("shares", in: .probability)
    if shares != nil && p != nil {
      throw LabError("--shares takes the place of --p: give one of them")
    }
    if shares == nil && p == nil { throw UsageError.missingOption("p", placeholder: "number") }
    let steps = try arguments.required("steps").integer(in: 1...(1 << 62))
    let target = try arguments.number("target", in: .above(0, below: 1)) ?? 0.95
    let m = try arguments.integer("m", in: 1...steps) ?? 1
    return Explanation.Question(
      stepSuccess: try p.map { try Probability($0) },
      shares: try shares.map { try CandidateShares($0) },
      steps: steps,
      target: try Probability(target, name: "target"),
      stepsPerSubtask: m,
      margin: try arguments.integer("k", in: 1...greatestMargin),
      cap: try arguments.integer("cap", in: 1...1_000_000_000),
      validRate: try arguments.number("v", in: .above(0, to: 1)) ?? 1,
      costPerCall: try costPerCall(arguments))
  }

  /// The cost of a call when both prices and both token counts are given; all four or none.
  private static func costPerCall(_ arguments: Arguments) throws -> Double? {
    let names = ["price-in", "price-out", "tokens-in", "tokens-out"]
    let given = names.filter { arguments.value($0) != nil }
    guard !given.isEmpty else { return nil }
    for name in names where arguments.value(name) == nil {
      throw LabError(
        "--\(given[0]) needs --\(name) beside it: a bill takes prices and tokens, in and out")
    }
    func number(_ name: String) throws -> Double {
      try arguments.required(name).number(in: .from(0, to: 1e12))
    }
    return try
      (number("price-in") * number("tokens-in")
      + number("price-out") * number("tokens-out")) / 1e6
  }
}
