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
  /// Failures over trials, with the exact interval of Clopper and Pearson; also where a rule on
  /// failures met its limit first.
  case binomial
  /// (failures − 1)/(trials − 1), exact interval; sampling ended at the wanted failure.  Together with
  /// `binomial` at the limit it is unbiased, and the interval covers at least at its level.
  case inverseBinomial = "inverse_binomial"
  /// The same after a rule on the half-width, where neither holds.
  ///
  /// By exact summation over p from .005 to .99 and half-widths from .1 to .99, a 95 % interval covers
  /// at least 91.7 %, and at 99.99 % it misses at most 1.5 times as often as it says.  The rule's
  /// half-width is 0 after two failures in two trials: that alone makes the estimate up to 27 % too
  /// high, for p between .3 and .6.
  case inverseBinomialApproximate = "inverse_binomial_approximate"
}
