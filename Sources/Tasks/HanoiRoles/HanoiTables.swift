/// Tables of examples that micro-roles are asked by; the same bytes on every machine and in every run.
enum HanoiTables {
  /// Where disk 1 goes from each peg, fifteen times each, in no order.
  static let pegs = (0..<15).flatMap { shuffled([0, 1, 2], round: $0) }
    .map { "peg \($0) -> peg \(($0 + 1) % 3)\n" }.joined()

  /// The smaller of any two tops, both ways round, four times each, in no order.
  ///
  /// - Parameter disks: Disks of the tower; count, 2 to 8.
  /// - Returns: A line an example, a line end after the last.
  static func tops(disks: Int) -> String {
    let sizes = Array(2...disks) + [MicroHanoi.noDisk]
    let pairs = sizes.flatMap { first in sizes.filter { $0 != first }.map { (first, $0) } }
    return (0..<4).flatMap { shuffled(pairs, round: $0) }
      .map { "min(\($0),\($1)) = \(min($0, $1))\n" }.joined()
  }

  /// Elements in an order of their own in every round; spelt out, so that it stays what it is.
  private static func shuffled<Element>(_ elements: [Element], round: Int) -> [Element] {
    var order = FixedOrder(state: UInt64(round))
    var shuffled = elements
    for index in shuffled.indices.dropFirst() {
      shuffled.swapAt(index, Int(order.next() % UInt64(index + 1)))
    }
    return shuffled
  }

  /// A generator for the order of examples; what it is worth for statistics does not matter.
  private struct FixedOrder {
    var state: UInt64

    /// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }
}
