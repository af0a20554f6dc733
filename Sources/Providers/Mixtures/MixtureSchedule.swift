package import Economics

/// Which member of a mixture answers which draw of a step.
package struct MixtureSchedule: Hashable, Sendable {
  /// Members of the first draws.
  private let first: [Int]
  /// Members of all further draws, over and over.
  private let cycle: [Int]

  /// Returns the member that a draw goes to.
  ///
  /// - Parameter draw: Index of the draw within its step; at least 0.
  /// - Returns: Index of the member.
  package func member(of draw: Int) -> Int {
    draw < first.count ? first[draw] : cycle[(draw - first.count) % cycle.count]
  }

  /// Makes the schedule of a mixture; that of a fallback knows no failures and names the first member.
  ///
  /// - Parameters:
  ///   - mixture: The mixture.
  ///   - costs: What the same call costs of each member, nil where unknown; only cheap-first looks.
  ///   - draws: Draws that a cheaper member gets where no number says so; at least 1, best the margin.
  /// - Throws: `MixtureError.unknownPrice`.
  package init(
    _ mixture: Mixture, costs: [Money?] = [], draws: Int = 1
  ) throws(MixtureError) {
    precondition(draws >= 1, "a member gets at least one draw")
    let members = mixture.members
    switch mixture.rule {
    case .roundRobin:
      first = []
      cycle = Array(members.indices)
    case .fallback:
      first = []
      cycle = [0]
    case .weighted:
      first = []
      cycle = Self.interleaved(members.map { $0.number ?? 1 })
    case .cheapFirst:
      precondition(costs.count == members.count, "a cost for each member")
      var prices: [Int] = []
      for (cost, member) in zip(costs, members) {
        guard let cost else { throw .unknownPrice(member.channel) }
        prices.append(cost.picodollars)
      }
      let order = members.indices.sorted { (prices[$0], $0) < (prices[$1], $1) }
      first = order.dropLast().flatMap { member in
        Array(repeating: member, count: members[member].number ?? draws)
      }
      cycle = Array(order.suffix(1))
    }
  }

  /// Spreads members over a cycle as evenly as their weights allow.
  ///
  /// Each turn adds every weight to its member's credit; the member with most credit goes and pays the
  /// sum of all weights.
  private static func interleaved(_ weights: [Int]) -> [Int] {
    let divisor = weights.reduce(0) { first, second in
      var (first, second) = (first, second)
      while second != 0 { (first, second) = (second, first % second) }
      return first
    }
    let weights = weights.map { $0 / divisor }
    let sum = weights.reduce(0, +)
    var credits = [Int](repeating: 0, count: weights.count)
    return (0..<sum).map { _ in
      for index in credits.indices { credits[index] += weights[index] }
      let next = credits.indices.max { (credits[$0], -$0) < (credits[$1], -$1) } ?? 0
      credits[next] -= sum
      return next
    }
  }
}
