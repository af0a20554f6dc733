import MCPServer
import RaceTheory
import TextFormats

/// `maker_explain`: what `makerlab explain --format json` says, for an assistant.
enum ExplainTool: LabTool {
  static let description = ToolDescription(
    name: "maker_explain",
    title: "Explain votes, success and cost of a task",
    abstract: """
      Exact theory of first-to-ahead-by-k voting, free and at once (seconds at most; larger questions are \
      refused): the margin k that a task of that many \
      steps needs for a target, its success, the votes of a step, calls and cost. Call it before anything \
      that costs money. Give p (step success, as maker_calibrate finds it) or shares with k; rho, beta or \
      hard_steps where votes of one step go wrong together. k_min is null where no margin reaches the \
      target; verdict says so in words.
      """,
    parameters: Explanation.Question.options.map { .option(offered($0)) } + [
      ConfiguredCall.row(
        "its k, cap, steps, target and p take the place of those that are not given here; what its channel "
          + "says of p is not asked")
    ],
    outputs: ExplainOutputs.all,
    isReadOnly: true,
    isOpenWorld: false,
    examples: [
      .init(
        arguments: #"{"p": 0.85, "steps": 1023}"#, explanation: "ten disks of the Towers of Hanoi"),
      .init(
        arguments: #"{"p": 0.95, "rho": 0.1, "steps": 1023}"#,
        explanation: "votes that go wrong together: no margin reaches the target"),
      .init(
        arguments: #"{"shares": [0.45, 0.2, 0.2, 0.15], "steps": 31, "k": 4}"#,
        explanation: "errors spread over three wrong answers"),
    ])

  /// A configuration's p and cap are left aside where the call has what takes their place; its k and its
  /// steps are not, for theory takes both.
  private static let apart: [String: Set<String>] = [
    "shares": ["p"], "beta": ["p"], "undecided_share": ["cap"],
  ]

  /// A row of the command, but for the steps, which a configuration may say.
  private static func offered(_ row: OptionDescription) -> OptionDescription {
    guard row.name == "steps" else { return row }
    return row.with(
      help: "steps of the task, {range}; required here or in the configuration", default: nil,
      isRequired: false)
  }

  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)] {
    let configured = try ConfiguredCall(arguments, of: description, apart: apart, in: lab)
    do {
      return try Explanation.fields(
        configured.arguments.options, budget: WorkBudget(greatest: ToolLab.greatestWork))
    } catch let error as TheoryError {
      throw ToolLab.tooLarge(
        error, advice: "give a smaller k or cap, fewer shares, or p farther from 0.5")
    }
  }
}

extension ToolLab {
  /// Greatest number of additions that a call may spend on exact laws, all of them together; count.
  ///
  /// Such work is done in one piece: longer calls would hold up those beside them.
  static let greatestWork = 1e8

  /// Says what makes a question small enough.
  ///
  /// - Parameters:
  ///   - error: What theory refuses.
  ///   - advice: What to give instead.
  /// - Returns: The error in one line.
  static func tooLarge(_ error: TheoryError, advice: String) -> LabError {
    switch error {
    case .tooLong:
      LabError(
        "exact laws of this size take longer than a call may, "
          + "\(NumberFormat.significant(greatestWork, 3)) additions: \(advice)")
    case .tooManyStates, .notIntegrated: LabError("\(error)")
    }
  }
}

extension Explanation {
  /// What the options of `explain` ask for, by name.
  ///
  /// - Parameters:
  ///   - arguments: Options of a table that holds those of `Question.options`.
  ///   - budget: What all exact laws may spend together.
  /// - Returns: Names and values, the equations of the paper last where they are asked for.
  /// - Throws: What is out of range, or makes no sense together.
  static func fields(
    _ arguments: Arguments, budget: WorkBudget
  ) throws -> [(String, JSONValue)] {
    var question = try Question(arguments)
    question.budget = budget
    let explanation = try Explanation(question)
    guard arguments.flag("equations") else { return explanation.fields }
    return explanation.fields + (try PaperEquations(explanation)).fields
  }
}
