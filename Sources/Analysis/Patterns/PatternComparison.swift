package import Economics
import MAKERCore
package import RaceTheory
package import Statistics

/// A pattern beside what would be done without it, as people judge it: what it saves, how often it
/// succeeds, what time it takes and how often it escalates.
package struct PatternComparison: Sendable {
  /// One quantity, exact and as it was counted.
  package struct Metric: Equatable, Sendable {
    /// Its exact value, in the unit of the quantity; nan where it means nothing.
    package var exact: Double
    /// Its value over the simulated tasks, in that unit; nil where none were.
    package var simulated: Double?
    /// Interval about the simulated value; nil where none were.
    package var interval: Interval?

    /// Makes a metric; see the properties.
    package init(exact: Double, simulated: Double? = nil, interval: Interval? = nil) {
      self.exact = exact
      self.simulated = simulated
      self.interval = interval
    }
  }

  /// A pattern with all that is known of it.
  package struct Side: Sendable {
    /// The pattern.
    package let pattern: VotingPattern
    /// Its exact law.
    package let law: PatternLaw
    /// What simulated tasks came to; nil where none were.
    package let counts: PatternCounts?

    /// Makes a side; see the properties.
    package init(pattern: VotingPattern, law: PatternLaw, counts: PatternCounts? = nil) {
      self.pattern = pattern
      self.law = law
      self.counts = counts
    }
  }

  /// The pattern.
  package let side: Side
  /// What it is compared against.
  package let baseline: Side
  /// Models and task.
  package let setting: PatternSetting
  /// Confidence level of the intervals; unit 1, range (0, 1).
  package let level: Double

  /// Makes a comparison; both sides simulated by streams of their own, or neither.
  package init(_ side: Side, baseline: Side, setting: PatternSetting, level: Double = 0.95) {
    self.side = side
    self.baseline = baseline
    self.setting = setting
    self.level = level
  }

  /// Share of the tasks that end rightly; unit 1.
  package var success: Metric { share(side.law.success, \.right) }

  /// Share of the tasks that end with a wrong step; unit 1.
  package var wrong: Metric { share(side.law.wrong, \.wrong) }

  /// Share of the tasks that end without a result; unit 1.
  package var undecided: Metric { share(side.law.undecided, \.undecided) }

  /// Share of the tasks of which a step is handed to a further tier; unit 1.
  package var escalation: Metric { share(side.law.escalated, \.escalated) }

  /// Cost of a task; money of the price book's unit.
  package var cost: Metric {
    let mean = side.counts.map { costMean(side, $0) }
    return Metric(
      exact: side.law.cost, simulated: mean?.value,
      interval: mean.map { $0.interval(level: level) })
  }

  /// Cost savings: the baseline's cost less the pattern's, over the baseline's; unit 1, at most 1.
  package var savings: Metric {
    saving(side.law.savings(over: baseline.law), costMean)
  }

  /// Time savings: the baseline's time less the pattern's, over the baseline's; unit 1, at most 1.
  package var timeSaved: Metric {
    saving(side.law.timeSaved(over: baseline.law), timeMean)
  }

  /// Cost of a task over the share that succeeds: what a right task costs where failed ones are lost;
  /// money, infinite where none succeeds.
  package var costPerSuccess: Double { side.law.cost / side.law.success }

  private func share(_ exact: Double, _ count: (PatternCounts) -> Int) -> Metric {
    guard let counts = side.counts else { return Metric(exact: exact) }
    return Metric(
      exact: exact, simulated: Double(count(counts)) / Double(counts.tasks),
      interval: BinomialInterval.fixedTrials(
        successes: count(counts), trials: counts.tasks, level: level))
  }

  private func saving(
    _ exact: Double, _ mean: (Side, PatternCounts) -> CountedMean
  ) -> Metric {
    guard let own = side.counts, let others = baseline.counts else { return Metric(exact: exact) }
    let (part, whole) = (mean(side, own), mean(baseline, others))
    guard whole.value > 0 else { return Metric(exact: exact) }
    // The same tasks: nothing is saved, and nothing is unknown.
    if side.pattern == baseline.pattern {
      return Metric(exact: exact, simulated: 0, interval: Interval(low: 0, high: 0, level: level))
    }
    let ratio = part.ratio(to: whole, level: level)
    return Metric(
      exact: exact, simulated: 1 - part.value / whole.value,
      interval: Interval(low: 1 - ratio.high, high: 1 - ratio.low, level: level))
  }

  private func costMean(_ side: Side, _ counts: PatternCounts) -> CountedMean {
    let moments = counts.moments(weights: setting.prices)
    return mean(side, counts, moments.mean, moments.variance) {
      Double($0.price.picodollars) / 1e12
    }
  }

  private func timeMean(_ side: Side, _ counts: PatternCounts) -> CountedMean {
    let moments = counts.timeMoments
    return mean(
      side, counts, moments.mean / 1e9, moments.variance.map { $0 / 1e18 }, weight: \.seconds)
  }

  private func mean(
    _ side: Side, _ counts: PatternCounts, _ value: Double, _ variance: Double?,
    weight: (PatternModel) -> Double
  ) -> CountedMean {
    CountedMean(
      value: value, variance: variance, count: counts.tasks,
      isConstant: side.isConstant(setting),
      greatest: side.pattern.mostCalls(setting).map { calls in
        calls.enumerated().reduce(0) { sum, rank in
          sum
            + (setting.index(of: ModelTier.allCases[rank.offset])
              .map { rank.element * weight(setting.models[$0]) } ?? 0)
        }
      })
  }
}

