import Testing

@testable import Statistics

// Coverage is computed by summing probabilities, not sampled, so these tests have no false alarms.
struct BinomialIntervalTests {
  static let probabilities = [
    0.001, 0.004, 0.013, 0.05, 0.1, 0.137, 0.25, 0.3333, 0.5, 0.618, 0.75, 0.9, 0.97, 0.999,
  ]

  /// Counts at which the inverse of the incomplete beta function gives up have their intervals too.
  @Test(arguments: [1_000_000_000_000, 9_000_000_000_000_000])
  func countsOfAnySizeHaveAnInterval(trials: Int) {
    for successes in [
      3_000_000_000, 3_100_000_000, 4_000_000_000, 10_000_000_000, 77_000_000_000, 400_000_000_000,
      500_000_000_000, 999_000_000_000, 1_000_000_000_000,
    ] where successes < trials {
      for level in [0.5, 0.9, 0.95, 0.99, 1 - 5.7e-7] {
        let interval = BinomialInterval.fixedTrials(
          successes: successes, trials: trials, level: level)
        let share = Double(successes) / Double(trials)
        let half =
          SpecialFunctions.normalHalfWidth(level: level)
          * (share * (1 - share) / Double(trials)).squareRoot()
        for end in [share - interval.low, interval.high - share] {
          #expect(
            abs(end / half - 1) < 1e-3,
            "\(successes) of \(trials) at \(level): \(interval), normal half width \(half)")
        }
        let stopped = BinomialInterval.fixedErrors(
          errors: successes, trials: trials, level: level)
        #expect(stopped.low <= share && share <= stopped.high, "\(successes) of \(trials)")
      }
    }
  }

  /// Where the inverse works, the expansion agrees with it: in standard deviations.
  @Test func theExpansionAgreesWithTheInverse() {
    for (a, b) in [(1e6, 1e6), (1e6, 1e9), (3e9, 1e12), (1e9, 1e6), (5e7, 5e7)] {
      let deviation = (a * b / (a + b) / (a + b) / (a + b + 1)).squareRoot()
      for tail in [0.25, 0.025, 1e-6] {
        let z = SpecialFunctions.normalLowerInverse(tail)
        let low = SpecialFunctions.betaLowerInverse(a: a, b: b, probability: tail)
        let high = SpecialFunctions.betaUpperInverse(a: a, b: b, probability: tail)
        let found = [
          BinomialInterval.expanded(a: a, b: b, z: z) - low,
          BinomialInterval.expanded(a: a, b: b, z: -z) - high,
        ]
        #expect(
          found.allSatisfy { abs($0) < 1e-6 * deviation }, "\(a), \(b), \(tail): \(found)")
      }
    }
  }

  @Test func fixedTrialsAgreesWithReferences() {
    // scipy.stats.binomtest(3, 100).proportion_ci(.95, 'exact')
    let few = BinomialInterval.fixedTrials(successes: 3, trials: 100, level: 0.95)
    #expect(relativeError(few.low, 0.006229971538306227) < 1e-12)
    #expect(relativeError(few.high, 0.08517605297428028) < 1e-12)
    #expect(few.level == 0.95)
    // mpmath, 30 digits: roots of the binomial tails; SciPy 1.17.1 gives a wrong low end, 2.0e-12.
    let rare = BinomialInterval.fixedTrials(successes: 7, trials: 1_000_000_000_000, level: 0.95)
    #expect(relativeError(rare.low, 2.8143630515243488e-12) < 1e-10)
    #expect(relativeError(rare.high, 14.422675361648852e-12) < 1e-10)
  }

  @Test func zeroAndAllAreIntervals() {
    // scipy.stats.binomtest(0, 1000).proportion_ci(.99, 'exact')
    let none = BinomialInterval.fixedTrials(successes: 0, trials: 1000, level: 0.99)
    #expect(none.low == 0)
    #expect(relativeError(none.high, 0.005284306039498009) < 1e-12)
    let all = BinomialInterval.fixedTrials(successes: 1000, trials: 1000, level: 0.99)
    #expect(relativeError(all.low, 0.994715693960502) < 1e-14)
    #expect(all.high == 1)
  }

  @Test func noTrialsTellNothing() {
    let unknown = Interval(low: 0, high: 1, level: 0.9)
    #expect(BinomialInterval.fixedTrials(successes: 0, trials: 0, level: 0.9) == unknown)
  }

  @Test(arguments: [1, 2, 5, 20, 60], [0.5, 0.95, 0.999])
  func fixedTrialsCoversAtLeastAtTheLevel(trials: Int, level: Double) {
    let intervals = (0...trials).map {
      BinomialInterval.fixedTrials(successes: $0, trials: trials, level: level)
    }
    // The grid and, where coverage is lowest, just outside the ends of every interval.
    let edges = intervals.flatMap { [$0.low.nextDown, $0.high.nextUp] }.filter { $0 > 0 && $0 < 1 }
    for p in Self.probabilities + edges {
      let probabilities = binomialProbabilities(trials: trials, p: p)
      let below = (0...trials).filter { intervals[$0].low > p }.map { probabilities[$0] }
      let above = (0...trials).filter { intervals[$0].high < p }.map { probabilities[$0] }
      let tail = (1 - level) / 2 + 1e-10
      #expect(below.reduce(0, +) <= tail, "n \(trials), p \(p)")
      #expect(above.reduce(0, +) <= tail, "n \(trials), p \(p)")
    }
    // Not wider than it must be: at each end the tail is used up.
    for successes in 1...trials {
      let low = intervals[successes].low
      let tail = binomialProbabilities(trials: trials, p: low)[successes...].reduce(0, +)
      #expect(relativeError(tail, (1 - level) / 2) < 1e-9, "n \(trials), k \(successes)")
    }
  }

  @Test func fixedErrorsAgreesWithSciPy() {
    // scipy.stats.beta.ppf(.025, 3, 98), scipy.stats.beta.isf(.025, 3, 97)
    let few = BinomialInterval.fixedErrors(errors: 3, trials: 100, level: 0.95)
    #expect(relativeError(few.low, 0.006229971538306395) < 1e-12)
    #expect(relativeError(few.high, 0.07107612246187753) < 1e-12)
    // scipy.stats.beta.ppf(.005, 1, 1000), scipy.stats.beta.isf(.005, 1, 999)
    let one = BinomialInterval.fixedErrors(errors: 1, trials: 1000, level: 0.99)
    #expect(relativeError(one.low, 5.012529260777506e-06) < 1e-12)
    #expect(relativeError(one.high, 0.00528958162053871) < 1e-12)
    // scipy.stats.beta.ppf(.025, 4, 1)
    let every = BinomialInterval.fixedErrors(errors: 4, trials: 4, level: 0.95)
    #expect(relativeError(every.low, 0.39763536438352531) < 1e-12)
    #expect(every.high == 1)
  }

  @Test(arguments: [1, 2, 3, 10], [0.5, 0.95, 0.999])
  func fixedErrorsCoversAtLeastAtTheLevel(errors: Int, level: Double) {
    for p in Self.probabilities where p >= 0.013 {
      var below = 0.0
      var above = 0.0
      for (trials, probability) in stoppingProbabilities(errors: errors, p: p) {
        let interval = BinomialInterval.fixedErrors(errors: errors, trials: trials, level: level)
        if interval.low > p { below += probability }
        if interval.high < p { above += probability }
      }
      let tail = (1 - level) / 2 + 1e-10
      #expect(below <= tail, "r \(errors), p \(p)")
      #expect(above <= tail, "r \(errors), p \(p)")
    }
    // Not wider than it must be: at each end the tail is used up.
    for trials in [errors + 1, errors + 4, errors + 30] {
      let interval = BinomialInterval.fixedErrors(errors: errors, trials: trials, level: level)
      let early = stoppingProbabilities(
        errors: errors, p: interval.low, through: trials
      ).map(\.probability).reduce(0, +)
      #expect(relativeError(early, (1 - level) / 2) < 1e-9, "r \(errors), n \(trials)")
      let late = stoppingProbabilities(
        errors: errors, p: interval.high, through: trials - 1
      ).map(\.probability).reduce(0, +)
      #expect(relativeError(1 - late, (1 - level) / 2) < 1e-9, "r \(errors), n \(trials)")
    }
  }

  @Test func theStopRuleMatters() {
    let trials = BinomialInterval.fixedTrials(successes: 3, trials: 100, level: 0.95)
    let errors = BinomialInterval.fixedErrors(errors: 3, trials: 100, level: 0.95)
    #expect(relativeError(errors.low, trials.low) < 1e-14)
    #expect(errors.high < trials.high)
  }

  @Test(arguments: [2, 3, 10], [0.03, 0.4, 0.9])
  func estimateAfterFixedErrorsIsUnbiased(errors: Int, p: Double) throws {
    var expected = 0.0
    var expectedRatio = 0.0
    for (trials, probability) in stoppingProbabilities(errors: errors, p: p) {
      let estimate = BinomialInterval.fixedErrorsEstimate(errors: errors, trials: trials)
      expected += try probability * #require(estimate)
      expectedRatio += probability * Double(errors) / Double(trials)
    }
    #expect(relativeError(expected, p) < 1e-10)
    #expect(expectedRatio > 1.004 * p, "the plain ratio is biased upwards")
  }

  @Test func oneErrorHasNoUnbiasedRatio() {
    #expect(BinomialInterval.fixedErrorsEstimate(errors: 1, trials: 1) == nil)
    #expect(BinomialInterval.fixedErrorsEstimate(errors: 1, trials: 50) == nil)
    #expect(BinomialInterval.fixedErrorsEstimate(errors: 2, trials: 2) == 1)
  }

  /// Returns the probabilities that the last of `errors` errors comes at each trial up to a limit, or
  /// until what is left is negligible.
  private func stoppingProbabilities(
    errors: Int, p: Double, through limit: Int = 100_000
  ) -> [(trials: Int, probability: Double)] {
    var probability = 1.0
    for _ in 0..<errors { probability *= p }
    var trials = errors
    var total = 0.0
    var result: [(trials: Int, probability: Double)] = []
    while trials <= limit && (total < 0.5 || probability > 1e-20) {
      result.append((trials, probability))
      total += probability
      probability *= Double(trials) / Double(trials - errors + 1) * (1 - p)
      trials += 1
    }
    return result
  }
}
