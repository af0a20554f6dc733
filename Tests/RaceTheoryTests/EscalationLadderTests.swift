import MAKERCore
import RaceTheory
import Testing

@Suite struct EscalationLadderTests {
  static let tiers = [
    LadderTier(costPerCall: 1, validRate: 0.8, margin: 2, cap: 3),
    LadderTier(costPerCall: 10, margin: 1, cap: 1),
    LadderTier(costPerCall: 3, validRate: 0.5, margin: 2, cap: 4),
  ]
  static let kinds = [
    LadderKind(share: 0.7, stepSuccess: [0.9, 0.95, 0.8]),
    LadderKind(share: 0.3, stepSuccess: [0.45, 0.7, 0.99]),
  ]

  /// Every path of votes of every race of a plan, cast one by one.
  static func enumerated(_ plan: [Int]) -> (
    right: Double, wrong: Double, open: Double, cost: Double
  ) {
    var sums = (right: 0.0, wrong: 0.0, open: 0.0, cost: 0.0)
    func follow(_ race: VoteRace, _ number: Int, _ mass: Double, _ kind: LadderKind) {
      let tier = tiers[plan[number]]
      let p = kind.stepSuccess[plan[number]]
      sums.cost += mass * tier.costPerCall / tier.validRate
      for candidate in 0...1 {
        var next = race
        let flow = mass * (candidate == 0 ? p : 1 - p)
        switch next.cast(candidate) {
        case nil: follow(next, number, flow, kind)
        case .won(candidate: 0): sums.right += flow
        case .won: sums.wrong += flow
        case .undecided: start(number + 1, flow, kind)
        }
      }
    }
    func start(_ number: Int, _ mass: Double, _ kind: LadderKind) {
      guard number < plan.count else {
        sums.open += mass
        return
      }
      let tier = tiers[plan[number]]
      follow(VoteRace(rule: RaceRule(margin: tier.margin), cap: tier.cap), number, mass, kind)
    }
    for kind in kinds { start(0, kind.share, kind) }
    return sums
  }

  @Test func plansMatchEnumeration() throws {
    let ladder = try EscalationLadder(tiers: Self.tiers, kinds: Self.kinds, mostRaces: 3)
    let plans = ladder.plans()
    // Rising sequences of at most 3 of 3 models.
    #expect(plans.count == 20 && Set(plans.map(\.races)).count == 20)
    for plan in plans + [ladder.plan([2, 0]), ladder.plan([0, 2, 0])] {
      let exact = Self.enumerated(plan.races)
      #expect(abs(plan.right - exact.right) < 1e-14, "\(plan.races)")
      #expect(abs(plan.wrong - exact.wrong) < 1e-14, "\(plan.races)")
      #expect(abs(plan.givenUp - exact.open) < 1e-14, "\(plan.races)")
      #expect(abs(plan.cost - exact.cost) < 1e-12, "\(plan.races)")
      let paid = zip(plan.calls, Self.tiers).reduce(0) { $0 + $1.0 * $1.1.costPerCall }
      #expect(abs(plan.cost - paid) < 1e-12)
      #expect(plan == ladder.plan(plan.races))
    }
  }

