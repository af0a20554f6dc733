import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

/// Into how many steps a task is cheapest cut, and what a choice by measured step success is worth.
struct DecompositionStudy: Study {
  static let name = "decomposition"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let stepSuccess: [Double]
    let steps: Int
    let target: Double
    let contexts: [Double]
    let draws: [Int]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case stepSuccess = "p"
      case steps, target, contexts, draws
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      stepSuccess = try container.decode([Double].self, forKey: .stepSuccess)
      steps = try container.decode(Int.self, forKey: .steps)
      target = try container.decode(Double.self, forKey: .target)
      contexts = try container.decode([Double].self, forKey: .contexts)
      draws = try container.decode([Int].self, forKey: .draws)
      try container.check(
        !stepSuccess.isEmpty && stepSuccess.allSatisfy { $0 > 0.5 && $0 < 1 }, .stepSuccess,
        "needs numbers above 0.5 and below 1")
      try container.check((1...100_000).contains(steps), .steps, "allowed is 1 to 100000")
      try container.check(target > 0 && target < 1, .target, "must be between 0 and 1")
      try container.check(
        !contexts.isEmpty && contexts.allSatisfy { (0...1e6).contains($0) }, .contexts,
        "allowed are 0 to 1e6 steps' tokens")
      try container.check(
        !draws.isEmpty && draws.allSatisfy { (2...5000).contains($0) }, .draws,
        "allowed are 2 to 5000")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let target = try Probability(given.target)
    var rows: [[String]] = []
    var measured: [[String]] = []
    var quantities: [StudyQuantity] = []
    for p in given.stepSuccess {
      let name = "p\(Int((p * 1000).rounded()))"
      for context in given.contexts {
        for alternatives in ContextSubtask.Alternatives.allCases {
          let best = try ContextSubtask.cheapest(
            of: given.steps, stepSuccess: Probability(p), target: target, context: context,
            alternatives: alternatives)
          let single = try ContextSubtask(
            steps: 1, of: given.steps, stepSuccess: Probability(p), target: target,
            context: context, alternatives: alternatives)
          rows.append([
            text(p), text(context), alternatives.rawValue, "\(best.steps)", "\(best.margin)",
            text(best.cost), text(single.cost), text(1 - best.cost / single.cost),
          ])
          let mark = alternatives == .one ? "" : "_each"
          let suffix = "\(name)_c\(Int(context.rounded()))\(mark)"
          quantities += [
            StudyQuantity("steps_\(suffix)", Double(best.steps), note: "of the cheapest subtask"),
            StudyQuantity(
              "saved_\(suffix)", 1 - best.cost / single.cost, note: "against one step a subtask"),
          ]
        }
      }
      let choices = try await run.map(given.draws.count) { index in
        try MeasuredChoice(
          given, p: p, target: target, context: given.contexts.max() ?? 0,
          draws: given.draws[index])
      }
      for choice in choices {
        measured.append([text(p), "\(choice.draws)"] + choice.row)
        quantities += [
          StudyQuantity("met_\(name)_n\(choice.draws)", choice.point.met),
          StudyQuantity("met_safe_\(name)_n\(choice.draws)", choice.bound.met),
          StudyQuantity("cost_\(name)_n\(choice.draws)", choice.point.cost),
          StudyQuantity("cost_safe_\(name)_n\(choice.draws)", choice.bound.cost),
          StudyQuantity("chosen_safe_\(name)_n\(choice.draws)", choice.bound.chosen),
        ]
      }
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: [
            "p", "context", "alternatives", "steps", "k", "cost", "cost_single", "saved",
          ], rows: rows),
        StudyTable(
          "measured", columns: ["p", "draws"] + MeasuredChoice.columns, rows: measured),
      ],
      caption: "Exact sums over everything that the calibration draws can show; no simulation.")
  }

  private static func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
}

/// A subtask and margin chosen by measured step success: by the estimate itself, and by its lower bound.
private struct MeasuredChoice: Sendable {
  /// What choices come to over all that the draws can show.
  struct Outcome: Sendable {
    /// Probability that a choice is made at all: that the measured p is above one half; unit 1.
    var chosen = 0.0
    /// Probability that the choice reaches the target at the true p, of those made; unit 1.
    var met = 0.0
    /// Expected cost of the choices made over that of knowing p; ratio.
    var cost = 0.0
  }

  let draws: Int
  private(set) var point = Outcome()
  private(set) var bound = Outcome()

  init(
    _ given: DecompositionStudy.Given, p: Double, target: Probability, context: Double, draws: Int
  ) throws {
    self.draws = draws
    let truth = try Probability(p)
    let best = try ContextSubtask.cheapest(
      of: given.steps, stepSuccess: truth, target: target, context: context)
    func add(_ measured: Double, _ weight: Double, to outcome: inout Outcome) throws {
      guard measured > 0.5, weight > 0 else { return }
      let choice = try ContextSubtask.cheapest(
        of: given.steps, stepSuccess: Probability(measured), target: target, context: context)
      let race = try TwoCandidateRace(
        stepSuccess: truth, margin: choice.margin, stepsPerSubtask: choice.steps)
      let subtasks = Double(given.steps) / Double(choice.steps)
      let end = TaskReliability(subtaskWrong: race.wrong, subtasks: subtasks)
      outcome.chosen += weight
      outcome.met += end.reaches(target) ? weight : 0
      outcome.cost +=
        weight * subtasks * race.meanVotes * (context + Double(choice.steps)) / best.cost
    }
    for right in 0...draws {
      let weight = BinomialWeight.probability(right, of: draws, p: p)
      guard weight > 1e-14 else { continue }
      // A model that is never wrong in so few draws is counted as wrong in half a draw more.
      let estimate = min(Double(right), Double(draws) - 0.5) / Double(draws)
      try add(estimate, weight, to: &point)
      // One-sided: the lower end of the two-sided interval at twice the risk.
      let low = BinomialInterval.fixedTrials(successes: right, trials: draws, level: 0.90).low
      try add(low, weight, to: &bound)
    }
    for path in [\MeasuredChoice.point, \.bound] {
      let chosen = self[keyPath: path].chosen
      guard chosen > 0 else { continue }
      self[keyPath: path].met /= chosen
      self[keyPath: path].cost /= chosen
    }
  }

  static let columns = [
    "chosen", "met", "cost", "chosen_safe", "met_safe", "cost_safe",
  ]

  var row: [String] {
    [point.chosen, point.met, point.cost, bound.chosen, bound.met, bound.cost].map {
      NumberFormat.significant($0, 8)
    }
  }
}

/// Probabilities of a binomial count.
private enum BinomialWeight {
  /// Probability of exactly that many successes; unit 1.
  static func probability(_ count: Int, of trials: Int, p: Double) -> Double {
    let above =
      count == trials
      ? 0
      : BinomialTest.upperTail(
        successes: count + 1, trials: trials, probability: p, complement: 1 - p)
    return BinomialTest.upperTail(
      successes: count, trials: trials, probability: p, complement: 1 - p) - above
  }
}
