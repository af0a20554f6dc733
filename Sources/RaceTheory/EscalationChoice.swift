package import MAKERCore

/// Plans against each other.
package enum EscalationChoice {
  /// The cheapest plan with which a task reaches its target.
  ///
  /// - Parameters:
  ///   - plans: The plans.
  ///   - steps: Steps of the task; count, at least 1.
  ///   - target: Required success of the whole task.
  /// - Returns: The plan of least cost a step; nil where none is good enough.
  package static func cheapest(
    of plans: [EscalationPlan], steps: Int, target: Probability
  ) -> EscalationPlan? {
    plans.filter { $0.reliability(steps: steps).reaches(target) }.min { isCheaper($0, $1) }
  }

  /// The plan that fails least often, the cheapest of those.
  ///
  /// - Parameter plans: The plans; at least 1.
  /// - Returns: The plan.
  package static func surest(of plans: [EscalationPlan]) -> EscalationPlan {
    plans.dropFirst().reduce(plans[0]) {
      let gain = gain(from: $0, to: $1)
      return gain > 0 || (gain == 0 && $1.cost < $0.cost) ? $1 : $0
    }
  }

  /// The plan of least cost and loss together.
  ///
  /// - Parameters:
  ///   - plans: The plans; at least 1.
  ///   - value: What a step is worth that is decided rightly; money, at least 0.
  ///   - wrongLoss: What a step decided wrongly does harm beyond that; money, at least 0.
  /// - Returns: The plan that minimises `cost + value·(wrong + given up) + wrongLoss·wrong`.
  package static func best(
    of plans: [EscalationPlan], value: Double, wrongLoss: Double = 0
  ) -> EscalationPlan {
    plans.dropFirst().reduce(plans[0]) {
      let saved = $0.cost - $1.cost + wrongLoss * ($0.wrong - $1.wrong)
      return saved + value * gain(from: $0, to: $1) > 0 ? $1 : $0
    }
  }

  /// How much more often a plan decides rightly than another.
  ///
  /// - Parameters:
  ///   - plan: The other plan.
  ///   - next: The plan.
  /// - Returns: The difference, negative where it does so less often, and 0 where it is rounding: within
  ///   1e-14 of the rarer of being right and failing; unit 1.
  package static func gain(from plan: EscalationPlan, to next: EscalationPlan) -> Double {
    let (less, more) =
      min(plan.failure, next.failure) > 0.5
      ? (plan.right, next.right) : (next.failure, plan.failure)
    let gain = more - less
    return abs(gain) <= 1e-14 * max(less, more) ? 0 : gain
  }

  /// The plans that no other beats in both cost and failure.
  ///
  /// - Parameter plans: The plans.
  /// - Returns: Them by rising cost and falling failure.
  package static func frontier(of plans: [EscalationPlan]) -> [EscalationPlan] {
    var frontier: [EscalationPlan] = []
    for plan in plans.sorted(by: { isCheaper($0, $1) })
    where frontier.last.map({ gain(from: $0, to: plan) > 0 }) ?? true { frontier.append(plan) }
    return frontier
  }

  /// From which value of a right step on each plan of the frontier is the best.
  ///
  /// - Parameter frontier: Plans by rising cost and falling failure.
  /// - Returns: Plans that are best at some value, with the least such value; money.
  package static func byValue(
    _ frontier: [EscalationPlan]
  ) -> [(plan: EscalationPlan, from: Double)] {
    var hull: [(plan: EscalationPlan, from: Double)] = []
    for plan in frontier {
      while let last = hull.last {
        let value = (plan.cost - last.plan.cost) / gain(from: last.plan, to: plan)
        if value > last.from || hull.count == 1 {
          hull.append((plan, value))
          break
        }
        hull.removeLast()
      }
      if hull.isEmpty { hull.append((plan, 0)) }
    }
    return hull
  }

  private static func isCheaper(_ one: EscalationPlan, _ other: EscalationPlan) -> Bool {
    (one.cost, one.failure) < (other.cost, other.failure)
  }
}
