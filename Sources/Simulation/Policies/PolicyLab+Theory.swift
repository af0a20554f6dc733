import Economics
import RaceTheory

/// What a task of a stream is expected to come to under a policy: exact.
package struct PolicyExpectation: Equatable, Sendable {
  /// Probability that it ends right; unit 1.
  package internal(set) var right = 0.0
  /// Probability that it ends wrong and nobody sees it; unit 1.
  package internal(set) var wrong = 0.0
  /// Probability that every attempt failed in sight; unit 1.
  package internal(set) var failed = 0.0
  /// Probability that a tier above the first is asked; unit 1.
  package internal(set) var escalated = 0.0
  /// Expected attempts; count.
  package internal(set) var attempts = 0.0
  /// Expected cost; the price book's unit.
  package internal(set) var cost = 0.0
}

extension PolicyLab {
  /// The exact expectation over all that a task can be, for a policy that does not heed the budget.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - taskClass: Index of the class; from 0, nil for all of them by weight.
  /// - Returns: The expectation; nil where decisions depend on the budget or put work off.
  /// - Throws: `MarginError`, `TheoryError`.
  package func expectation(
    _ policy: any WorkPolicy, taskClass: Int? = nil
  ) throws -> PolicyExpectation? {
    guard !policy.heedsBudget else { return nil }
    var sum = PolicyExpectation()
    let kinds = taskClass.map { [$0] } ?? Array(stream.classes.indices)
    let weights = kinds.reduce(0) { $0 + stream.classes[$1].weight }
    for kind in kinds {
      let share = stream.classes[kind].weight / weights
      // Much that can be seen leads to one plan, which is solved once.
      var plans: [(plan: WorkPlan, share: Double)] = []
      for (seen, visibleShare) in visible(ofClass: kind) {
        guard case .work(let plan) = policy.decide(seen, WeekLedger(limits)) else { return nil }
        if let same = plans.firstIndex(where: { $0.plan == plan }) {
          plans[same].share += visibleShare
        } else {
          plans.append((plan, visibleShare))
        }
      }
      for (plan, planShare) in plans { try add(plan, kind, share * planShare, to: &sum) }
    }
    return sum
  }

  private func add(
    _ plan: WorkPlan, _ kind: Int, _ share: Double, to sum: inout PolicyExpectation
  ) throws {
    let taskClass = stream.classes[kind]
    let levels = taskClass.levels.reduce(0) { $0 + $1.share }
    for (index, level) in taskClass.levels.enumerated() where level.share > 0 {
      let law = try WorkPlanLaw(
        plan, stepSuccess: stepSuccess(taskClass: kind, level: index), steps: taskClass.steps,
        detection: taskClass.detection)
      let weight = share * level.share / levels
      sum.right += weight * law.right
      sum.wrong += weight * law.wrong
      sum.failed += weight * law.failed
      sum.escalated += weight * law.escalated
      sum.attempts += weight * law.attempts
      sum.cost += weight * law.cost(callCosts[kind].map { Double($0) * 1e-12 })
    }
  }

  /// All that can be seen of tasks of a class, and how often.
  private func visible(ofClass kind: Int) -> [(VisibleTask, Double)] {
    let own = stream.classes[kind]
    let others = stream.classes.indices.filter { $0 != kind }
    let wrong = others.isEmpty ? 0 : stream.mislabelled
    var labels: [(String?, Double)] = [
      (nil, stream.unlabelled), (own.label, 1 - wrong - stream.unlabelled),
    ]
    labels += others.map { (stream.classes[$0].label, wrong / Double(others.count)) }
    // In one order, so that the sum is the same bits in every run.
    let sum = Criticality.allCases.reduce(0) { $0 + (own.criticality[$1] ?? 0) }
    var all: [(VisibleTask, Double)] = []
    for criticality in Criticality.allCases {
      let weight = (own.criticality[criticality] ?? 0) / sum
      for (label, share) in labels where share * weight > 0 {
        all += own.texts.map { text in
          let seen = VisibleTask(
            label: label, text: text, criticality: criticality, agent: own.agent, phase: own.phase)
          return (seen, share * weight / Double(own.texts.count))
        }
      }
    }
    return all
  }
}
