import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The test of replies that never vary: every question got one text however often it was asked.
///
/// Where all replies are of the usual kind that is what a sure model does, and nothing can be told.
/// Where some are not, the unusual ones should have fallen on the draws of all questions alike: the
/// p-value is the share of all ways to spread as many unusual replies over the draws in which no
/// question has both kinds.  A model whose steps are each sure, some of them sure to be wrong, looks the
/// same: its votes do not tell more than its first one either, and theory of independent votes does
/// not hold for it.
package struct ZeroEntropy: Equatable, Sendable {
  /// Questions with two draws or more; count.
  package let questions: Int
  /// Their draws; count.
  package let draws: Int
  /// Draws whose reply is not of the usual kind; count.
  package let unusual: Int
  /// Whether no question got two texts.
  package let isConstant: Bool
  /// Probability that no question has replies of both kinds, given how many are unusual, if these fall on
  /// all draws alike; unit 1.
  package let pValue: Double

  init(_ questions: [AuditedQuestion]) {
    let asked = questions.filter { $0.draws.count >= 2 }
    let sizes = asked.map(\.draws.count)
    let unusual = asked.reduce(0) { $0 + $1.draws.count { !$0.isUsual } }
    self.init(sizes: sizes, unusual: unusual, isConstant: !asked.contains(where: \.varies))
  }

  /// Judges counts.
  ///
  /// - Parameters:
  ///   - sizes: Draws of each question; count, at least 1.
  ///   - unusual: Draws whose reply is not of the usual kind, all questions together; count.
  ///   - isConstant: Whether no question got two texts.
  package init(sizes: [Int], unusual: Int, isConstant: Bool) {
    self.questions = sizes.count
    self.draws = sizes.reduce(0, +)
    self.unusual = unusual
    self.isConstant = isConstant
    pValue = Self.share(sizes: sizes, unusual: unusual)
  }

  /// Whether the replies are too much alike for independent ones.
  package func isRejected(rate: Double) -> Bool { isConstant && pValue < rate }

  /// Share of the ways to choose draws of which each question gives all or none; unit 1.
  private static func share(sizes: [Int], unusual: Int) -> Double {
    let all = sizes.reduce(0, +)
    guard unusual > 0, unusual < all else { return 1 }
    // Ways to give all or none, each weighed by exp(tilt) for every draw that is given: with the tilt
    // at which as many as wanted are given on average, nothing that counts is too small for a number.
    let tilt = tilt(sizes: sizes, unusual: unusual)
    var shares = [Double](repeating: 0, count: unusual + 1)
    shares[0] = 1
    var logWeight = -tilt * Double(unusual)
    for size in sizes {
      let odds = tilt * Double(size)
      let given = 1 / (1 + exp(-odds))
      let kept = 1 / (1 + exp(odds))
      logWeight += max(0, odds) + log1p(exp(-abs(odds)))
      for chosen in stride(from: unusual, through: 0, by: -1) {
        let added = chosen >= size ? shares[chosen - size] * given : 0
        shares[chosen] = shares[chosen] * kept + added
      }
    }
    return min(1, exp(log(shares[unusual]) + logWeight - logChoices(of: unusual, from: all)))
  }

  /// The logarithm of the odds a draw at which questions that give all or none give so many on average.
  private static func tilt(sizes: [Int], unusual: Int) -> Double {
    var (low, high) = (-100.0, 100.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let mean = sizes.reduce(0) { $0 + Double($1) / (1 + exp(-middle * Double($1))) }
      if mean < Double(unusual) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func logChoices(of chosen: Int, from all: Int) -> Double {
    SpecialFunctions.logGamma(Double(all) + 1) - SpecialFunctions.logGamma(Double(chosen) + 1)
      - SpecialFunctions.logGamma(Double(all - chosen) + 1)
  }

  /// Probability that the test finds a channel that repeats the first reply to each question.
  ///
  /// - Parameters:
  ///   - questions: Questions; count, at least 1.
  ///   - draws: Draws of each; count, at least 1.
  ///   - unusual: Probability that a first reply is not of the usual kind; unit 1.
  ///   - rate: False-alarm rate of the test; unit 1.
  /// - Returns: The power; unit 1.
  package static func power(questions: Int, draws: Int, unusual: Double, rate: Double) -> Double {
    let sizes = [Int](repeating: draws, count: questions)
    return (0...questions).reduce(0) { power, count in
      guard share(sizes: sizes, unusual: count * draws) < rate else { return power }
      return power
        + BinomialTest.upperTail(
          successes: count, trials: questions, probability: unusual, complement: 1 - unusual)
        - (count == questions
          ? 0
          : BinomialTest.upperTail(
            successes: count + 1, trials: questions, probability: unusual,
            complement: 1 - unusual))
    }
  }
}
