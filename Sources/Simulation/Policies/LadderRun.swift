package import RaceTheory
package import RandomStreams

/// One step raced along a plan of a ladder, vote by vote.
package struct LadderRun: Equatable, Sendable {
  /// Whether the step was decided rightly; nil where it was given up.
  package let isRight: Bool?
  /// Cost of its votes; money of the ladder.
  package let cost: Double
  /// Races held; count.
  package let races: Int

  /// Races a step of a kind drawn by the kinds' shares.
  ///
  /// - Parameters:
  ///   - ladder: The models and kinds.
  ///   - plan: Index of the model of each race.
  ///   - key: Key of the step: the same key meets the same kind and the same votes under every plan.
  package init(_ ladder: EscalationLadder, plan: [Int], key: StreamKey) {
    var lot = WordStream(key.child(0))
    var left = lot.uniform()
    var kind = 0
    while kind < ladder.kinds.count - 1, left >= ladder.kinds[kind].share {
      left -= ladder.kinds[kind].share
      kind += 1
    }
    var cost = 0.0
    for (index, model) in plan.enumerated() {
      let tier = ladder.tiers[model]
      let again = plan[..<index].count { $0 == model }
      var words = WordStream(key.child(1).child(model).child(again))
      let end = LeadRace(margin: tier.margin, cap: tier.cap)
        .run(stepSuccess: ladder.kinds[kind].stepSuccess[model], words: &words)
      cost += Double(end.votes) * tier.costPerVote
      if let isRight = end.isRight {
        self.init(isRight: isRight, cost: cost, races: index + 1)
        return
      }
    }
    self.init(isRight: nil, cost: cost, races: plan.count)
  }

  private init(isRight: Bool?, cost: Double, races: Int) {
    self.isRight = isRight
    self.cost = cost
    self.races = races
  }
}
