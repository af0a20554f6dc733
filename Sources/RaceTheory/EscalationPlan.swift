package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The models on which a step is raced one after another until a race is decided, and what that
/// comes to; given up after the last.
package struct EscalationPlan: Equatable, Sendable {
  /// Index of the model of each race; from 0, empty for giving up at once.
  package internal(set) var races: [Int] = []
  /// Share of the steps that come to each race; unit 1.
  package internal(set) var reached: [Double] = []
  /// Probability that the step is decided rightly; unit 1.
  package internal(set) var right = 0.0
  /// Probability that the step is decided wrongly; unit 1, without cancellation.
  package internal(set) var wrong = 0.0
  /// Probability that the step is given up; unit 1, without cancellation.
  package internal(set) var givenUp = 1.0
  /// Expected cost of a step; money.
  package internal(set) var cost = 0.0
  /// Expected calls to each model, flagged ones included; calls.
  package internal(set) var calls: [Double]

  init(tiers: Int) {
    calls = [Double](repeating: 0, count: tiers)
  }

  /// Probability that the step is not decided rightly; unit 1, without cancellation.
  package var failure: Double { wrong + givenUp }

  /// A task of such steps, which one given up stops.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: How it ends.
  package func reliability(steps: Int) -> TaskReliability {
    TaskReliability(subtaskWrong: wrong, subtaskUndecided: givenUp, subtasks: Double(steps))
  }

  /// Expected cost of a task, which stops at a step given up.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: `cost·(1 − (1 − g)^s)/g` for the probability g of giving up a step; money.
  package func taskCost(steps: Int) -> Double {
    let count = Double(steps)
    if givenUp >= 1 { return cost }
    if givenUp <= 0 { return cost * count }
    return cost * (0 - expm1(count * log1p(-givenUp))) / givenUp
  }
}

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
      $1.failure < $0.failure || ($1.failure == $0.failure && $1.cost < $0.cost) ? $1 : $0
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
    func loss(_ plan: EscalationPlan) -> Double {
      plan.cost + value * plan.failure + wrongLoss * plan.wrong
    }
    return plans.dropFirst().reduce(plans[0]) { loss($1) < loss($0) ? $1 : $0 }
  }

  /// The plans that no other beats in both cost and failure.
  ///
  /// - Parameter plans: The plans.
  /// - Returns: Them by rising cost and falling failure.
  package static func frontier(of plans: [EscalationPlan]) -> [EscalationPlan] {
    var frontier: [EscalationPlan] = []
    for plan in plans.sorted(by: { isCheaper($0, $1) })
    where plan.failure < frontier.last?.failure ?? .infinity { frontier.append(plan) }
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
        let value = (plan.cost - last.plan.cost) / (last.plan.failure - plan.failure)
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
