import MAKERCore
import RaceTheory
import Testing

@Suite struct VoteEscalationTests {
  static let kinds = [
    LadderKind(share: 0.8, stepSuccess: [0.85, 0.97]),
    LadderKind(share: 0.2, stepSuccess: [0.5, 0.9]),
  ]

  static func ladder(margin: Int, cap: Int, cost: Double = 6, races: Int = 2) throws
    -> EscalationLadder
  {
    try EscalationLadder(
      tiers: [
        LadderTier(costPerCall: 1, margin: margin, cap: cap),
        LadderTier(costPerCall: cost, validRate: 0.9, margin: 2, cap: 5),
      ], kinds: kinds, mostRaces: races)
  }

  static func loss(_ outcome: VoteEscalation.Outcome, _ value: Double) -> Double {
    outcome.cost + value * outcome.failure
  }

  /// What following some choice at every state comes to, path of votes by path.
  static func followed(
    _ ladder: EscalationLadder, leaves: (_ votes: Int, _ lead: Int) -> [Int]?
  ) -> (failure: Double, cost: Double) {
    var sums = (failure: 0.0, cost: 0.0)
    let tier = ladder.tiers[0]
    func follow(_ kind: Int, votes: Int, lead: Int, mass: Double) {
      if lead == tier.margin { return }
      if lead == -tier.margin {
        sums.failure += mass
        return
      }
      if let races = leaves(votes, abs(lead)) {
        var open = mass
        for number in races {
          let race = ladder.races[number][kind]
          sums.cost += open * race.meanVotes * ladder.tiers[number].costPerVote
          sums.failure += open * race.wrong
          open *= race.undecided
        }
        sums.failure += open
        return
      }
      let p = ladder.kinds[kind].stepSuccess[0]
      sums.cost += mass * tier.costPerVote
      follow(kind, votes: votes + 1, lead: lead + 1, mass: mass * p)
      follow(kind, votes: votes + 1, lead: lead - 1, mass: mass * (1 - p))
    }
    for kind in ladder.kinds.indices {
      follow(kind, votes: 0, lead: 0, mass: ladder.kinds[kind].share)
    }
    return sums
  }

  static func choice(
    _ escalation: VoteEscalation, _ votes: Int, _ lead: Int
  ) -> VoteEscalation.Action? {
    escalation.states.first { $0.votes == votes && $0.lead == lead }?.action
  }

  /// Every way to choose at the states of a short race, against the induction.
  @Test(arguments: [0.3, 2, 5, 12, 40, 300])
  func noOtherChoicesAreBetter(value: Double) throws {
    let ladder = try Self.ladder(margin: 2, cap: 4)
    let escalation = VoteEscalation(ladder, value: value)
    // States 0/0, 1/1, 2/0, 3/1 and 4/0: go on, hand on or give up; no going on at the cap.
    let states = [(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)]
    #expect(escalation.states.map { [$0.votes, $0.lead] } == states.map { [$0.0, $0.1] })
    var least = Double.infinity
    for number in 0..<162 {
      var digits: [Int] = []
      var rest = number
      for base in [3, 3, 3, 3, 2] {
        digits.append(rest % base)
        rest /= base
      }
      let sums = Self.followed(ladder) { votes, _ in
        [[], [1], nil][digits[votes]]
      }
      least = min(least, sums.cost + value * sums.failure)
    }
    #expect(abs(Self.loss(escalation.outcome, value) - least) < 1e-12 * least)
    let own = Self.followed(ladder) { votes, lead in
      switch Self.choice(escalation, votes, lead) {
      case .leave(let races): races
      default: nil
      }
    }
    #expect(abs(own.cost - escalation.outcome.cost) < 1e-12)
    #expect(abs(own.failure - escalation.outcome.failure) < 1e-12)
    let outcome = escalation.outcome
    #expect(abs(outcome.right + outcome.wrong + outcome.givenUp - 1) < 1e-12)
  }

  /// Leaving a race in its midst is never worse than only between races.
  @Test func itIsAtLeastAsGoodAsPlans() throws {
    var gains = 0
    for value in [3.0, 10, 30, 100, 1000] {
      let ladder = try Self.ladder(margin: 4, cap: 15, races: 3)
      let plans = ladder.plans().filter { plan in
        plan.races.count { $0 == 0 } <= 1 && plan.races.count { $0 == 1 } <= 2
      }
      let plan = EscalationChoice.best(of: plans, value: value)
      let loss = Self.loss(VoteEscalation(ladder, value: value).outcome, value)
      let planned = plan.cost + value * plan.failure
      #expect(loss <= planned * (1 + 1e-12), "value \(value)")
      gains += loss < planned * 0.999 ? 1 : 0
    }
    #expect(gains > 1)
  }

  /// On unequal steps votes without a lead speak for a hard step; on alike steps they say nothing.
  @Test func aLongRaceWithoutALeadIsLeftOnlyOnUnequalSteps() throws {
    let unequal = VoteEscalation(try Self.ladder(margin: 4, cap: 200, cost: 12), value: 200)
    #expect(Self.choice(unequal, 0, 0) == .goOn)
    #expect(Self.choice(unequal, 60, 0) == .leave(races: [1]))
    #expect(Self.choice(unequal, 3, 3) == .goOn)
    let alike = try EscalationLadder(
      tiers: [
        LadderTier(costPerCall: 1, margin: 4, cap: 200),
        LadderTier(costPerCall: 12, validRate: 0.9, margin: 2, cap: 5),
      ], kinds: [LadderKind(share: 1, stepSuccess: [0.78, 0.956])], mostRaces: 2)
    let same = VoteEscalation(alike, value: 200)
    for state in same.states where state.votes < 150 {
      #expect(state.action == .goOn, "\(state)")
    }
  }
}
