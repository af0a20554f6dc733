import MAKERCore
import RaceTheory
import TextFormats

/// What a target leaves, split between what may go wrong and what may stay undecided at a cap.
struct RiskSplit {
  /// Share of 1 − t that undecided steps may take; unit 1, range (0, 1).
  let undecidedShare: Double
  /// Margins that keep both parts, each with its least cap, the least margin first; at least one.
  let choices: [CappedMargin]

  /// Margins beyond the least one that are listed; count.
  private static let further = 4

  /// Finds the least cap of each margin from k_min on, or of the margin that is given.
  ///
  /// - Parameters:
  ///   - question: What the user asks; p and equal steps, one voted at a time.
  ///   - undecidedShare: Share of 1 − t that undecided steps may take; unit 1, range (0, 1).
  /// - Throws: `LabError` where no margin keeps both parts; `MarginError`, `TheoryError`.
  init(_ question: Explanation.Question, undecidedShare: Double) throws {
    guard let p = question.stepSuccess else {
      throw UsageError.missingOption("p", placeholder: "number")
    }
    let budget = RiskBudget(target: question.target, undecidedShare: undecidedShare)
    // What may go wrong alone asks for a margin of its own.
    let least = try MinimumMargin(
      stepSuccess: p, steps: question.steps,
      target: Probability(1 - budget.wrong, name: "target less its undecided share")
    ).margin
    let margins = question.margin.map { $0...$0 } ?? least...least + Self.further
    choices = try CappedMargin.keeping(
      budget, margins: margins, steps: question.steps, validRate: question.validRate
    ) { margin in
      // Beyond this less than a thousandth of what may stay undecided is left.
      try RaceLaw(
        of: TwoCandidateRace(stepSuccess: p, margin: margin),
        tail: budget.undecided / Double(question.steps) / 1e3, budget: question.budget)
    }
    self.undecidedShare = undecidedShare
    guard !choices.isEmpty else {
      throw LabError(
        "--k \(margins.lowerBound): goes wrong more often than the target less its undecided share "
          + "allows; \(least) is the least margin that does not")
    }
  }

  /// The choices by name, as lists.
  var fields: [(String, JSONValue)] {
    func list(_ value: (CappedMargin) -> JSONValue) -> JSONValue { .array(choices.map(value)) }
    return [
      ("undecided_share", .number(undecidedShare)),
      ("split_k", list { .int($0.margin) }),
      ("split_cap", list { .int($0.cap) }),
      ("split_p_task_wrong", list { .number($0.task.reliability.wrong) }),
      ("split_p_task_undecided", list { .number($0.task.reliability.undecided) }),
      ("split_expected_calls", list { .number($0.task.expectedCalls) }),
    ]
  }

  /// The choices as a table.
  var text: String {
    func short(_ value: Double) -> String { NumberFormat.significant(value, 5) }
    var table = TextTable([
      .number("k"), .number("least cap"), .number("P(wrong)"), .number("P(undecided)"),
      .number("calls"),
    ])
    for choice in choices {
      let task = choice.task
      table.append([
        "\(choice.margin)", "\(choice.cap)", short(task.reliability.wrong),
        short(task.reliability.undecided), short(task.expectedCalls),
      ])
    }
    let lines = table.text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return "Caps that leave at most \(short(undecidedShare)) of what the target leaves to "
      + "undecided steps\n\n\(lines)"
  }
}