  /// Sums over the points of a Beta law against its moments, path by path.
  @Test(arguments: [0.01, 0.05, 0.3])
  func betaStepsAreExact(rho: Double) throws {
    let tier = LadderTier(costPerCall: 2, margin: 4, cap: 19)
    let ladder = try EscalationLadder(
      tiers: [tier], means: [0.85], difficulty: .proportional(correlation: rho), mostRaces: 2)
    let plan = ladder.plan([0])
    let size = 1 / rho - 1
    let steps = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0, error: .beta(alpha: 0.15 * size, beta: 0.85 * size))
    ])
    let law = try PopulationLaw(steps, rule: RaceRule(margin: 4), cap: 19).ordinary
    #expect(abs(plan.wrong / law.wrong - 1) < 1e-11)
    #expect(abs(plan.givenUp / law.undecided - 1) < 1e-11)
    #expect(abs(plan.cost / (2 * law.meanVotes) - 1) < 1e-12)
    // Twice undecided is the second moment of a polynomial: not the square of the first.
    let twice = ladder.plan([0, 0])
    #expect(twice.givenUp > plan.givenUp * plan.givenUp * 1.0001)
  }

  /// Alike steps: every race is as good as the one before.
  @Test func retriesOfAlikeStepsAreGeometric() throws {
    let tier = LadderTier(costPerCall: 1, margin: 3, cap: 7)
    let ladder = try EscalationLadder(
      tiers: [tier], means: [0.6], difficulty: .alike, mostRaces: 6)
    let one = ladder.plan([0])
    for races in 1...6 {
      let plan = ladder.plan([Int](repeating: 0, count: races))
      let share = (0..<races).reduce(0.0) { sum, i in
        sum + (0..<i).reduce(1) { power, _ in power * one.givenUp }
      }
      #expect(abs(plan.right - one.right * share) < 1e-14)
      #expect(abs(plan.cost - one.cost * share) < 1e-12)
      #expect(abs(plan.reached[races - 1] - (plan.reached[0] * share - (share - 1))) >= 0)
    }
  }

  /// On unequal steps an undecided race is news: the next one on the same model is worth less.
  @Test func retriesOfUnequalStepsGetWorse() throws {
    for difficulty in [
      LadderDifficulty.proportional(correlation: 0.1),
      .hardSteps(share: 0.1, stepSuccess: [0.5, 0.9]),
    ] {
      let tiers = [
        LadderTier(costPerCall: 1, margin: 3, cap: 9),
        LadderTier(costPerCall: 10, margin: 3, cap: 9),
      ]
      let ladder = try EscalationLadder(
        tiers: tiers, means: [0.8, 0.95], difficulty: difficulty, mostRaces: 5)
      var shares: [Double] = []
      for races in 1...5 {
        let plan = ladder.plan([Int](repeating: 0, count: races))
        let before = ladder.plan([Int](repeating: 0, count: races - 1))
        shares.append((plan.right - before.right) / plan.reached[races - 1])
      }
      for (one, next) in zip(shares, shares.dropFirst()) {
        #expect(next < one, "\(difficulty) \(shares)")
      }
    }
  }

  /// The best plan against dynamic programming over the state "undecided races on each model".
  @Test func dynamicProgrammingFindsTheSamePlan() throws {
    let ladder = try EscalationLadder(tiers: Self.tiers, kinds: Self.kinds, mostRaces: 5)
    let plans = ladder.plans()
    var lengths: Set<Int> = []
    for step in 0..<60 {
      let value = 0.5 * Double(1 << (step / 4)) * (1 + Double(step % 4) / 4)
      let wrongLoss = step % 3 == 0 ? value : 0
      func least(_ counts: [Int]) -> Double {
        let mass = ladder.kinds.indices.map { kind in
          counts.indices.reduce(ladder.kinds[kind].share) { product, tier in
            (0..<counts[tier]).reduce(product) { mass, _ in
              mass * ladder.races[tier][kind].undecided
            }
          }
        }
        var best = value * mass.reduce(0, +)
        guard counts.reduce(0, +) < ladder.mostRaces else { return best }
        for tier in (counts.lastIndex { $0 > 0 } ?? 0)..<counts.count {
          var next = counts
          next[tier] += 1
          var loss = least(next)
          for (kind, race) in ladder.races[tier].enumerated() {
            loss += mass[kind] * race.wrong * (value + wrongLoss)
            loss += mass[kind] * race.meanVotes * ladder.tiers[tier].costPerVote
          }
          best = min(best, loss)
        }
        return best
      }
      let plan = EscalationChoice.best(of: plans, value: value, wrongLoss: wrongLoss)
      let loss = plan.cost + value * plan.failure + wrongLoss * plan.wrong
      #expect(abs(loss / least([0, 0, 0]) - 1) < 1e-12, "value \(value): \(plan.races)")
      lengths.insert(plan.races.count)
    }
    #expect(lengths.count > 3, "\(lengths)")
  }
}
