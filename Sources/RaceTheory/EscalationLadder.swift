import MAKERCore

/// Models in the order in which an undecided step may be handed on, on steps of several kinds.
///
/// A step is voted on in races, each on one model and from no votes.  After a race that is undecided at
/// its cap, the step is raced again on the same model, handed on to a further one, or given up.  What
/// is known then is how many races each model left undecided, so a policy is a plan: the models of
/// the races one after another.  An undecided race says that the step is likely a hard one, and that
/// is why the second race on a model is worth less than the first where steps are unequal.
package struct EscalationLadder: Sendable {
  /// Greatest number of kinds of steps.
  package static let greatestKinds = 200_000

  /// Models, the one to begin with first; at least 1.
  package let tiers: [LadderTier]
  /// Kinds of steps; their shares sum to 1.
  package let kinds: [LadderKind]
  /// Most races of a step, on all models together; count, at least 1.
  package let mostRaces: Int
  /// How one race ends.
  ///
  /// - Shape: `races[tier][kind]`.
  package let races: [[CappedRace]]

  /// Takes races that are solved.
  private init(
    tiers: [LadderTier], kinds: [LadderKind], mostRaces: Int, races: [[CappedRace]]
  ) {
    self.tiers = tiers
    self.kinds = kinds
    self.mostRaces = mostRaces
    self.races = races
  }

  /// Solves the races of all kinds of steps on all models.
  ///
  /// - Parameters:
  ///   - tiers: Models.
  ///   - kinds: Kinds of steps, with a step success for each model.
  ///   - mostRaces: Most races of a step; count, at least 1.
  /// - Throws: `MarginError`, `TheoryError.tooLong`.
  package init(tiers: [LadderTier], kinds: [LadderKind], mostRaces: Int) throws {
    precondition(mostRaces >= 1, "a step has at least 1 race")
    let splits = try EscalationLadder.splits(tiers, kinds)
    self.init(
      tiers: tiers, kinds: kinds, mostRaces: mostRaces,
      races: zip(tiers, splits).map { tier, splits in splits.map { $0.race(cap: tier.cap) } })
  }

  /// Spreads difficulty over the steps and solves their races.
  ///
  /// - Parameters:
  ///   - tiers: Models.
  ///   - means: Mean step success of each; unit 1, range (0, 1).
  ///   - difficulty: How the steps differ.
  ///   - mostRaces: Most races of a step; count, at least 1.
  /// - Throws: `LadderError`, `MarginError`, `TheoryError`.
  package init(
    tiers: [LadderTier], means: [Double], difficulty: LadderDifficulty, mostRaces: Int
  ) throws {
    let votes = mostRaces * (tiers.map(\.cap).max() ?? 1)
    let kinds = try difficulty.kinds(means: means, votes: votes)
    try self.init(tiers: tiers, kinds: kinds, mostRaces: mostRaces)
  }

  /// Ladders that differ in their caps, the same for all models of one; every race is solved once.
  ///
  /// - Parameters:
  ///   - tiers: Models; their own caps are not looked at.
  ///   - caps: Caps; votes, at least one of them.
  ///   - means: Mean step success of each model; unit 1, range (0, 1).
  ///   - difficulty: How the steps differ.
  ///   - mostRaces: Most races of a step; count, at least 1.
  /// - Returns: A ladder for each cap.
  /// - Throws: `LadderError`, `MarginError`, `TheoryError`.
  package static func each(
    _ tiers: [LadderTier], caps: [Int], means: [Double], difficulty: LadderDifficulty,
    mostRaces: Int
  ) throws -> [EscalationLadder] {
    let most = caps.max() ?? 1
    let capped = { (cap: Int) in
      tiers.map { tier in
        var tier = tier
        tier.cap = cap
        return tier
      }
    }
    let kinds = try difficulty.kinds(means: means, votes: mostRaces * most)
    let splits = try splits(capped(most), kinds)
    return caps.map { cap in
      EscalationLadder(
        tiers: capped(cap), kinds: kinds, mostRaces: mostRaces,
        races: splits.map { splits in splits.map { $0.race(cap: cap) } })
    }
  }

  /// The races of each model on each kind of steps, up to its cap.
  private static func splits(
    _ tiers: [LadderTier], _ kinds: [LadderKind]
  ) throws -> [[CapSplit]] {
    precondition(
      kinds.allSatisfy { $0.stepSuccess.count == tiers.count },
      "a kind of steps has a step success for each model")
    guard kinds.count <= greatestKinds else { throw LadderError.tooManyKinds(kinds.count) }
    return try tiers.indices.map { tier in
      var known: [Double: CapSplit] = [:]
      return try kinds.map { kind in
        let p = max(kind.stepSuccess[tier], .leastNormalMagnitude)
        if let split = known[p] { return split }
        let law = try RaceLaw(
          of: TwoCandidateRace(stepSuccess: Probability(p), margin: tiers[tier].margin),
          cap: tiers[tier].cap)
        let split = CapSplit(law)
        known[p] = split
        return split
      }
    }
  }

  /// Every plan, from giving up at once to the most races, with its exact outcome.
  ///
  /// A plan never goes back to an earlier model.  Plans are solved race by race: what a race adds does
  /// not depend on what follows it.
  ///
  /// - Returns: The plans, each after the one that it extends by a race.
  package func plans() -> [EscalationPlan] {
    var plans = [EscalationPlan(tiers: tiers.count)]
    // Probability that a step is of a kind and still undecided.
    var open = [kinds.map(\.share)]
    var next = 0
    while next < plans.count {
      let (plan, mass) = (plans[next], open[next])
      next += 1
      guard plan.races.count < mostRaces else { continue }
      for tier in (plan.races.last ?? 0)..<tiers.count {
        let (longer, left) = extend(plan, mass, by: tier)
        plans.append(longer)
        open.append(left)
      }
    }
    return plans
  }

  /// One plan with its exact outcome.
  ///
  /// - Parameter races: Index of the model of each race; from 0, in any order.
  /// - Returns: The plan.
  package func plan(_ races: [Int]) -> EscalationPlan {
    var plan = EscalationPlan(tiers: tiers.count)
    var mass = kinds.map(\.share)
    for tier in races { (plan, mass) = extend(plan, mass, by: tier) }
    return plan
  }

  private func extend(
    _ plan: EscalationPlan, _ mass: [Double], by tier: Int
  ) -> (EscalationPlan, [Double]) {
    var longer = plan
    let reached = min(1, mass.reduce(0, +))
    longer.races.append(tier)
    longer.reached.append(reached)
    var sums = (right: 0.0, wrong: 0.0, votes: 0.0)
    var left = mass
    for (kind, race) in races[tier].enumerated() {
      sums.right += mass[kind] * race.correct
      sums.wrong += mass[kind] * race.wrong
      sums.votes += mass[kind] * race.meanVotes
      left[kind] *= race.undecided
    }
    longer.right = min(1, plan.right + sums.right)
    longer.wrong = min(1, plan.wrong + sums.wrong)
    longer.givenUp = min(1, left.reduce(0, +))
    let calls = sums.votes / tiers[tier].validRate
    longer.calls[tier] += calls
    longer.cost += calls * tiers[tier].costPerCall
    return (longer, left)
  }
}