extension PatternComparison.Side {
  /// Whether every task takes the same calls, whatever is answered.
  fileprivate func isConstant(_ setting: PatternSetting) -> Bool {
    guard pattern.review == nil, law.stepEscalated == 0,
      setting.steps == 1 || law.undecided == 0
    else { return false }
    let race = pattern.rungs[0].race
    let least: Int
    switch race.issue {
    case .needed: least = min(race.rule.margin, race.flagRun ?? race.rule.margin)
    case .batches(let size): least = min(size, race.attempts)
    }
    // No step takes less: where that is expected, none takes more.
    let calls = law.calls.reduce(0, +)
    return calls <= Double(least) * Double(setting.steps) * (1 + 1e-12)
  }
}

extension VotingPattern {
  /// Calls that a task cannot pass, by rank of the tier; nil where flags may go on for ever.
  fileprivate func mostCalls(_ setting: PatternSetting) -> [Double]? {
    var calls = [0.0, 0.0, 0.0]
    let passes = Double(setting.steps * (review?.rounds ?? 1))
    func isBounded(_ tier: ModelTier) -> Bool {
      setting.index(of: tier).map { setting.models[$0].validRate == 1 } ?? false
    }
    for rung in rungs {
      guard rung.race.counted == .draws || isBounded(rung.tier) else { return nil }
      calls[rung.tier.rank] += passes * Double(rung.race.attempts)
    }
    if let review {
      guard isBounded(review.planner), isBounded(review.reviewer) else { return nil }
      calls[review.planner.rank] += 1
      calls[review.reviewer.rank] += Double(review.rounds)
    }
    return calls
  }
}

/// The mean of what counted tasks took, and how far it may be from its expected value.
private struct CountedMean {
  let value: Double
  let variance: Double?
  let count: Int
  /// Whether no task can take anything else.
  let isConstant: Bool
  /// What no task can pass; nil for nothing.
  let greatest: Double?

  private var error: Double? {
    guard let variance else { return nil }
    // Rounding is no spread.
    return variance <= 1e-24 * value * value ? 0 : (variance / Double(count)).squareRoot()
  }

  /// Whether tasks could differ, yet none was seen to.
  private var isSuspect: Bool { !isConstant && (error ?? 0) == 0 }

  /// Interval for the expected value: normal; where no task differed, what could have been missed.
  func interval(level: Double) -> Interval {
    guard !isConstant else { return Interval(low: value, high: value, level: level) }
    guard let error, error > 0 else {
      guard let greatest else { return Interval(low: 0, high: .infinity, level: level) }
      return BoundedMean([value], counts: [count], greatest: max(value, greatest))
        .interval(level: level)
    }
    let half = SpecialFunctions.normalHalfWidth(level: level) * error
    return Interval(low: value - half, high: value + half, level: level)
  }

  /// Interval for the ratio of two expected values.
  func ratio(to other: CountedMean, level: Double) -> Interval {
    guard isSuspect || other.isSuspect else {
      return RatioOfMeans(
        numerator: value, numeratorError: error ?? 0, denominator: other.value,
        denominatorError: other.error ?? 0
      ).interval(level: level)
    }
    // Each by itself, so sure that both hold at the level.
    let (own, others) = (interval(level: (1 + level) / 2), other.interval(level: (1 + level) / 2))
    return Interval(
      low: others.high > 0 ? max(0, own.low) / others.high : 0,
      high: others.low > 0 ? own.high / others.low : .infinity, level: level)
  }
}
