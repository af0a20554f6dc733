package import ExperimentDesign
package import MAKERCore
package import RaceTheory
import Statistics

/// Many simulated runs of one model beside a published run: undecided steps round by round.
package struct UndecidedRuns: Sendable {
  /// The model that was simulated.
  package let model: SimulatedModel
  /// The published run.
  package let published: UndecidedCounts
  /// The simulated runs; at least 20.
  package let runs: [UndecidedCounts]
  /// What the model expects.
  package let expected: ExpectedUndecided
  /// Deviance of the published run under the model; at least 0.
  package let deviance: Double
  /// Probability of a deviance as large, the published run among the simulated ones; unit 1.
  ///
  /// - Source: the Monte Carlo test of Barnard 1963, (1 + how many are as large)/(1 + runs).
  package let pValue: Double
  /// Level of each interval at which at least 95 % of further runs lie within all of them; unit 1,
  /// two-sided.
  private let pointwise: Double
  private let law: UndecidedLaw

  /// Share of the runs that lie within the band in all rounds of all curves; unit 1.
  package static let simultaneous = 0.95

  /// One round of one curve.
  package struct Round: Sendable {
    /// What rounds are counted in.
    package let panel: UndecidedCounts.Panel
    /// The rule.
    package let rule: RaceRule
    /// The round; from 0.
    package let round: Int
    /// Steps undecided in the published run.
    package let published: Int
    /// Median of the simulated runs; steps.
    package let median: Int
    /// Expected under the model; steps.
    package let expected: Double
    /// The simultaneous band; steps.
    package let band: ClosedRange<Int>
  }

  /// Compares the runs of a model with a published one.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - population: Its steps, or alike ones.
  ///   - published: The published run.
  ///   - runs: Simulated runs, as many steps and the same margin; at least 20.
  /// - Throws: `TheoryError` where the races have no exact law.
  package init(
    model: SimulatedModel, population: StepPopulation, published: UndecidedCounts,
    runs: [UndecidedCounts]
  ) throws(TheoryError) {
    precondition(runs.count >= UndecidedPoints.fewestRuns, "a band of 95 % takes at least 20 runs")
    self.model = model
    self.published = published
    self.runs = runs
    let last = max(published.lastRound, runs.map(\.lastRound).max() ?? 0)
    expected = try ExpectedUndecided(
      population, steps: published.steps, margin: published.margin, rounds: last)
    law = try UndecidedLaw(
      population, steps: published.steps, margin: published.margin, rounds: published.lastRound)
    let ofPublished = CompositeLikelihood(of: published, expected: expected).deviance
    let expected = expected
    let larger = runs.count {
      CompositeLikelihood(of: $0, expected: expected).deviance >= ofPublished
    }
    deviance = ofPublished
    pValue = Double(1 + larger) / Double(1 + runs.count)
    let law = law
    let least = runs.map { law.leastPValue($0) }.sorted()
    // As many of the runs and one more lie lower as are to lie outside.
    pointwise = least[max(0, Int(Double(least.count + 1) * (1 - Self.simultaneous)) - 1)]
  }

  /// Rounds of both panels and rules, from the last that can decide nothing to the last published one.
  package var rounds: [Round] {
    var rounds: [Round] = []
    for panel in UndecidedCounts.Panel.allCases {
      for kind in [RaceRule.Kind.firstToAheadBy, .firstTo] {
        for round in published.margin - 1...published.lastRound {
          let counts = runs.map { value($0, panel, kind, round) }.sorted()
          rounds.append(
            Round(
              panel: panel, rule: RaceRule(margin: published.margin, kind: kind), round: round,
              published: value(published, panel, kind, round), median: counts[counts.count / 2],
              expected: expected[panel].undecided(kind)[round],
              band: law.band(panel, kind, round, level: pointwise)))
        }
      }
    }
    return rounds
  }

  private func value(
    _ counts: UndecidedCounts, _ panel: UndecidedCounts.Panel, _ kind: RaceRule.Kind, _ round: Int
  ) -> Int {
    let curve = counts[panel, kind]
    return round < curve.count ? curve[round] : 0
  }
}

extension ClaimJudge {
  /// The runs of each model beside the published run.
  ///
  /// - Parameters:
  ///   - results: The finished points of the experiment; models that are not finished are left out.
  ///   - points: The points of its plan.
  ///   - published: The published run.
  /// - Returns: One comparison a model and fidelity, in the order of the plan.
  /// - Throws: `UndecidedCountsError` where a model can never be compared, `TheoryError` where the races
  ///   have no exact law.
  package static func undecidedRuns(
    _ results: [PointResult], of points: [PlannedPoint], published: UndecidedCounts
  ) throws -> [UndecidedRuns] {
    let finished = Dictionary(results.map { ($0.planned.id, $0) }) { first, _ in first }
    return try UndecidedPoints.find(in: points, published: published).compactMap { pair in
      guard let ahead = finished[pair.aheadBy.id], let first = finished[pair.firstTo.id] else {
        return nil
      }
      let runs = zip(ahead.trials, first.trials).compactMap { UndecidedCounts($0, $1, ahead.point) }
      guard runs.count == ahead.tally.trials, runs.count == first.tally.trials else {
        throw UndecidedCountsError(
          "\(ahead.tally.trials - runs.count) of \(ahead.tally.trials) runs of model "
            + "\(pair.model.name) have no counts under both rules")
      }
      return try UndecidedRuns(
        model: pair.model, population: pair.population, published: published, runs: runs)
    }
  }
}

extension UndecidedCounts {
  /// The undecided steps of one simulated run, from the histograms of both rules; nil without them.
  ///
  /// - Parameters:
  ///   - ahead: The run under first-to-ahead-by-k.
  ///   - first: The same draws under first-to-k.
  ///   - point: Where the margin stands.
  package init?(_ ahead: Tally, _ first: Tally, _ point: DesignPoint) {
    // Votes and draws to the same round: beyond, only one of them is known.
    let rounds =
      [ahead, first].flatMap { [$0.endedAtVote.count, $0.endedAtDraw.count] }
      .reduce(.max, min) - 2
    guard rounds > 0 else { return nil }
    func undecided(_ histogram: [Int], _ steps: Int) -> [Int] {
      var left = steps
      var curve = [steps]
      // Rounds after the first at which nothing is undecided say nothing.
      for ended in histogram.dropFirst().prefix(rounds) where left > 0 {
        left -= ended
        curve.append(left)
      }
      return curve
    }
    var curves: [Panel: [RaceRule.Kind: [Int]]] = [:]
    for (kind, tally) in [(RaceRule.Kind.firstToAheadBy, ahead), (.firstTo, first)] {
      curves[.voting, default: [:]][kind] = undecided(tally.endedAtVote, tally.races)
      curves[.sampling, default: [:]][kind] = undecided(tally.endedAtDraw, tally.races)
    }
    guard let counts = try? UndecidedCounts(margin: point.margin, curves: curves) else {
      return nil
    }
    self = counts
  }

  /// The published curves of an experiment.
  ///
  /// - Parameter curves: Curves of both panels and both rules.
  /// - Throws: `UndecidedCountsError`.
  package init(_ curves: [PublishedUndecided]) throws(UndecidedCountsError) {
    var rows: [UndecidedRow] = []
    for curve in curves {
      for (index, count) in curve.counts.enumerated() {
        rows.append(
          try UndecidedRow(
            panel: curve.panel.rawValue, rule: curve.rule, round: "\(curve.firstRound + index)",
            undecided: "\(count)"))
      }
    }
    try self.init(rows: rows)
  }
}
