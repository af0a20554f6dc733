import MAKERCore
import RaceTheory

/// The best of the plans that are offered: the cheapest that reaches the target, the one of least loss
/// where a right step has a value, else the surest.
struct EscalationSearch {
  private let question: EscalationQuestion
  private var reached: Offer?
  private var surest: Offer?

  /// A plan with the margin and cap of its ladder.
  typealias Offer = (ladder: EscalationLadder, plan: EscalationPlan)

  init(_ question: EscalationQuestion) {
    self.question = question
  }

  /// Takes the best of some plans where it is better than what was offered before.
  mutating func offer(_ plans: [EscalationPlan], of ladder: EscalationLadder) {
    func better(
      _ held: Offer?, _ choose: ([EscalationPlan]) -> EscalationPlan?
    ) -> Offer? {
      let chosen = choose((held.map { [$0.plan] } ?? []) + plans)
      return chosen == held?.plan ? held : chosen.map { (ladder, $0) }
    }
    guard !plans.isEmpty else { return }
    surest = better(surest) { EscalationChoice.surest(of: $0) }
    reached = better(reached) { plans in
      if let value = question.value {
        return EscalationChoice.best(of: plans, value: value, wrongLoss: question.wrongLoss)
      }
      return EscalationChoice.cheapest(
        of: plans, steps: question.steps, target: question.target)
    }
  }

  /// What a plan costs and loses; money.
  private func loss(_ plan: EscalationPlan) -> Double {
    plan.cost + (question.value ?? 0) * plan.failure + question.wrongLoss * plan.wrong
  }

  /// Whether no plan of at least that cost a step can be better.
  func isOver(_ cost: Double) -> Bool { reached.map { loss($0.plan) <= cost } ?? false }

  /// The best plan offered; nil without any.
  var result: (ladder: EscalationLadder, plan: EscalationPlan, isReached: Bool)? {
    reached.map { ($0.ladder, $0.plan, true) } ?? surest.map { ($0.ladder, $0.plan, false) }
  }
}
