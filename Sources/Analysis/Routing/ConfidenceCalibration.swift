import Foundation
package import Statistics

/// Stated confidences held against what happened.
///
/// Judgements with the same stated confidence form a group: its share of successes should be what was
/// stated.
package struct ConfidenceCalibration: Sendable {
  /// What a group's successes say about its stated confidence.
  package enum Verdict: String, CaseIterable, Sendable {
    /// The exact test does not contradict it.
    case fits = "not contradicted"
    /// Fewer succeed than stated.
    case tooSure = "too sure"
    /// More succeed than stated.
    case tooModest = "too modest"
  }

  /// All judgements with one stated confidence.
  package struct Group: Sendable {
    /// The stated confidence; unit 1, 0 to 1.
    package let stated: Double
    /// Judgements; count, at least 1.
    package let count: Int
    /// Those that succeeded; count.
    package let successes: Int
    /// Exact interval for the share of successes; unit 1.
    package let interval: Interval
    /// Two-sided exact p-value of the stated confidence; unit 1.
    package let pValue: Double
    /// What that says, at the false-alarm rate of all groups together.
    package let verdict: Verdict

    /// Share of successes; unit 1.
    package var rate: Double { Double(successes) / Double(count) }
  }

  /// Confidence level of the intervals; unit 1.
  package let level: Double
  /// Probability that any group of a calibrated router is contradicted, at most; unit 1.
  package let falseAlarm: Double
  /// The groups, by rising stated confidence.
  package let groups: [Group]
  private let scores: BoundedMean

  /// Makes it of judgements.
  ///
  /// - Parameters:
  ///   - judged: A stated confidence, 0 to 1, and whether it succeeded, for each judgement.
  ///   - level: Confidence level of the intervals; unit 1, range (0, 1).
  ///   - falseAlarm: Probability that any group of a calibrated router is contradicted, at most; unit 1,
  ///     range (0, 1); shared equally by the groups (Bonferroni).
  package init(
    _ judged: [(stated: Double, succeeded: Bool)], level: Double = 0.95, falseAlarm: Double = 0.01
  ) {
    precondition(judged.allSatisfy { (0...1).contains($0.stated) }, "confidences are from 0 to 1")
    var counts: [Double: (count: Int, successes: Int)] = [:]
    for (stated, succeeded) in judged {
      counts[stated, default: (0, 0)].count += 1
      if succeeded { counts[stated, default: (0, 0)].successes += 1 }
    }
    self.level = level
    self.falseAlarm = falseAlarm
    groups = counts.sorted { $0.key < $1.key }.map { stated, found in
      let pValue = BinomialTest.pValue(
        successes: found.successes, trials: found.count, probability: stated,
        complement: 1 - stated)
      let isContradicted = pValue < falseAlarm / Double(counts.count)
      return Group(
        stated: stated, count: found.count, successes: found.successes,
        interval: BinomialInterval.fixedTrials(
          successes: found.successes, trials: found.count, level: level),
        pValue: pValue,
        verdict: !isContradicted
          ? .fits : Double(found.successes) < stated * Double(found.count) ? .tooSure : .tooModest)
    }
    scores = BoundedMean(
      groups.flatMap { [(1 - $0.stated) * (1 - $0.stated), $0.stated * $0.stated] },
      counts: groups.flatMap { [$0.successes, $0.count - $0.successes] })
  }

  /// Judgements; count.
  package var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Those that succeeded; count.
  package var successes: Int { groups.reduce(0) { $0 + $1.successes } }

  /// Mean stated confidence; unit 1, nil without judgements.
  package var meanStated: Double? { mean { $0.stated } }

  /// Brier score: mean squared distance of the stated confidence from 1 for a success and from 0 for a
  /// failure; unit 1, 0 to 1, nil without judgements.
  ///
  /// - Source: Brier 1950, Monthly Weather Review 78.
  package var brier: Double? { scores.mean }

  /// Interval for the expected Brier score; unit 1.
  package var brierInterval: Interval { scores.interval(level: level) }

  /// How far the groups' shares are from what was stated: mean squared distance; unit 1.
  ///
  /// The Brier score is this, less `resolution`, plus `uncertainty`.
  ///
  /// - Source: Murphy 1973, Journal of Applied Meteorology 12.
  package var reliability: Double? { mean { ($0.rate - $0.stated) * ($0.rate - $0.stated) } }

  /// How far the groups' shares are from the share of all: mean squared distance; unit 1.
  package var resolution: Double? {
    overall.flatMap { overall in mean { ($0.rate - overall) * ($0.rate - overall) } }
  }

  /// The Brier score of stating the share of all for each; unit 1.
  package var uncertainty: Double? { overall.map { $0 * (1 - $0) } }

  /// Expected calibration error: mean distance of the groups' shares from what was stated; unit 1.
  package var error: Double? { mean { abs($0.rate - $0.stated) } }

  /// What `error` comes to on average where every stated confidence is true: chance alone; unit 1.
  ///
  /// - Source: Mean absolute deviation of the binomial law (De Moivre 1730; Diaconis and Zabell 1991,
  ///   Statistical Science 6).
  package var errorByChance: Double? {
    mean { Self.meanDeviation(trials: $0.count, probability: $0.stated) }
  }

  private var overall: Double? { count == 0 ? nil : Double(successes) / Double(count) }

  private func mean(_ value: (Group) -> Double) -> Double? {
    count == 0 ? nil : groups.reduce(0) { $0 + value($1) * Double($1.count) } / Double(count)
  }

  /// Mean distance of a share of successes from its probability.
  ///
  /// - Parameters:
  ///   - trials: Trials; count, at least 1.
  ///   - probability: Probability of a success; unit 1, 0 to 1.
  /// - Returns: The distance; unit 1.
  static func meanDeviation(trials: Int, probability: Double) -> Double {
    guard probability > 0, probability < 1 else { return 0 }
    let n = Double(trials)
    let next = (n * probability).rounded(.down) + 1
    let choices =
      SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(next + 1)
      - SpecialFunctions.logGamma(n - next + 1)
    let power = next * log(probability) + (n - next + 1) * log1p(-probability)
    return 2 * next * exp(choices + power) / n
  }
}
