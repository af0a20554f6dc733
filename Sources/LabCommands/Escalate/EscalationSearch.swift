import MAKERCore
import RaceTheory

/// The best of the plans that are offered: the cheapest that reaches the target, the one of least loss
/// where a right step has a value, else the surest.
struct EscalationSearch {
  private let question: EscalationQuestion
  private var reached: (loss: Double, ladder: EscalationLadder, plan: EscalationPlan)?
  private var surest: (ladder: EscalationLadder, plan: EscalationPlan)?

  init(_ question: EscalationQuestion) {
    self.question = question
  }

  /// Takes a plan where it is better than what was offered before.
  mutating func offer(_ plan: EscalationPlan, of ladder: EscalationLadder) {
    if plan.failure < surest?.plan.failure ?? .infinity { surest = (ladder, plan) }
    let loss: Double
    if let value = question.value {
      loss = plan.cost + value * plan.failure + question.wrongLoss * plan.wrong
    } else {
      guard plan.reliability(steps: question.steps).reaches(question.target) else { return }
      loss = plan.cost
    }
    if loss < reached?.loss ?? .infinity { reached = (loss, ladder, plan) }
  }

  /// Whether no plan of at least that cost a step can be better.
  func isOver(_ cost: Double) -> Bool { reached.map { $0.loss <= cost } ?? false }

  /// The best plan offered; nil without any.
  var result: (ladder: EscalationLadder, plan: EscalationPlan, isReached: Bool)? {
    reached.map { ($0.ladder, $0.plan, true) } ?? surest.map { ($0.ladder, $0.plan, false) }
  }
}
