import MAKERCore

/// The combination of the two products of a split by place value, `P1 × 10^j + P2`.
package enum ArithmeticCombination {
  private static var before: StaticString { "P1 × 10^" }
  private static var after: StaticString { " + P2" }

  /// The combination as text.
  ///
  /// - Parameter shift: Places j that the first product is shifted by; at least 0.
  /// - Returns: One line.
  package static func text(shift: Int) -> String { "\(before)\(shift)\(after)" }

  /// Reads a combination.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - range: The part of it that is read.
  /// - Returns: Places j; nil where it is no such combination.
  package static func shift(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard text.starts(with: before, at: range.lowerBound, upTo: range.upperBound) else {
      return nil
    }
    let start = range.lowerBound + before.utf8CodeUnitCount
    let end = range.upperBound - after.utf8CodeUnitCount
    guard start < end, text.starts(with: after, at: end, upTo: range.upperBound),
      let shift = text.decimal(start..<end), shift <= 18
    else { return nil }
    return shift
  }
}
