/// Pearson's test of counts in cells against known probabilities.
///
/// The distribution of the statistic is approximate, so cells with few expected counts are pooled
/// before the test; the pooling looks at expected counts only, never at what was observed.
package struct ChiSquareTest: Equatable, Sendable {
  /// Least expected count of a cell that stands alone; count.
  package static let leastExpected = 5.0

  /// Sum over pooled cells of `(observed - expected)² / expected`; unit 1, at least 0.
  ///
  /// Infinite when a cell of probability 0 was hit.
  package let statistic: Double
  /// Pooled cells less one; count, at least 1.
  package let degreesOfFreedom: Int

  /// Compares counts with probabilities; there is no test when pooling leaves fewer than two cells.
  ///
  /// Pooling goes through the cells in order and joins each to its successors until the joint
  /// expected count is at least 5; what is left at the end joins the last pooled cell.
  ///
  /// - Parameters:
  ///   - counts: Observed counts; count, at least 0.
  ///   - probabilities: Probability of each cell under the null; unit 1, range [0, 1], adding to 1
  ///     within 1e-9.
  /// - Shape: `counts[cell]`, `probabilities[cell]`, similar cells side by side.
  /// - Source: Pearson 1900, Philosophical Magazine 50; on the least expected count, Cochran 1954,
  ///   Biometrics 10.
  package init?(counts: [Int], probabilities: [Double]) {
    precondition(
      counts.count == probabilities.count,
      "as many counts as probabilities, got \(counts.count) and \(probabilities.count)")
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are at least 0, got \(counts)")
    precondition(
      probabilities.allSatisfy { $0 >= 0 } && abs(probabilities.reduce(0, +) - 1) <= 1e-9,
      "probabilities add to 1, got \(probabilities)")
    let total = Double(counts.reduce(0, +))
    let pooled = ChiSquareTest.pool(
      zip(counts, probabilities).map { Cell(observed: Double($0), expected: total * $1) })
    guard pooled.count >= 2 else { return nil }
    let impossible = zip(counts, probabilities).contains { count, probability in
      count > 0 && probability == 0
    }
    degreesOfFreedom = pooled.count - 1
    statistic = impossible ? .infinity : pooled.map(\.deviation).reduce(0, +)
  }

  /// Probability of a statistic at least this large under the null; unit 1, range [0, 1].
  ///
  /// The upper tail of the chi-square distribution, `Q(degreesOfFreedom / 2, statistic / 2)`.
  package var pValue: Double {
    SpecialFunctions.gammaUpper(a: Double(degreesOfFreedom) / 2, x: statistic / 2)
  }

  private struct Cell {
    var observed = 0.0
    var expected = 0.0

    var deviation: Double { (observed - expected) * (observed - expected) / expected }

    mutating func join(_ other: Cell) {
      observed += other.observed
      expected += other.expected
    }
  }

  private static func pool(_ cells: [Cell]) -> [Cell] {
    var pooled: [Cell] = []
    var open = Cell()
    for cell in cells {
      open.join(cell)
      if open.expected >= leastExpected {
        pooled.append(open)
        open = Cell()
      }
    }
    if !pooled.isEmpty { pooled[pooled.count - 1].join(open) }
    return pooled
  }
}
