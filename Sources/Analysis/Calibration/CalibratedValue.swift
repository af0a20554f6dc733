package import Statistics

/// A number of a calibration with its interval.
package struct CalibratedValue: Equatable, Sendable {
  /// The estimate; nil where the draws give none.
  package let estimate: Double?
  /// Interval at its stated level.
  package let interval: Interval

  /// Makes the value.
  package init(estimate: Double?, interval: Interval) {
    self.estimate = estimate
    self.interval = interval
  }
}
