/// An amount of money, exact: sums of prices do not round.
package struct Money: Hashable, Sendable, Comparable {
  /// The amount; 1e-12 of the price book's unit.
  package let picodollars: Int

  /// Makes an amount of 1e-12 of the price book's unit.
  package init(picodollars: Int) { self.picodollars = picodollars }

  /// Whether one amount is less than another.
  package static func < (left: Money, right: Money) -> Bool {
    left.picodollars < right.picodollars
  }
}
