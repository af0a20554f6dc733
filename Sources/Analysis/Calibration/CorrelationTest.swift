package import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Tests of the correlation of right and wrong within a step, for any law of the steps' success rates.
///
/// A step with n valid draws, x of them right, has the share of right `y = x/n` and the share of
/// pairs, of one right and one wrong, `a = x(n − x)/(n(n − 1))`.  With mean success p and correlation ρ
/// their means are p and `(1 − ρ)p(1 − p)`, so `z = a − (1 − ρ)(y(1 − 2p) + p²)` has mean 0; and z does not
/// change with p where y is near p.  Its mean is judged as that of any bounded value.  The interval puts
/// in estimates of p for p itself, so its level is approximate; `calibrate --coverage` measures it.  Two draws
/// identify p and ρ and nothing else.
package struct CorrelationTest: Sendable {
  private struct Cell {
    var right: Double
    var mixed: Double
    var steps: Int
  }

  private let cells: [Cell]
  private let possible: [Cell]
  /// Share of right over the steps with two valid draws or more.
  private let successes: BoundedMean

  /// Takes the steps with two valid draws or more.
  package init(_ draws: LabelledDraws) {
    func cell(_ right: Int, of valid: Int, steps: Int) -> Cell {
      let (x, n) = (Double(right), Double(valid))
      return Cell(right: x / n, mixed: x * (n - x) / (n * (n - 1)), steps: steps)
    }
    let paired = draws.groups.filter { $0.counts.valid >= 2 }
    var merged: [[Int]: Int] = [:]
    for group in paired {
      merged[[group.counts.valid, group.counts.right], default: 0] += group.steps
    }
    let keys = merged.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    cells = keys.map { cell($0[1], of: $0[0], steps: merged[$0] ?? 0) }
    possible = Set(keys.map { $0[0] }).sorted().flatMap { valid in
      (0...valid).map { cell($0, of: valid, steps: 0) }
    }
    successes = draws.mean { $0.valid >= 2 ? Double($0.right) / Double($0.valid) : nil }
  }

  /// The estimate of ρ, moved into [0, 1]; nil where all draws are right, all are wrong or one step is
  /// all there is.
  package var estimate: Double? {
    guard let mean = successes.mean, let error = successes.standardError else { return nil }
    // The product of an estimate with its complement is too small by its variance.
    let product = mean * (1 - mean) + error * error
    let mixed = cells.reduce(0) { $0 + $1.mixed * Double($1.steps) } / Double(successes.count)
    return product > 0 ? min(1, max(0, 1 - mixed / product)) : nil
  }

  /// Returns how well the draws go with a correlation of at least this.
  ///
  /// - Parameters:
  ///   - correlation: ρ under the null; unit 1, range [0, 1].
  ///   - success: Mean success p; unit 1, range [0, 1].
  /// - Returns: The p-value; unit 1, falling in ρ.
  package func pValue(atLeast correlation: Double, success: Double) -> Double {
    let z = means(correlation, success)
    return z.pValue(atMost: 0)
  }

  /// Returns how well the draws go with a correlation of at most this.
  ///
  /// - Parameters:
  ///   - correlation: ρ under the null; unit 1, range [0, 1].
  ///   - success: Mean success p; unit 1, range [0, 1].
  /// - Returns: The p-value; unit 1, rising in ρ.
  package func pValue(atMost correlation: Double, success: Double) -> Double {
    let z = means(correlation, success)
    return z.pValue(atLeast: 0)
  }

  /// Returns the interval for ρ whatever the mean success.
  ///
  /// The tests are made at the estimated success and one standard error to either side of it, where
  /// the product of an estimate with its complement is unbiased; the widest range counts.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: The interval, within [0, 1]; [0, 0] where draws agree less than independent ones do.
  package func interval(level: Double) -> Interval {
    let range = range(successes: likelySuccesses, tail: (1 - level) / 2) ?? 0...0
    return Interval(low: range.lowerBound, high: range.upperBound, level: level)
  }

  /// Whether the interval for ρ at this level ends below a correlation.
  package func excludes(atLeast correlation: Double, level: Double) -> Bool {
    !cells.isEmpty
      && likelySuccesses.allSatisfy {
        pValue(atLeast: correlation, success: $0) <= (1 - level) / 2
      }
  }

  /// Whether the interval for ρ at this level begins above 0.
  package func detects(level: Double) -> Bool {
    !cells.isEmpty
      && likelySuccesses.allSatisfy { pValue(atMost: 0, success: $0) <= (1 - level) / 2 }
  }

  private var likelySuccesses: [Double] {
    guard let mean = successes.mean else { return [0.5] }
    let error = successes.standardError ?? 0
    return [mean, max(0, mean - error), min(1, mean + error)]
  }

  private func range(successes: [Double], tail: Double) -> ClosedRange<Double>? {
    if cells.isEmpty { return 0...1 }
    func mayBeAsHigh(_ correlation: Double) -> Bool {
      successes.contains { pValue(atLeast: correlation, success: $0) > tail }
    }
    func mayBeAsLow(_ correlation: Double) -> Bool {
      successes.contains { pValue(atMost: correlation, success: $0) > tail }
    }
    guard mayBeAsHigh(0) else { return nil }
    let high = Bisection.boundary(from: 0, to: 1, tolerance: 1e-7, where: mayBeAsHigh)
    guard mayBeAsLow(1) else { return high...high }
    let low = Bisection.boundary(from: 1, to: 0, tolerance: 1e-7, where: mayBeAsLow)
    return min(low, high)...high
  }

  private func means(_ correlation: Double, _ success: Double) -> BoundedMean {
    func z(_ cell: Cell) -> Double {
      cell.mixed
        - (1 - correlation) * (cell.right * (1 - 2 * success) + success * success)
    }
    let bounds = possible.map(z)
    return BoundedMean(
      cells.map(z), counts: cells.map(\.steps), least: bounds.min() ?? 0,
      greatest: bounds.max() ?? 0)
  }
}
