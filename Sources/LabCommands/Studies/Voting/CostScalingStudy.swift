import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import RaceTheory
import RandomStreams
import Simulation
import Statistics

/// How votes per step grow with ln s over a few sizes of the towers, against Θ(s ln s) and its rivals.
struct CostScalingStudy: Study {
  static let name = "cost_scaling"

  struct Given: Decodable, Sendable {
    struct Model: Decodable, Sendable {
      let name: String
      let p: Double

      enum CodingKeys: String, CodingKey, CaseIterable { case name, p }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        p = try container.decode(Double.self, forKey: .p)
        try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      }
    }

    /// Models; the step success is open from the least of theirs to the greatest.
    let models: [Model]
    let disks: [Int]
    let target: Double
    /// Races simulated at each size; count.
    let races: Int

    enum CodingKeys: String, CodingKey, CaseIterable { case models, disks, target, races }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      models = try container.decode([Model].self, forKey: .models)
      disks = try container.decode([Int].self, forKey: .disks)
      target = try container.decode(Double.self, forKey: .target)
      races = try container.decode(Int.self, forKey: .races)
      try container.check(
        !models.isEmpty && Set(disks).count >= 3 && disks.allSatisfy { (1...40).contains($0) },
        .disks,
        "are not three different sizes of 1 to 40 disks, with a model")
      try container.check(
        target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
      try container.check(
        (10_000...100_000_000).contains(races), .races, "\(races) is outside its range: 1e4 to 1e8")
    }
  }

  /// One size of one model.
  private struct Size {
    let steps: Double
    let margin: Int
    let exact: Double
    let found: MeanEstimate
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let disks = given.disks.sorted()
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    for (index, model) in given.models.enumerated() {
      let key = StreamKey(seed: run.seed).child(index)
      let sizes = try await run.map(disks.count) { size in
        try simulate(model.p, disks: disks[size], given, key: key.child(size))
      }
      quantities += try fits(model, sizes)
      rows += zip(disks, sizes).map { disks, size in
        let interval = size.found.interval(level: SimulatedTasks.level)
        return [
          model.name, studyNumber(model.p), "\(disks)", studyNumber(size.steps), "\(size.margin)",
          studyNumber(size.found.mean), studyNumber(interval.low), studyNumber(interval.high),
          studyNumber(size.exact),
        ]
      }
    }
    quantities += try OpenScaling(
      stepSuccess: given.models.map(\.p), disks: disks, target: given.target
    ).quantities
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: [
            "model", "p", "disks", "steps", "k_min", "votes_per_step", "votes_low", "votes_high",
            "votes_exact",
          ], rows: rows)
      ], caption: "\(given.races) races a point; target \(studyNumber(given.target)).")
  }

  private static func simulate(
    _ p: Double, disks: Int, _ given: Given, key: StreamKey
  ) throws -> Size {
    let steps = 1 << disks - 1
    let margin = try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(given.target)
    ).margin
    let population = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0, error: .constant(Probability(p).complement))
    ])
    let tally = VoteSampler(
      noise: UnequalSteps(population), root: key,
      layout: TrialLayout(rule: RaceRule(margin: margin))
    ).sample(0..<given.races)
    return try Size(
      steps: Double(steps), margin: margin,
      exact: TwoCandidateRace(stepSuccess: Probability(p), margin: margin).meanVotes,
      found: MeanEstimate(
        sum: tally.votes, sumOfSquares: tally.votesSquared, count: tally.races))
  }

  private static func fits(_ model: Given.Model, _ sizes: [Size]) throws -> [StudyQuantity] {
    let x = sizes.map { log($0.steps) }
    let y = sizes.map(\.found.mean)
    let theory = try CostScaling.asymptoticSlope(stepSuccess: Probability(model.p))
    let slope = LinearFit(x: x, y: y)
    let error = slope.slopeStandardError(of: sizes.map { $0.found.standardError ?? 0 })
    let half = SpecialFunctions.normalHalfWidth(level: SimulatedTasks.level) * error
    let line = LinearFit(x: x, y: y, weights: y.map { 1 / ($0 * $0) })
    // The best c·f(s) misses the extremes of votes/f(s) by the same share.
    func miss(_ shape: (Double) -> Double) -> Double {
      OpenScaling.miss(zip(sizes, y).map { $1 / shape($0.steps) })
    }
    func quantity(_ name: String, _ value: Double, _ note: String) -> StudyQuantity {
      StudyQuantity(
        "\(name)_\(model.name)", value, n: sizes.reduce(0) { $0 + $1.found.count },
        method: "Monte Carlo", note: note)
    }
    let races = sizes.reduce(0) { $0 + $1.found.count }
    return [
      StudyQuantity(
        "slope_\(model.name)", slope.slope,
        interval: Interval(
          low: slope.slope - half, high: slope.slope + half, level: SimulatedTasks.level),
        n: races, method: "Monte Carlo", note: "votes per step and unit of ln s"),
      StudyQuantity(
        "exact_slope_\(model.name)", LinearFit(x: x, y: sizes.map(\.exact)).slope,
        note: "of the staircase that k_min climbs"),
      StudyQuantity("theory_slope_\(model.name)", theory, note: "for large s"),
      StudyQuantity(
        "slope_error_\(model.name)", slope.slope / theory - 1,
        interval: Interval(
          low: (slope.slope - half) / theory - 1, high: (slope.slope + half) / theory - 1,
          level: SimulatedTasks.level), n: races, method: "Monte Carlo",
        note: "of the slope found against theory"),
      quantity("miss_line", line.greatestRelativeResidual, "a + b·ln s a step"),
      quantity("miss_s_ln_s", miss { log($0) }, "c·s·ln s alone"),
      quantity("miss_s", miss { _ in 1 }, "c·s"),
      quantity("miss_s_squared", miss { $0 }, "c·s²"),
    ]
  }
}
