package import Statistics

/// A number found by sampling, with its interval and, where one is known, the exact value.
package struct Estimate: Equatable, Sendable {
  /// The estimate.
  package var value: Double
  /// Interval at its stated level; nil where the stop rule allows none.
  package var interval: Interval?
  /// The exact value; nil where none is known.
  package var exact: Double?
  /// (estimate − exact) / standard error under the exact value; nil without one.
  package var z: Double?

  package init(value: Double, interval: Interval? = nil, exact: Double? = nil, z: Double? = nil) {
    self.value = value
    self.interval = interval
    self.exact = exact
    self.z = z
  }
}

/// How a failure rate was estimated; the stop rule decides.
package enum Estimator: String, Sendable {
  /// Failures over trials, with the exact interval of Clopper and Pearson.
  case binomial
  /// (failures − 1)/(trials − 1), exact interval; sampling ended at a failure.
  case inverseBinomial = "inverse_binomial"
  /// The same after a rule on the half-width, where its interval is approximate.
  case inverseBinomialApproximate = "inverse_binomial_approximate"
}
