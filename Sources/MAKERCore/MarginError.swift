/// What margin mathematics refuses, with the offending value and the allowed range.
public enum MarginError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A quantity is outside its range.
  case outOfRange(quantity: String, value: Double, allowed: String)
  /// Two candidates and a success probability of at most one half: no margin reaches the target.
  case hopeless(stepSuccess: Double)
  /// No margin up to the greatest one supported reaches the target.
  case marginTooLarge(stepSuccess: Double, greatest: Int)
  /// The vote shares of the candidates are not a distribution.
  case badShares(String)

  /// One line for a person.
  public var description: String {
    switch self {
    case .outOfRange(let quantity, let value, let allowed):
      "\(quantity) = \(value) is outside its range: \(allowed)"
    case .hopeless(let p):
      "p = \(p) must be above 0.5: with two candidates (Eq. 14) a longer race only makes the more "
        + "likely wrong one surer; where errors spread over several candidates, give --shares"
    case .marginTooLarge(let p, let greatest):
      "p = \(p) is so near 0.5 that the margin would exceed \(greatest)"
    case .badShares(let reason):
      "shares \(reason)"
    }
  }
}
