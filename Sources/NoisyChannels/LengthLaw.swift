#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Tokens of a simulated reply: log-normal, and longer where the reply is wrong.
///
/// So among long replies more are wrong, as the paper saw past 700 tokens.
package struct LengthLaw: Hashable, Sendable {
  /// Median of right replies; tokens, at least 1.
  package var median: Double
  /// Standard deviation of the logarithm; unit 1, at least 0.
  package var spread: Double
  /// How much longer the median of wrong and flagged replies is; unit 1, at least 1.
  package var wrongFactor: Double

  /// Whether a reply, wrong ones too, is more likely within a limit than not; otherwise the lengths of
  /// valid replies would say little about the law.
  ///
  /// - Parameter limit: Most tokens; at least 1.
  /// - Returns: True where both medians are at most the limit.
  package func fits(_ limit: Int) -> Bool { median * wrongFactor <= Double(limit) }

  /// Makes a law.
  ///
  /// - Parameters:
  ///   - median: Median of right replies; tokens, at least 1.
  ///   - spread: Standard deviation of the logarithm; unit 1, at least 0.
  ///   - wrongFactor: How much longer the median of wrong and flagged replies is; unit 1, at least 1.
  package init(median: Double, spread: Double = 0.25, wrongFactor: Double = 1.25) {
    precondition(median >= 1 && spread >= 0 && wrongFactor >= 1, "a length law out of range")
    self.median = median
    self.spread = spread
    self.wrongFactor = wrongFactor
  }

  /// Lengths at the middles of equally likely parts of the law; tokens.
  ///
  /// - Shape: 1,024 lengths, ascending.
  func quantiles(factor: Double) -> [Int] {
    (0..<LengthTable.parts).map { part in
      let share = (Double(part) + 0.5) / Double(LengthTable.parts)
      return max(1, Int((median * factor * exp(spread * Self.normalQuantile(share))).rounded()))
    }
  }

  /// Quantile of the standard normal law by bisection of its distribution function; made once a law.
  private static func normalQuantile(_ share: Double) -> Double {
    var (low, high) = (-10.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// A length law as tables, so that a length costs one look-up.
struct LengthTable: Sendable {
  static let parts = 1024

  private let right: [Int]
  private let other: [Int]

  init(_ law: LengthLaw) {
    right = law.quantiles(factor: 1)
    other = law.quantiles(factor: law.wrongFactor)
  }

  /// Tokens of a reply by the law, up to a limit; at least 1.
  ///
  /// - Parameters:
  ///   - isRight: Which of the two laws.
  ///   - limit: Most tokens; nil for none.  What the law has above it is left out.
  ///   - word: 64 random bits.
  /// - Returns: Tokens; the limit where the law has nothing up to it.
  func tokens(isRight: Bool, upTo limit: Int?, _ word: UInt64) -> Int {
    let table = isRight ? right : other
    guard let limit, limit < table[Self.parts - 1] else {
      return table[Int(truncatingIfNeeded: word >> 54)]
    }
    var (low, high) = (0, Self.parts)
    while low < high {
      let middle = (low + high) / 2
      if table[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low == 0
      ? limit : table[Int(truncatingIfNeeded: word.multipliedFullWidth(by: UInt64(low)).high)]
  }
}
