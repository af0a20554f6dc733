import Analysis
import Economics
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Simulation
import Statistics

/// How often a race is handed up undecided, and how often a task has such a race.
struct EscalationRateStudy: Study {
  static let name = "escalation_rate"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let stepSuccess: [Double]
    let margins: [Int]
    let caps: [Int]
    let steps: [Int]
    let trials: Int
    /// Share of the tasks that is thought to be handed up.
    let band: [Double]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case stepSuccess = "p"
      case margins = "k"
      case caps, steps, trials, band
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      stepSuccess = try container.decode([Double].self, forKey: .stepSuccess)
      margins = try container.decode([Int].self, forKey: .margins)
      caps = try container.decode([Int].self, forKey: .caps)
      steps = try container.decode([Int].self, forKey: .steps)
      trials = try container.decode(Int.self, forKey: .trials)
      band = try container.decode([Double].self, forKey: .band)
      try container.check(
        !stepSuccess.isEmpty && stepSuccess.allSatisfy { $0 > 0 && $0 < 1 }, .stepSuccess,
        "needs numbers between 0 and 1")
      try container.check(
        !margins.isEmpty && margins.allSatisfy { (1...50).contains($0) }, .margins,
        "allowed are 1 to 50")
      try container.check(
        !caps.isEmpty && caps.allSatisfy { ((margins.max() ?? 1)...1000).contains($0) }, .caps,
        "allowed are the greatest k to 1000")
      try container.check(
        !steps.isEmpty && steps.allSatisfy { (1...100_000).contains($0) }, .steps,
        "allowed are 1 to 100000")
      try container.check((1...10_000_000).contains(trials), .trials, "allowed is 1 to 10000000")
      try container.check(
        band.count == 2 && band[0] > 0 && band[0] < band[1] && band[1] < 1, .band,
        "needs two shares between 0 and 1, the lesser first")
    }
  }

  private struct Cell: Sendable {
    let p: Double
    let margin: Int
    let cap: Int
    let steps: Int
    let exact: Double
    let count: Int
    let z: Double
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var settings: [(margin: Int, cap: Int, steps: Int, p: Double)] = []
    for margin in given.margins {
      for cap in given.caps {
        for steps in given.steps {
          settings += given.stepSuccess.map { (margin, cap, steps, $0) }
        }
      }
    }
    let all = settings
    let cells = try await run.map(all.count) { index in
      let (margin, cap, steps, p) = all[index]
      let exact = try rate(p: p, margin: margin, cap: cap, steps: steps)
      let race = LeadRace(margin: margin, cap: cap)
      let key = StreamKey(seed: run.seed).child(index)
      var count = 0
      for trial in 0..<given.trials {
        var words = WordStream(key.child(trial))
        let isHandedUp = (0..<steps).contains { _ in
          race.run(stepSuccess: p, words: &words).isRight == nil
        }
        if isHandedUp { count += 1 }
      }
      return Cell(
        p: p, margin: margin, cap: cap, steps: steps, exact: exact, count: count,
        z: CountScore.z(count, of: given.trials, probability: exact))
    }
    func inBand(_ steps: Int) -> Double {
      let own = cells.filter { $0.steps == steps }
      let inside = own.filter { (given.band[0]...given.band[1]).contains($0.exact) }
      return Double(inside.count) / Double(own.count)
    }
    let quantities =
      cells.map { cell in
        StudyQuantity(
          "rate_k\(cell.margin)_cap\(cell.cap)_p\(Int((cell.p * 1000).rounded()))_s\(cell.steps)",
          cell.exact, note: "share of tasks with an undecided race")
      }
      + given.steps.map {
        StudyQuantity("in_band_s\($0)", inBand($0), note: "share of settings within the band")
      } + [
        StudyQuantity(
          "greatest_z", cells.map { abs($0.z) }.max() ?? 0, n: cells.count,
          method: "Monte Carlo against exact theory")
      ]
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["k", "cap", "steps", "p", "exact", "simulated", "low", "high", "z"],
          rows: cells.map { row($0, trials: given.trials) })
      ],
      caption:
        "Lines: exact; dots: \(given.trials) simulated tasks each, bars 95 % (exact binomial).")
  }

  /// Probability that a task has an undecided race; unit 1.
  private static func rate(p: Double, margin: Int, cap: Int, steps: Int) throws -> Double {
    let law = try RaceLaw(
      of: TwoCandidateRace(stepSuccess: Probability(p), margin: margin), cap: cap)
    return TaskReliability(
      subtaskWrong: 0, subtaskUndecided: law.undecided, subtasks: Double(steps)
    ).undecided
  }

  private static func row(_ cell: Cell, trials: Int) -> [String] {
    func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
    let interval = BinomialInterval.fixedTrials(successes: cell.count, trials: trials, level: 0.95)
    return [
      "\(cell.margin)", "\(cell.cap)", "\(cell.steps)", text(cell.p), text(cell.exact),
      text(Double(cell.count) / Double(trials)), text(interval.low), text(interval.high),
      text(cell.z),
    ]
  }
}
