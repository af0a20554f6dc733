/// What a task cannot be made of, with the offending value and what is allowed.
package enum TaskError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A size is outside its range.
  case outOfRange(quantity: String, value: Int, allowed: ClosedRange<Int>)
  /// A factor is no whole number in decimal without sign and leading zeros, or too long.
  case badFactor(String, digits: ClosedRange<Int>)

  /// One line for a person.
  package var description: String {
    switch self {
    case .outOfRange(let quantity, let value, let allowed):
      return
        "\(quantity) = \(value) is outside its range: \(allowed.lowerBound) to \(allowed.upperBound)"
    case .badFactor(let text, let digits):
      let shown = text.utf8.count <= 40 ? text : "\(text.prefix(20))… (\(text.utf8.count) bytes)"
      return "factor \(shown.debugDescription) must be \(digits.lowerBound) to "
        + "\(digits.upperBound) decimal digits without leading zeros"
    }
  }
}
