/// The exact test of a count of successes against a known probability.
///
/// The probability comes with its complement, so that a success rate of 1 - 1e-12 keeps its digits.
/// Holds for any number of trials; at worst a tail's relative error grows as 1e-16 a trial.
package enum BinomialTest {
  /// Returns the two-sided p-value: twice the smaller tail, at most 1.
  ///
  /// - Parameters:
  ///   - successes: What was counted; count, range [0, trials].
  ///   - trials: Trials made; count, at least 0, exact to 2^53.
  ///   - probability: Probability of a success under the null; unit 1, range [0, 1].
  ///   - complement: `1 - probability`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: The p-value; unit 1, range [0, 1]; exactly 0 for an impossible count.
  /// - Source: The test that the Clopper-Pearson interval inverts (Clopper and Pearson 1934).
  package static func pValue(
    successes: Int, trials: Int, probability: Double, complement: Double
  ) -> Double {
    let lower = lowerTail(
      successes: successes, trials: trials, probability: probability, complement: complement)
    let upper = upperTail(
      successes: successes, trials: trials, probability: probability, complement: complement)
    return min(1, 2 * min(lower, upper))
  }

  /// Returns the two-sided p-value of the trial at which a wanted success ended the sampling.
  ///
  /// - Parameters:
  ///   - successes: Successes wanted, the last trial being one; count, range [1, trials].
  ///   - trials: Trials that it took; count, exact to 2^53.
  ///   - probability: Probability of a success under the null; unit 1, range [0, 1].
  ///   - complement: `1 - probability`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: Twice the smaller of `P(N <= n)` and `P(N >= n)`, at most 1; unit 1.
  /// - Source: The trial comes by n when n trials hold the successes, and not before when n − 1 do not.
  package static func inversePValue(
    successes: Int, trials: Int, probability: Double, complement: Double
  ) -> Double {
    let early = upperTail(
      successes: successes, trials: trials, probability: probability, complement: complement)
    let late = lowerTail(
      successes: successes - 1, trials: trials - 1, probability: probability,
      complement: complement)
    return min(1, 2 * min(early, late))
  }

  /// Returns the probability of at most this many successes.
  ///
  /// - Parameters:
  ///   - successes: Greatest count `k` included; count, range [0, trials].
  ///   - trials: Trials `n` made; count, at least 0, exact to 2^53.
  ///   - probability: Probability of a success; unit 1, range [0, 1].
  ///   - complement: `1 - probability`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: `P(X <= k)`; unit 1, range [0, 1].
  /// - Source: DLMF 8.17.5, `P(X <= k) = I_(1-p)(n - k, k + 1)`.
  package static func lowerTail(
    successes: Int, trials: Int, probability: Double, complement: Double
  ) -> Double {
    // At most k successes is at least n - k failures.
    upperTail(
      successes: trials - successes, trials: trials, probability: complement,
      complement: probability)
  }

  /// Returns the probability of at least this many successes.
  ///
  /// - Parameters:
  ///   - successes: Least count `k` included; count, range [0, trials].
  ///   - trials: Trials `n` made; count, at least 0, exact to 2^53.
  ///   - probability: Probability of a success; unit 1, range [0, 1].
  ///   - complement: `1 - probability`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: `P(X >= k)`; unit 1, range [0, 1].
  /// - Source: DLMF 8.17.5, `P(X >= k) = I_p(k, n - k + 1)`.
  package static func upperTail(
    successes: Int, trials: Int, probability: Double, complement: Double
  ) -> Double {
    precondition(
      successes >= 0 && successes <= trials,
      "successes are in [0, trials], got \(successes) of \(trials)")
    precondition(
      probability >= 0 && complement >= 0 && abs(probability + complement - 1) <= 1e-9,
      "probability and complement add to 1, got \(probability) and \(complement)")
    if successes == 0 { return 1 }
    return SpecialFunctions.betaLower(
      a: Double(successes), b: Double(trials - successes) + 1, x: probability,
      complement: complement)
  }
}
