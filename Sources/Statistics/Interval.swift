/// A closed interval that covers an unknown number at a confidence level.
package struct Interval: Equatable, Sendable {
  /// Lower end; unit of the estimated number, at most `high`, may be minus infinity.
  package let low: Double
  /// Upper end; unit of the estimated number, at least `low`, may be infinity.
  package let high: Double
  /// Probability that an interval made this way covers the number; unit 1, range (0, 1).
  package let level: Double

  /// Makes an interval from its ends.
  ///
  /// - Parameters:
  ///   - low: Lower end; unit of the estimated number, at most `high`.
  ///   - high: Upper end; unit of the estimated number.
  ///   - level: Confidence level; unit 1, range (0, 1).
  package init(low: Double, high: Double, level: Double) {
    precondition(low <= high, "an interval needs low <= high, got \(low) and \(high)")
    precondition(level > 0 && level < 1, "a confidence level is in (0, 1), got \(level)")
    self.low = low
    self.high = high
    self.level = level
  }

  /// Tells whether a value lies in the interval, ends included.
  ///
  /// - Parameter value: The value; unit of the estimated number. NaN is in no interval.
  /// - Returns: Whether `low <= value <= high`.
  package func contains(_ value: Double) -> Bool {
    low <= value && value <= high
  }
}
