import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The race of two candidates at a margin, as functions of the log-odds x = ln(p/(1 − p)) of a vote.
///
/// - Source: arXiv 2511.09030, Eq. 9 and 16, with p = 1/(1 + e^(−x)).
package struct LogitRace: Sendable {
  /// Margin k; votes, at least 1.
  package let margin: Int
  private let k: Double

  /// Makes the race.
  ///
  /// - Parameter margin: Margin k; votes, at least 1.
  package init(margin: Int) {
    self.margin = margin
    k = Double(margin)
  }

  /// Log-odds of a right vote, infinite where votes are all right or all wrong.
  ///
  /// - Parameter rate: Error rate of a vote; unit 1, range [0, 1].
  /// - Returns: The log-odds x; natural.
  package static func logOdds(errorRate rate: Double) -> Double { log1p(-rate) - log(rate) }

  /// Probability that the wrong candidate wins, 1/(1 + e^(kx)); unit 1.
  ///
  /// - Parameter x: Log-odds of a right vote.
  /// - Returns: The probability.
  package func wrong(_ x: Double) -> Double { 1 / (1 + exp(k * x)) }

  /// Logarithm of that probability; natural.
  func logWrong(_ x: Double) -> Double { -softplus(k * x) }

  /// Slope of the logarithm; per unit of x.
  func logWrongSlope(_ x: Double) -> Double { -k / (1 + exp(-k * x)) }

  /// Expected votes, k·tanh(kx/2)/tanh(x/2); votes.
  ///
  /// - Parameter x: Log-odds of a right vote.
  /// - Returns: The mean.
  package func meanVotes(_ x: Double) -> Double {
    x == 0 ? k * k : k * (tanh(k * x / 2) / tanh(x / 2))
  }

  /// Variance of the votes; votes².
  func varianceVotes(_ x: Double) -> Double {
    let odds = exp(-abs(x))
    return DecisiveVotes.variance(
      margin: margin, beta: abs(x) / 2, drift: tanh(abs(x) / 2),
      product: odds / ((1 + odds) * (1 + odds)))
  }
}

/// ln(1 + e^x), right at both ends.
func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
