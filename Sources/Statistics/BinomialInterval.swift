/// Intervals for a probability from counts, by the rule that ended the sampling.
///
/// Stopping at the r-th error is not the same as stopping at the n-th trial: the same two counts give
/// different exact intervals and different unbiased estimates.
package enum BinomialInterval {
  /// Returns the exact interval when the number of trials was fixed beforehand.
  ///
  /// Each end has a tail of at most `(1 - level) / 2`, so coverage is never below the level. No
  /// success, or nothing but successes, still gives an interval; no trials give [0, 1].
  ///
  /// - Parameters:
  ///   - successes: What was counted; count, range [0, trials].
  ///   - trials: Trials made; count, at least 0, exact to 2^53.
  ///   - level: Confidence level; unit 1, range (0, 1).
  /// - Returns: An interval for the probability of a success; unit 1, within [0, 1].
  /// - Source: Clopper and Pearson 1934, Biometrika 26; beta form in Brown, Cai and DasGupta 2001,
  ///   Statistical Science 16, section 4.2.1.
  package static func fixedTrials(successes: Int, trials: Int, level: Double) -> Interval {
    precondition(
      successes >= 0 && successes <= trials,
      "successes are in [0, trials], got \(successes) of \(trials)")
    let tail = (1 - level) / 2
    let hits = Double(successes)
    let misses = Double(trials - successes)
    let low =
      successes == 0
      ? 0 : lowEnd(a: hits, b: misses + 1, tail: tail)
    let high =
      successes == trials
      ? 1 : highEnd(a: hits + 1, b: misses, tail: tail)
    return Interval(low: low, high: high, level: level)
  }

  /// Returns the exact interval when sampling stopped at a fixed number of errors.
  ///
  /// The last trial was an error, so its number `n` is what chance decides. The lower end solves
  /// `P(N <= n) = tail`, the upper end `P(N >= n) = tail`; coverage is never below the level.
  ///
  /// - Parameters:
  ///   - errors: Errors `r` that ended the sampling; count, at least 1.
  ///   - trials: Trials `n` up to and including the last error; count, at least `errors`.
  ///   - level: Confidence level; unit 1, range (0, 1).
  /// - Returns: An interval for the probability of an error; unit 1, within [0, 1].
  /// - Source: Inverse binomial sampling, Haldane 1945, Biometrika 33; the ends invert
  ///   `P(N <= n) = I_p(r, n - r + 1)` and `P(N >= n) = 1 - I_p(r, n - r)`.
  package static func fixedErrors(errors: Int, trials: Int, level: Double) -> Interval {
    precondition(
      errors >= 1 && errors <= trials, "errors are in [1, trials], got \(errors) of \(trials)")
    let tail = (1 - level) / 2
    let hits = Double(errors)
    let misses = Double(trials - errors)
    let low = lowEnd(a: hits, b: misses + 1, tail: tail)
    let high =
      errors == trials
      ? 1 : highEnd(a: hits, b: misses, tail: tail)
    return Interval(low: low, high: high, level: level)
  }

  /// Returns the unbiased estimate of a probability when sampling stopped at a number of errors.
  ///
  /// - Parameters:
  ///   - errors: Errors that ended the sampling; count, at least 1.
  ///   - trials: Trials up to and including the last error; count, at least `errors`.
  /// - Returns: `(errors - 1) / (trials - 1)`; unit 1, range [0, 1]. Nothing for a single error, where
  ///   that ratio is biased.
  /// - Source: Haldane 1945, Biometrika 33.
  package static func fixedErrorsEstimate(errors: Int, trials: Int) -> Double? {
    precondition(
      errors >= 1 && errors <= trials, "errors are in [1, trials], got \(errors) of \(trials)")
    return errors >= 2 ? Double(errors - 1) / Double(trials - 1) : nil
  }

  private static func lowEnd(a: Double, b: Double, tail: Double) -> Double {
    let end = SpecialFunctions.betaLowerInverse(a: a, b: b, probability: tail)
    return end.isNaN ? expanded(a: a, b: b, z: SpecialFunctions.normalLowerInverse(tail)) : end
  }

  private static func highEnd(a: Double, b: Double, tail: Double) -> Double {
    let end = SpecialFunctions.betaUpperInverse(a: a, b: b, probability: tail)
    return end.isNaN ? expanded(a: a, b: b, z: -SpecialFunctions.normalLowerInverse(tail)) : end
  }

  /// A quantile of the beta law from its first four moments.
  ///
  /// Boost's inverse gives up on some shapes that are both above about 1e9, where this is off by less than
  /// 1e-9 standard deviations.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, large.
  ///   - b: Second shape; unit 1, large.
  ///   - z: Quantile of the normal law for the same tail; standard deviations.
  /// - Returns: The quantile; unit 1, range [0, 1].
  /// - Source: Cornish and Fisher 1938, Revue de l'Institut International de Statistique 5, to the term
  ///   of the fourth moment.
  static func expanded(a: Double, b: Double, z: Double) -> Double {
    let n = a + b
    let spread = (a / n * (b / n) / (n + 1)).squareRoot()
    let skew = 2 * (b - a) / (n + 2) * ((n + 1) / a / b).squareRoot()
    let excess =
      6 * ((a - b) * (a - b) / a / b * (n + 1) - (n + 2)) / (n + 2) / (n + 3)
    let cube = z * z * z
    let score =
      z + (z * z - 1) * skew / 6 + (cube - 3 * z) * excess / 24
      - (2 * cube - 5 * z) * skew * skew / 36
    return min(1, max(0, a / n + spread * score))
  }
}
