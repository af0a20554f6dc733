package import Statistics

/// A number found by sampling, with its interval and, where one is known, the exact value.
package struct Estimate: Equatable, Sendable {
  /// The estimate; unit of what is estimated.
  package var value: Double
  /// Interval at its stated level; nil where the stop rule allows none.
  package var interval: Interval?
  /// The exact value, in the unit of the estimate; nil where none is known.
  package var exact: Double?
  /// (estimate − exact) / standard error under the exact value; unit 1, nil without one.
  package var z: Double?

  /// Takes a number; see the properties.
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
  /// The rule looks from the thirtieth failure on.  By exact summation at half-widths of .1 and .5, a
  /// 95 % interval then covers at least 94.4 %, and the estimate is at most 1.7 % too high.
  case inverseBinomialApproximate = "inverse_binomial_approximate"
  /// Mean likelihood ratio of the wrong ones among tilted races, with an interval that needs no limit
  /// theorem.
  case likelihoodRatio = "likelihood_ratio"
}
