import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import RaceTheory
import RandomStreams
import Simulation
import Statistics
import Tasks

/// What several calls at once take against one call, and against as many one after another.
struct ParallelDrawsStudy: Study {
  static let name = "parallel_draws"

  struct Given: Decodable, Sendable {
    /// Ratio of standard deviation to mean of the lognormal times; unit 1.
    let variations: [Double]
    /// Calls at once up to which the table goes; count.
    let mostCalls: Int
    /// Calls at once that the claims are about; count.
    let calls: [Int]
    /// Time over that of one call that a claim allows; unit 1.
    let ratio: Double
    /// Times faster than one after another that a claim wants; unit 1.
    let speedup: Double
    /// Races simulated for each number of calls; count.
    let races: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case variations, calls, ratio, speedup, races
      case mostCalls = "most_calls"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      variations = try container.decode([Double].self, forKey: .variations)
      mostCalls = try container.decode(Int.self, forKey: .mostCalls)
      calls = try container.decode([Int].self, forKey: .calls)
      ratio = try container.decode(Double.self, forKey: .ratio)
      speedup = try container.decode(Double.self, forKey: .speedup)
      races = try container.decode(Int.self, forKey: .races)
      try container.check(
        variations.allSatisfy { $0 > 0 && $0 <= 10 }, .variations, "are not all in (0, 10]")
      try container.check(
        (2...1000).contains(mostCalls), .mostCalls, "\(mostCalls) is outside its range: 2 to 1000")
      try container.check(
        !calls.isEmpty && calls.allSatisfy { (2...mostCalls).contains($0) }, .calls,
        "are not all 2 to most_calls")
      try container.check(
        ratio > 1 && Double(calls.min() ?? 2) > ratio, .ratio, "is above 1 and below the calls")
      try container.check(speedup > 1, .speedup, "\(speedup) is outside its range: above 1")
      try container.check(
        (10_000...10_000_000).contains(races), .races, "\(races) is outside its range: 1e4 to 1e7")
    }
  }

  private struct Law {
    let name: String
    let times: CallTimeLaw
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let laws =
      [
        Law(name: "constant", times: .constant), Law(name: "uniform", times: .uniform),
        Law(name: "exponential", times: .exponential),
      ]
      + given.variations.map { variation in
        let percent = Int((100 * variation).rounded())
        return Law(name: "lognormal_\(percent)", times: .lognormal(variation: variation))
      }
    var quantities: [StudyQuantity] = []
    for calls in given.calls {
      quantities += laws.map { law in
        StudyQuantity("slowest_\(law.name)_\(calls)", law.times.slowest(of: calls))
      }
      let exponential = CallTimeLaw.exponential.slowest(of: calls)
      quantities += [
        .open(
          "slowest_open_\(calls)", [1, exponential],
          note: "the law of a call's time is left open: from constant to exponential"),
        StudyQuantity(
          "variation_allowed_\(calls)",
          CallTimeLaw.lognormalVariation(of: calls, within: given.ratio),
          note: "of lognormal times, up to which the ratio is kept"),
        StudyQuantity(
          "speedup_bound_\(calls)", Double(calls), note: "no law of times gives more"),
        StudyQuantity(
          "speedup_exponential_\(calls)", CallTimeLaw.exponential.speedup(of: calls)),
      ]
    }
    quantities.append(
      StudyQuantity(
        "calls_for_speedup_constant", given.speedup.rounded(.up), note: "constant times"))
    var enough = 1
    while CallTimeLaw.exponential.speedup(of: enough) < given.speedup { enough += 1 }
    quantities.append(
      StudyQuantity(
        "calls_for_speedup_exponential", Double(enough), note: "exponential times"))
    let counts = Array(2...given.mostCalls)
    let key = StreamKey(seed: run.seed)
    let measured = try await run.map(counts.count) { index in
      try measure(counts[index], races: given.races, key: key.child(counts[index]))
    }
    for (calls, found) in zip(counts, measured) where given.calls.contains(calls) {
      quantities += [found.slowest("slowest_measured_\(calls)"), found.speedup(calls)]
    }
    let rows = zip(counts, measured).map { calls, found in
      let slowest = found.slowest("")
      return ["\(calls)"] + laws.map { studyNumber($0.times.slowest(of: calls)) } + [
        studyNumber(slowest.value), slowest.interval.map { studyNumber($0.low) } ?? "",
        slowest.interval.map { studyNumber($0.high) } ?? "",
      ]
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["calls"] + laws.map(\.name) + ["measured", "measured_low", "measured_high"],
          rows: rows)
      ],
      caption:
        "Points: \(given.races) races each through the orchestrator, exponential times on its virtual clock."
    )
  }

  /// Times of races of a sure model, which ask for all their draws at once.
  private struct Measured {
    let calls: Int
    let races: Int
    /// Mean time of a race over the mean time of a call; unit 1.
    let side: Double
    /// The same, one call after another; unit 1.
    let row: Double

    func slowest(_ name: String) -> StudyQuantity {
      let exact = DrawTimes.sideBySide(draws: calls, mean: 1)
      let half =
        SpecialFunctions.normalHalfWidth(level: SimulatedTasks.level)
        * (exact.variance / Double(races)).squareRoot()
      return StudyQuantity(
        name, side,
        interval: Interval(low: side - half, high: side + half, level: SimulatedTasks.level),
        n: races, method: "the orchestrator on a virtual clock",
        note: "exponential times; exact \(studyNumber(exact.mean))")
    }

    func speedup(_ calls: Int) -> StudyQuantity {
      StudyQuantity(
        "speedup_measured_\(calls)", row / side, n: races,
        method: "the orchestrator on a virtual clock", note: "exponential times")
    }
  }

  /// A race of a model that is always right needs as many votes as its margin: so many calls at once.
  private static func measure(_ calls: Int, races: Int, key: StreamKey) throws -> Measured {
    let nanoseconds = 500_000_000
    let task = try SyntheticChain(steps: 1, answers: 2)
    let sure = try StepPopulation(classes: [.init(share: 1, flagRate: 0, error: .constant(0))])
    let tally = AgentSampler(
      task: task, checker: ChainChecker(task), renderer: ChainRenderer(task),
      noise: UnequalSteps(sure), root: key, layout: TrialLayout(rule: RaceRule(margin: calls)),
      latency: .exponential(mean: nanoseconds)
    ).sample(0..<races)
    let mean = Double(nanoseconds) * Double(races)
    return Measured(
      calls: calls, races: races, side: Double(tally.elapsed) / mean,
      row: Double(tally.latencies) / mean)
  }
}
