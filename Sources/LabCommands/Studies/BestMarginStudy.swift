import Analysis
import Economics
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Simulation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The margin that costs least when a failed task has a price, for classes of tasks.
struct BestMarginStudy: Study {
  static let name = "best_margin"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let stepSuccess: [Double]
    let steps: [Int]
    let damage: [Double]
    let target: Double
    let trials: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case stepSuccess = "p"
      case steps, damage, target, trials
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      stepSuccess = try container.decode([Double].self, forKey: .stepSuccess)
      steps = try container.decode([Int].self, forKey: .steps)
      damage = try container.decode([Double].self, forKey: .damage)
      target = try container.decode(Double.self, forKey: .target)
      trials = try container.decode(Int.self, forKey: .trials)
      try container.check(
        !stepSuccess.isEmpty && stepSuccess.allSatisfy { $0 > 0.5 && $0 < 1 }, .stepSuccess,
        "needs numbers above 0.5 and below 1")
      try container.check(
        !steps.isEmpty && steps.allSatisfy { (1...1_000_000).contains($0) }, .steps,
        "allowed are 1 to 1000000")
      try container.check(
        !damage.isEmpty && damage.allSatisfy { (1...1e12).contains($0) }, .damage,
        "allowed are 1 to 1e12 calls")
      try container.check(target > 0 && target < 1, .target, "must be between 0 and 1")
      try container.check((1...10_000_000).contains(trials), .trials, "allowed is 1 to 10000000")
    }
  }

  /// Greatest margin that is looked at; votes.
  private static let greatest = 400

  private struct Cell: Sendable {
    let p: Double
    let steps: Int
    let damage: Double
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let cells = given.steps.flatMap { steps in
      given.stepSuccess.flatMap { p in
        given.damage.map { Cell(p: p, steps: steps, damage: $0) }
      }
    }
    let solved = try await run.map(cells.count) { index in
      let cell = cells[index]
      return try SolvedMargin(
        p: cell.p, steps: cell.steps, damage: cell.damage, target: given.target,
        greatest: greatest, trials: given.trials, key: StreamKey(seed: run.seed).child(index))
    }
    let decided = solved.filter { $0.best.failure < 0.1 }
    var spread = 0
    for p in given.stepSuccess {
      for damage in given.damage {
        let margins = decided.filter { $0.p == p && $0.damage == damage }.map(\.best.margin)
        spread = max(spread, (margins.max() ?? 0) - (margins.min() ?? 0))
      }
    }
    let off = decided.map { abs(Double($0.best.margin) - $0.rule) }.max() ?? 0
    let margins = solved.map(\.best.margin)
    let cells2 = solved.filter { $0.best.margin == 2 || $0.best.margin == 3 }
    let z = solved.map { abs($0.z) }.max() ?? 0
    return StudyFindings(
      [
        StudyQuantity("least_k", Double(margins.min() ?? 0), note: "of all cells"),
        StudyQuantity("greatest_k", Double(margins.max() ?? 0), note: "of all cells"),
        StudyQuantity(
          "share_2_or_3", Double(cells2.count) / Double(solved.count),
          note: "cells in which 2 or 3 is best"),
        StudyQuantity(
          "worst_excess_2", solved.map { $0.two.loss / $0.best.loss }.max() ?? 1,
          note: "greatest loss at k = 2 over the least"),
        StudyQuantity(
          "worst_excess_3", solved.map { $0.three.loss / $0.best.loss }.max() ?? 1,
          note: "greatest loss at k = 3 over the least"),
        StudyQuantity(
          "steps_spread", Double(spread),
          note: "of the best k over numbers of steps, where the best task fails in less than .1"),
        StudyQuantity("rule_error", off, note: "of the closed form, in votes, in the same cells"),
        StudyQuantity("cells", Double(solved.count)),
        StudyQuantity(
          "greatest_z", z, n: solved.count, method: "Monte Carlo against exact theory"),
      ],
      tables: [StudyTable(columns: SolvedMargin.columns, rows: solved.map(\.row))],
      caption: "Exact; dots: failures of \(given.trials) simulated tasks a cell agree within "
        + "\(NumberFormat.fixed(z, decimals: 1)) standard errors.")
  }
}

/// The best margin of a cell beside fixed ones, the target's and a closed form.
private struct SolvedMargin: Sendable {
  let p: Double
  let steps: Int
  let damage: Double
  let best, two, three: PricedMargin
  let forTarget: Int
  /// Margin at which a vote more costs as much as it spares, from the votes of long races; votes.
  let rule: Double
  let simulatedFailures: Int
  let trials: Int
  let z: Double

  init(
    p: Double, steps: Int, damage: Double, target: Double, greatest: Int, trials: Int,
    key: StreamKey
  ) throws {
    let chance = try Probability(p)
    func priced(_ margin: Int) throws -> PricedMargin {
      try PricedMargin(margin: margin, stepSuccess: chance, steps: steps, damage: damage)
    }
    self.p = p
    self.steps = steps
    self.damage = damage
    self.trials = trials
    best = try PricedMargin.best(
      stepSuccess: chance, steps: steps, damage: damage, upTo: greatest)
    two = try priced(2)
    three = try priced(3)
    forTarget = try MinimumMargin(
      stepSuccess: chance, steps: steps, stepsPerSubtask: 1, target: Probability(target)
    ).margin
    let odds = log(chance.value / chance.complement)
    // s·k/(2p − 1) + D·s·e^(−k·odds) is least where its derivative is 0; s falls out.
    rule = max(1, log(damage * (2 * p - 1) * odds) / odds)
    let race = LeadRace(margin: best.margin, cap: 1_000_000)
    var failures = 0
    for trial in 0..<trials {
      var words = WordStream(key.child(trial))
      let isRight = (0..<steps).allSatisfy { _ in
        race.run(stepSuccess: p, words: &words).isRight ?? false
      }
      if !isRight { failures += 1 }
    }
    simulatedFailures = failures
    z = CountScore.z(failures, of: trials, probability: best.failure)
  }

  static let columns = [
    "p", "steps", "damage", "k_best", "failure", "calls", "loss", "loss_k2", "loss_k3", "k_target",
    "k_rule", "simulated", "simulated_failures", "z",
  ]

  var row: [String] {
    func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
    return [
      text(p), "\(steps)", text(damage), "\(best.margin)", text(best.failure), text(best.calls),
      text(best.loss), text(two.loss), text(three.loss), "\(forTarget)", text(rule), "\(trials)",
      "\(simulatedFailures)", text(z),
    ]
  }
}
