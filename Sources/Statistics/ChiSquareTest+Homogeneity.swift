extension ChiSquareTest {
  /// Pearson's test that groups have one success rate, whichever it is.
  ///
  /// There is no test with fewer than two groups, or where a group lets expect fewer than 5 successes
  /// or failures: the distribution of the statistic would not be known.
  ///
  /// - Parameters:
  ///   - successes: Successes of each group; count, range [0, trials].
  ///   - trials: Trials of each group; count, at least 0.
  /// - Shape: `successes[group]`, `trials[group]`; one degree of freedom less than groups.
  /// - Source: Pearson 1900, Philosophical Magazine 50; on the least expected count, Cochran 1954,
  ///   Biometrics 10.
  package init?(successes: [Int], trials: [Int]) {
    let groups = GroupCounts(successes: successes, trials: trials)
    guard groups.isOpen, trials.count >= 2, let fewest = trials.min() else { return nil }
    let rate = groups.pooledRate
    guard Double(fewest) * min(rate, 1 - rate) >= Self.leastExpected else { return nil }
    statistic = zip(successes, trials).reduce(0) { sum, group in
      let excess = Double(group.0) - Double(group.1) * rate
      return sum + excess * excess / (Double(group.1) * rate * (1 - rate))
    }
    degreesOfFreedom = trials.count - 1
  }
}
