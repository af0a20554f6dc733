/// The Cochran-Armitage test of success rates that rise or fall over ordered groups.
///
/// Its statistic is the sum of the scores of all successes; `z` compares it with its normal
/// approximation.  Where successes or failures are few, `exactPValue` goes through all the ways in
/// which they could have fallen on the groups.
///
/// - Source: Cochran 1954, Biometrics 10; Armitage 1955, Biometrics 11.
package struct TrendTest: Equatable, Sendable {
  /// Groups given all.
  private let groups: GroupCounts
  /// Score of each group; integers, any.
  ///
  /// - Shape: `scores[group]`.
  private let scores: [Int]

  /// Compares groups; there is no test where the successes leave nothing to chance.
  ///
  /// - Parameters:
  ///   - successes: Successes of each group; count, range [0, trials].
  ///   - trials: Trials of each group; count, at least 0.
  ///   - scores: Score of each group, such as its size; integers of at most 1e6 either way.
  /// - Shape: `successes[group]`, `trials[group]`, `scores[group]`.
  package init?(successes: [Int], trials: [Int], scores: [Int]) {
    precondition(
      scores.count == trials.count, "as many scores as groups, got \(scores.count)")
    precondition(scores.allSatisfy { abs($0) <= 1_000_000 }, "scores are at most 1e6: \(scores)")
    groups = GroupCounts(successes: successes, trials: trials)
    // Steps between scores matter, not where they begin nor in which unit they are.
    let used = zip(scores, trials).filter { $1 > 0 }.map(\.0)
    guard let least = used.min(), least != used.max(), groups.isOpen else { return nil }
    let unit = used.reduce(0) { Self.commonDivisor($0, $1 - least) }
    self.scores = zip(scores, trials).map { $1 > 0 ? ($0 - least) / unit : 0 }
  }

  /// Distance of the sum of scores from what no trend lets expect, positive where rates rise with
  /// the scores; standard errors.
  package var z: Double {
    let rate = groups.pooledRate
    var (first, second, excess) = (0.0, 0.0, 0.0)
    for (group, score) in scores.enumerated() {
      let trials = Double(groups.trials[group])
      excess += Double(score) * (Double(groups.successes[group]) - trials * rate)
      first += Double(score) * trials
      second += Double(score) * Double(score) * trials
    }
    let variance = rate * (1 - rate) * (second - first * first / Double(groups.allTrials))
    return excess / variance.squareRoot()
  }

  /// Two-sided p-value of the normal approximation, for many successes and failures; unit 1.
  package var normalPValue: Double { 2 * SpecialFunctions.normalUpper(abs(z)) }

  /// Fewest successes and failures with which the normal approximation may stand; count.
  package static let fewestForNormal = 250

  /// Two-sided p-value; unit 1, range [0, 1].
  ///
  /// Exact where successes or failures are fewer than 250, at most their false-alarm rate; otherwise
  /// that of the normal approximation.
  package var pValue: Double {
    groups.rarer.total < Self.fewestForNormal ? exactPValue : normalPValue
  }

  /// Two-sided p-value given the successes of all groups together; unit 1, range [0, 1].
  ///
  /// Probability that the sum of scores lies at least as far from its mean as it does.  A test at
  /// level α raises a false alarm in at most a share α of cases.
  package var exactPValue: Double {
    let counts = groups.rarer
    let law = ScoreSumLaw(trials: groups.trials, scores: scores, total: counts.total)
    let found = zip(counts.values, scores).reduce(0) { $0 + $1.0 * $1.1 }
    let mean =
      Int128(counts.total) * zip(groups.trials, scores).reduce(0) { $0 + Int128($1.0 * $1.1) }
    // Distances times the number of trials are whole numbers, so that equal ones are equal.
    func distance(_ sum: Int) -> Int128 {
      let difference = Int128(groups.allTrials) * Int128(sum) - mean
      return difference < 0 ? 0 - difference : difference
    }
    let least = distance(found)
    let tails = law.probabilities.enumerated().reduce(0) { sum, entry in
      distance(entry.offset) >= least ? sum + entry.element : sum
    }
    return min(1, tails)
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonDivisor(b, a % b)
  }
}
