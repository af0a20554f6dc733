import Analysis
import ExperimentDesign
import RaceTheory
import RandomStreams
import Simulation
import Statistics

/// What to do where several answers are equally good and votes split between them.
struct EqualAnswersStudy: Study {
  static let name = "equal_answers"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let stepSuccess: Double
    let rightAnswers: [Int]
    let wrongAnswers: Int
    let margin: Int
    let cap: Int
    let grouped: [Double]
    let groupCost: Double
    let falseAccept: Double
    let falseReject: Double
    let checkCost: Double
    let draws: Int
    let trials: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case stepSuccess = "p"
      case rightAnswers = "right_answers"
      case wrongAnswers = "wrong_answers"
      case margin = "k"
      case groupCost = "group_cost"
      case falseAccept = "false_accept"
      case falseReject = "false_reject"
      case checkCost = "check_cost"
      case cap, grouped, draws, trials
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      stepSuccess = try container.decode(Double.self, forKey: .stepSuccess)
      rightAnswers = try container.decode([Int].self, forKey: .rightAnswers)
      wrongAnswers = try container.decode(Int.self, forKey: .wrongAnswers)
      margin = try container.decode(Int.self, forKey: .margin)
      cap = try container.decode(Int.self, forKey: .cap)
      grouped = try container.decode([Double].self, forKey: .grouped)
      groupCost = try container.decode(Double.self, forKey: .groupCost)
      falseAccept = try container.decode(Double.self, forKey: .falseAccept)
      falseReject = try container.decode(Double.self, forKey: .falseReject)
      checkCost = try container.decode(Double.self, forKey: .checkCost)
      draws = try container.decode(Int.self, forKey: .draws)
      trials = try container.decode(Int.self, forKey: .trials)
      try container.check(
        stepSuccess > 0 && stepSuccess < 1, .stepSuccess, "must be between 0 and 1")
      try container.check(
        !rightAnswers.isEmpty && rightAnswers.allSatisfy { (1...8).contains($0) }, .rightAnswers,
        "allowed are 1 to 8")
      try container.check((1...6).contains(wrongAnswers), .wrongAnswers, "allowed is 1 to 6")
      try container.check((1...20).contains(margin), .margin, "allowed is 1 to 20")
      try container.check((margin...200).contains(cap), .cap, "allowed is k to 200")
      try container.check(
        !grouped.isEmpty && grouped.allSatisfy { $0 > 0 && $0 <= 1 }, .grouped,
        "needs shares above 0, at most 1")
      for (share, key) in [
        (falseAccept, CodingKeys.falseAccept), (falseReject, .falseReject),
      ] {
        try container.check((0...1).contains(share), key, "allowed is 0 to 1")
      }
      for (cost, key) in [(groupCost, CodingKeys.groupCost), (checkCost, .checkCost)] {
        try container.check((0...1000).contains(cost), key, "allowed is 0 to 1000 calls")
      }
      try container.check((1...1000).contains(draws), .draws, "allowed is 1 to 1000")
      try container.check((1...10_000_000).contains(trials), .trials, "allowed is 1 to 10000000")
    }

    /// The strategies with their names and what an answer costs under each.
    var strategies: [(name: String, strategy: EqualAnswers.Strategy, cost: Double)] {
      [("vote", .vote, 1)]
        + grouped.map {
          ("group_\(Int(($0 * 100).rounded()))", .group(share: $0), 1 + groupCost)
        } + [
          ("first", .first, 1),
          (
            "verify", .verify(falseAccept: falseAccept, falseReject: falseReject, draws: draws),
            1 + checkCost
          ),
        ]
    }
  }

  private struct Cell: Sendable {
    let answers: Int
    let name: String
    let exact: EqualAnswers.Outcome
    let cost: Double
    let right: Int
    let wrong: Int
    let trials: Int

    var zRight: Double { CountScore.z(right, of: trials, probability: exact.right) }
    var zWrong: Double { CountScore.z(wrong, of: trials, probability: exact.wrong) }

    static let columns = [
      "answers", "strategy", "right", "wrong", "none", "calls", "cost", "simulated_right", "low",
      "high", "simulated_wrong", "z_right", "z_wrong",
    ]

    var row: [String] {
      func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
      let interval = BinomialInterval.fixedTrials(successes: right, trials: trials, level: 0.95)
      return [
        "\(answers)", name, text(exact.right), text(exact.wrong), text(max(0, exact.none)),
        text(exact.calls), text(cost), text(Double(right) / Double(trials)), text(interval.low),
        text(interval.high), text(Double(wrong) / Double(trials)), text(zRight), text(zWrong),
      ]
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let strategies = given.strategies
    let cells = try await run.map(given.rightAnswers.count * strategies.count) { index in
      let answers = given.rightAnswers[index / strategies.count]
      let own = strategies[index % strategies.count]
      let question = EqualAnswers(
        stepSuccess: given.stepSuccess, rightAnswers: answers, wrongAnswers: given.wrongAnswers,
        margin: given.margin, cap: given.cap)
      let exact = try question.outcome(own.strategy)
      let key = StreamKey(seed: run.seed).child(index)
      var (right, wrong) = (0, 0)
      for trial in 0..<given.trials {
        var words = WordStream(key.child(trial))
        switch question.run(own.strategy, words: &words).isRight {
        case true?: right += 1
        case false?: wrong += 1
        case nil: break
        }
      }
      return Cell(
        answers: answers, name: own.name, exact: exact, cost: exact.calls * own.cost, right: right,
        wrong: wrong, trials: given.trials)
    }
    let quantities = cells.flatMap { cell in
      let name = "\(cell.name)_r\(cell.answers)"
      return [
        StudyQuantity("right_\(name)", cell.exact.right),
        StudyQuantity("wrong_\(name)", cell.exact.wrong),
        StudyQuantity("none_\(name)", max(0, cell.exact.none)),
        StudyQuantity("cost_\(name)", cell.cost, note: "in calls"),
      ]
    }
    let z = cells.map { max(abs($0.zRight), abs($0.zWrong)) }.max() ?? 0
    return StudyFindings(
      quantities + [
        StudyQuantity(
          "greatest_z", z, n: 2 * cells.count, method: "Monte Carlo against exact theory")
      ],
      tables: [StudyTable(columns: Cell.columns, rows: cells.map(\.row))],
      caption: "Lines: exact; dots: \(given.trials) simulated questions each, bars 95 % (exact "
        + "binomial).")
  }
}
