import MAKERCore
import RaceTheory
import Testing

@Suite struct EscalationPlanTests {
  static let plans: [EscalationPlan] = {
    let tiers = [
      LadderTier(costPerCall: 1, margin: 3, cap: 6),
      LadderTier(costPerCall: 8, margin: 3, cap: 6),
    ]
    let ladder = try? EscalationLadder(
      tiers: tiers, means: [0.75, 0.97], difficulty: .proportional(correlation: 0.1), mostRaces: 5)
    return ladder?.plans() ?? []
  }()

  /// A task of a few steps, summed step by step: it is paid until a step is given up.
  @Test func aTaskCostsUntilAStepIsGivenUp() {
    #expect(Self.plans.count == 21)
    for plan in Self.plans {
      for steps in [1, 2, 7, 100] {
        var (cost, open, right) = (0.0, 1.0, 1.0)
        for _ in 0..<steps {
          cost += open * plan.cost
          open *= 1 - plan.givenUp
          right *= plan.right
        }
        #expect(abs(plan.taskCost(steps: steps) - cost) <= 1e-11 * cost)
        let task = plan.reliability(steps: steps)
        #expect(abs(task.correct - right) < 1e-12)
        #expect(abs(task.undecided - (1 - open)) < 1e-12)
      }
    }
  }

  @Test func theCheapestReachesTheTarget() throws {
    var chosen: Set<[Int]> = []
    for steps in [1, 3, 10, 30, 100] {
      for target in [0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999] {
        let found = EscalationChoice.cheapest(
          of: Self.plans, steps: steps, target: try Probability(target))
        let enough = Self.plans.filter { plan in
          (0..<steps).reduce(1.0) { product, _ in product * plan.right } >= target
        }
        #expect(found?.cost == enough.map(\.cost).min(), "\(steps) steps, target \(target)")
        chosen.insert(found?.races ?? [-1])
      }
    }
    #expect(chosen.count > 3 && chosen.contains([-1]), "\(chosen)")
  }

  @Test func nothingBeatsTheFrontier() {
    let frontier = EscalationChoice.frontier(of: Self.plans)
    #expect(frontier.count > 3 && frontier[0].races.isEmpty)
    for plan in Self.plans {
      let beaten = frontier.contains { $0.cost <= plan.cost && $0.failure <= plan.failure }
      #expect(beaten, "\(plan.races)")
    }
    for plan in frontier {
      let beating = Self.plans.filter { $0.cost < plan.cost && $0.failure <= plan.failure }
      #expect(beating.isEmpty, "\(plan.races)")
    }
    #expect(EscalationChoice.surest(of: Self.plans) == frontier[frontier.count - 1])
  }

  /// Between two values where the best plan changes, it is the one said; just below it is the one before.
  @Test func eachPlanIsTheBestFromItsValueOn() {
    let steps = EscalationChoice.byValue(EscalationChoice.frontier(of: Self.plans))
    #expect(steps.count > 2 && steps[0].from == 0)
    for (one, next) in zip(steps, steps.dropFirst()) {
      #expect(one.from < next.from)
      let below = EscalationChoice.best(of: Self.plans, value: next.from * 0.9999)
      let above = EscalationChoice.best(of: Self.plans, value: next.from * 1.0001)
      #expect(below.races == one.plan.races && above.races == next.plan.races)
    }
  }

  /// A margin above the cap: no race is ever decided, and rounding must not make one worth its cost.
  @Test(arguments: [0.05, 0.3, 0.7])
  func whatNeverWinsIsGivenUp(rho: Double) throws {
    let tiers = [
      LadderTier(costPerCall: 1, margin: 9, cap: 5), LadderTier(costPerCall: 3, margin: 9, cap: 5),
    ]
    for difficulty in [
      LadderDifficulty.proportional(correlation: rho), .separate(correlation: rho),
    ] {
      let plans = try EscalationLadder(
        tiers: tiers, means: [0.7, 0.83], difficulty: difficulty, mostRaces: 4
      ).plans()
      #expect(EscalationChoice.surest(of: plans).races.isEmpty)
      #expect(EscalationChoice.surest(of: plans.reversed()).races.isEmpty)
      let frontier = EscalationChoice.frontier(of: plans)
      #expect(frontier.map(\.races) == [[]])
      #expect(EscalationChoice.byValue(frontier).map(\.from) == [0])
      #expect(EscalationChoice.best(of: plans, value: 1e15).races.isEmpty)
    }
  }

  /// Failures far below the rounding of 1 are told apart all the same.
  @Test func rareFailuresDiffer() throws {
    let plans = try EscalationLadder(
      tiers: [LadderTier(costPerCall: 1, margin: 12, cap: 34)], means: [0.99],
      difficulty: .alike, mostRaces: 2
    ).plans()
    #expect(plans[1].failure < 1e-14 && plans[2].failure < plans[1].failure)
    #expect(EscalationChoice.surest(of: plans) == plans[2])
    #expect(EscalationChoice.frontier(of: plans) == plans)
  }

  /// Shares that sum to more than 1 by rounding give no probability above 1.
  @Test func probabilitiesStayBelowOne() throws {
    let kinds = [0.5, 0.5 + 1e-13].map { LadderKind(share: $0, stepSuccess: [1e-12]) }
    for (margin, cap) in [(9, 5), (1, 5)] {
      let ladder = try EscalationLadder(
        tiers: [LadderTier(costPerCall: 1, margin: margin, cap: cap)], kinds: kinds, mostRaces: 3)
      for plan in ladder.plans() {
        for share in [plan.right, plan.wrong, plan.givenUp, plan.failure] + plan.reached {
          #expect((0...1).contains(share), "k \(margin) \(plan.races)")
        }
      }
    }
  }

  /// What is wrong unseen can weigh more than what is given up.
  @Test func harmOfWrongStepsChangesThePlan() {
    let plain = EscalationChoice.best(of: Self.plans, value: 100)
    let careful = EscalationChoice.best(of: Self.plans, value: 100, wrongLoss: 1e5)
    #expect(careful.wrong < plain.wrong)
  }
}
