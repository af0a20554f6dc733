extension WordStream {
  /// Spreads independent trials over cells, cell by cell, until none is left.
  ///
  /// - Parameters:
  ///   - trials: Trials; count, 0 to 1e15.
  ///   - shares: Weight of each cell; at least 0, any positive sum.  The last cell with weight takes
  ///     what the rounding of the sum leaves.
  ///   - visit: Called with each cell that got trials, and their count.
  package mutating func multinomial(
    _ trials: Int, _ shares: [Double], visit: (_ cell: Int, _ count: Int) -> Void
  ) {
    multinomial(trials, shares, remaining: Multinomial.tails(shares), visit: visit)
  }

  /// The same with the sums of the weights from each cell on, which a caller can keep.
  package mutating func multinomial(
    _ trials: Int, _ shares: [Double], remaining: [Double],
    visit: (_ cell: Int, _ count: Int) -> Void
  ) {
    var left = trials
    var cell = 0
    while left > 0, cell < shares.count {
      let rest = remaining[cell]
      let beyond = cell + 1 < shares.count ? remaining[cell + 1] : 0
      if rest > 0 {
        let count =
          beyond == 0
          ? left : binomial(left, shares[cell] / rest, complement: beyond / rest)
        if count > 0 { visit(cell, count) }
        left -= count
      }
      cell += 1
    }
  }
}

/// Helper sums of the multinomial variate.
package enum Multinomial {
  /// Returns the sum of the weights from each cell on.
  ///
  /// - Shape: `tails[cell]`, as many as there are shares.
  package static func tails(_ shares: [Double]) -> [Double] {
    var tails = shares
    for cell in stride(from: shares.count - 2, through: 0, by: -1) {
      tails[cell] += tails[cell + 1]
    }
    return tails
  }
}
