/// An amount of money, exact: sums of prices do not round.
package struct Money: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The amount; 1e-12 of the price book's unit.
  package let picodollars: Int

  /// Makes an amount of 1e-12 of the price book's unit.
  package init(picodollars: Int) { self.picodollars = picodollars }

  /// No money.
  package static let zero = Money(picodollars: 0)

  /// Whether one amount is less than another.
  package static func < (left: Money, right: Money) -> Bool {
    left.picodollars < right.picodollars
  }

  /// The exact amount with at least two decimals, as `$0.05` or `$0.000230775`.
  package var description: String {
    let scale = 1_000_000_000_000
    let (whole, rest) = picodollars.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    var decimals = String(rest)
    decimals = String(repeating: "0", count: 12 - decimals.count) + decimals
    while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
    return (picodollars < 0 ? "-" : "") + "$\(whole).\(decimals)"
  }
}
