extension EscalationLadder {
  /// What a further race would come to for a step that is still undecided.
  package struct NextRace: Equatable, Sendable {
    /// Probability that the race is decided rightly; unit 1.
    package let right: Double
    /// Expected cost of the race; money.
    package let cost: Double
  }

  /// A further race of a step that earlier ones left undecided.
  ///
  /// The kinds are weighed anew after every race, relative to the steps that are left: so no digit is lost
  /// however few these are.
  ///
  /// - Parameters:
  ///   - begun: Index of the model of each race so far; from 0.
  ///   - tier: Index of the model of the further race; from 0.
  /// - Returns: What it comes to; nil where no step is left undecided.
  package func nextRace(after begun: [Int], on tier: Int) -> NextRace? {
    var weights = kinds.map(\.share)
    for earlier in begun {
      for (kind, race) in races[earlier].enumerated() { weights[kind] *= race.undecided }
      let sum = weights.reduce(0, +)
      guard sum > 0 else { return nil }
      for kind in weights.indices { weights[kind] /= sum }
    }
    let sum = weights.reduce(0, +)
    var (right, votes) = (0.0, 0.0)
    for (kind, race) in races[tier].enumerated() {
      right += weights[kind] / sum * race.correct
      votes += weights[kind] / sum * race.meanVotes
    }
    return NextRace(
      right: min(1, right), cost: votes / tiers[tier].validRate * tiers[tier].costPerCall)
  }
}
