package import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Which mean success and correlation labelled draws leave possible, if step success is Beta-distributed.
///
/// A pair is possible where the likelihood is at most `2/(1 − level)` times less than the greatest.  For
/// one parameter of an exponential family Chernoff's inequality makes that cover however few the errors
/// are, where the usual quantile of chi-square does not: no error in n draws excludes an error rate
/// above 3.7/n, not 1.9/n.  The pair here is two parameters and a Beta-binomial law no such family, so
/// for it the rule is a choice: wider than the 95 % quantile of chi-square for two, 7.4 against 6.0.  Its
/// coverage is measured by `calibrate --coverage`, not proved.
package struct BetaRegion: Sendable {
  /// Confidence level that the region is made for; unit 1, range (0, 1).
  package let level: Double
  /// The likeliest correlation; unit 1, range [0, 1].
  package let likeliestCorrelation: Double
  /// The likeliest mean success; unit 1, range [0, 1].
  package let likeliestSuccess: Double
  /// The correlations of the region; unit 1, range [0, 1].
  package let correlation: Interval
  private let likelihood: BetaBinomialLikelihood
  private let least: Double

  /// Makes the region.
  ///
  /// - Parameters:
  ///   - draws: The labelled draws.
  ///   - level: Confidence level; unit 1, range (0, 1).
  package init(_ draws: LabelledDraws, level: Double) {
    let likelihood = Self.likelihood(draws)
    let peak = likelihood.likeliestCorrelation
    let least = likelihood.profile(correlation: peak) + log((1 - level) / 2)
    func isPossible(_ correlation: Double) -> Bool {
      likelihood.profile(correlation: correlation) >= least
    }
    self.level = level
    self.likelihood = likelihood
    self.least = least
    likeliestCorrelation = peak
    likeliestSuccess = likelihood.likeliestMean(correlation: peak)
    correlation = Interval(
      low: Bisection.boundary(from: peak, to: 0, tolerance: 1e-7, where: isPossible),
      high: Bisection.boundary(from: peak, to: 1, tolerance: 1e-7, where: isPossible), level: level)
  }

  /// Whether a correlation is outside the region's, without looking for its ends.
  ///
  /// - Parameters:
  ///   - correlation: ρ; unit 1, range [0, 1].
  ///   - draws: The labelled draws.
  ///   - level: Confidence level; unit 1, range (0, 1).
  ///   - isAbove: Whether to ask if it is above the greatest, else if it is below the least.
  /// - Returns: Whether it is.
  static func isBeyond(
    _ correlation: Double, of draws: LabelledDraws, level: Double, isAbove: Bool
  ) -> Bool {
    let likelihood = likelihood(draws)
    let peak = likelihood.likeliestCorrelation
    guard isAbove ? correlation > peak : correlation < peak else { return false }
    return likelihood.profile(correlation: correlation)
      < likelihood.profile(correlation: peak) + log((1 - level) / 2)
  }

  private static func likelihood(_ draws: LabelledDraws) -> BetaBinomialLikelihood {
    BetaBinomialLikelihood(
      draws.groups.map { ($0.counts.right, $0.counts.wrong, $0.steps) })
  }

  /// Whether the region holds a pair.
  package func contains(success: Double, correlation: Double) -> Bool {
    likelihood.logarithm(mean: success, correlation: correlation) >= least
  }

  /// The ends of the region at some correlations that span it: least and greatest mean success.
  ///
  /// - Parameter count: How many correlations; at least 2.
  /// - Returns: Pairs on the boundary, denser where the correlation is small.
  package func boundary(count: Int = 33) -> [(success: Double, correlation: Double)] {
    let span = correlation.high - correlation.low
    return (0..<count).flatMap { index in
      let share = Double(index) / Double(count - 1)
      let rho = min(correlation.high, correlation.low + span * share * share)
      let peak = likelihood.likeliestMean(correlation: rho)
      return [0.0, 1.0].map { end in
        let success = Bisection.boundary(from: peak, to: end) {
          contains(success: $0, correlation: rho)
        }
        return (success, rho)
      }
    }
  }
}
