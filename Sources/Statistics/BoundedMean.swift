/// What independent, alike values within known bounds tell about their expected value.
///
/// The values are weighed by the gaps between uniform numbers, with the bound itself as one value more;
/// a quantile of that weighed mean is the end of an interval.  It uses how much the values scatter, so
/// it is about as narrow as Student's, yet it never vanishes: for values that are 0 or 1 it is
/// the exact interval of Clopper and Pearson.  That it covers for every law of the values is proved for
/// two-valued laws and conjectured in general.
///
/// - Source: Gaffke 2005, "Three test statistics for a nonparametric one-sided hypothesis on the mean of
///   a nonnegative variable", Mathematical Methods of Statistics 14; Learned-Miller and Thomas 2019,
///   arXiv 1905.06208.
package struct BoundedMean: Equatable, Sendable {
  /// Values that occurred, each once, rising; from `least` to `greatest`.
  package let values: [Double]
  /// How often each occurred; count, at least 1.
  package let counts: [Int]
  /// Least value that is possible; unit of the values.
  package let least: Double
  /// Greatest value that is possible; unit of the values.
  package let greatest: Double

  /// Makes it of values that may occur several times.
  ///
  /// - Parameters:
  ///   - values: Values; within the bounds.
  ///   - counts: How often each occurred; count, at least 0.
  ///   - least: Least value that is possible.
  ///   - greatest: Greatest value that is possible; at least `least`.
  /// - Shape: `values[index]`, `counts[index]`.
  package init(_ values: [Double], counts: [Int], least: Double = 0, greatest: Double = 1) {
    precondition(values.count == counts.count, "a count for each value")
    precondition(
      least <= greatest && values.allSatisfy { $0 >= least && $0 <= greatest },
      "values are in [\(least), \(greatest)], got \(values)")
    var merged: [Double: Int] = [:]
    for (value, count) in zip(values, counts) where count > 0 { merged[value, default: 0] += count }
    self.values = merged.keys.sorted()
    self.counts = self.values.map { merged[$0] ?? 0 }
    self.least = least
    self.greatest = greatest
  }

  /// How many values there are; count.
  package var count: Int { counts.reduce(0, +) }

  /// Arithmetic mean; nil without values.
  package var mean: Double? {
    count == 0 ? nil : zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(count)
  }

  /// Standard error of the mean from the scatter of the values; nil below two values.
  package var standardError: Double? {
    guard let mean, count >= 2 else { return nil }
    let squares = zip(values, counts).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
    }
    return (squares / Double(count - 1) / Double(count)).squareRoot()
  }

  /// Returns how well the values go with an expected value that is at least this.
  ///
  /// - Parameter value: Expected value under the null.
  /// - Returns: The p-value; unit 1, range [0, 1].
  package func pValue(atLeast value: Double) -> Double {
    GammaSum.probabilityAboveZero(
      weights: values.map { $0 - value } + [greatest - value], shapes: counts.map(Double.init) + [1]
    )
  }

  /// Returns how well the values go with an expected value that is at most this.
  ///
  /// - Parameter value: Expected value under the null.
  /// - Returns: The p-value; unit 1, range [0, 1].
  package func pValue(atMost value: Double) -> Double {
    GammaSum.probabilityAboveZero(
      weights: values.map { value - $0 } + [value - least], shapes: counts.map(Double.init) + [1])
  }

  /// Returns the interval for the expected value.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1); each tail has half of the rest.
  /// - Returns: The interval, within the bounds; the bounds themselves without values.
  package func interval(level: Double) -> Interval {
    let tail = (1 - level) / 2
    guard let mean else { return Interval(low: least, high: greatest, level: level) }
    // P-values fall from 1/2 or more at the mean to less than the tail beyond the end.
    let low = Bisection.boundary(from: mean, to: least) { pValue(atMost: $0) > tail }
    let high = Bisection.boundary(from: mean, to: greatest) { pValue(atLeast: $0) > tail }
    return Interval(low: low, high: high, level: level)
  }
}
