/// How much of limited capacities can be used when work is spread over tiers in bounded shares.
package struct TierShares: Equatable, Sendable {
  /// Least share of the work on each tier, by rank; unit 1, sum at most 1.
  package let least: [Double]
  /// Greatest share of the work on each tier, by rank; unit 1, sum at least 1.
  package let most: [Double]

  /// Makes bounds; see the properties.
  package init(least: [Double], most: [Double]) {
    precondition(
      least.count == most.count && zip(least, most).allSatisfy { 0 <= $0 && $0 <= $1 && $1 <= 1 },
      "shares are from 0 to 1, the least first")
    precondition(
      least.reduce(0, +) <= 1 + 1e-12 && most.reduce(0, +) >= 1 - 1e-12,
      "some shares within the bounds sum to 1")
    self.least = least
    self.most = most
  }

  /// The most work, in hours, that some shares within the bounds keep within all limits.
  ///
  /// - Parameter limits: Limit of each tier, by rank; hours, above 0.
  /// - Returns: All work together; hours.
  package func greatestWork(limits: [Double]) -> Double {
    // More work means smaller greatest shares: what is feasible is everything below a bound.
    func isFeasible(_ work: Double) -> Bool {
      var sum = 0.0
      for (tier, limit) in limits.enumerated() {
        let share = min(most[tier], limit / work)
        if share < least[tier] { return false }
        sum += share
      }
      // Shares that sum to 1 on paper may sum to an ulp less.
      return sum >= 1 - 1e-12
    }
    let all = limits.reduce(0, +)
    if isFeasible(all) { return all }
    var (low, high) = (0.0, all)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return low }
      if isFeasible(middle) { low = middle } else { high = middle }
    }
  }
}
