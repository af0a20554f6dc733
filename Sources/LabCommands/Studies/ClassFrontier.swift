import Analysis
import Economics
import Simulation

/// Cost and success of each policy on each class of tasks: exact.
struct ClassFrontier {
  private(set) var rows: [[String]] = []
  private(set) var quantities: [StudyQuantity] = []

  static let columns = ["class", "policy", "cost", "success", "unseen", "escalated", "frontier"]

  /// Solves all classes for all policies that do not heed the budget.
  ///
  /// - Parameters:
  ///   - lab: The laboratory.
  ///   - policies: The policies.
  /// - Throws: What theory throws.
  init(_ lab: PolicyLab, _ policies: [any WorkPolicy]) throws {
    for (index, kind) in lab.stream.classes.enumerated() {
      let all = try policies.compactMap { policy in
        try lab.expectation(policy, taskClass: index).map { (name: policy.name, value: $0) }
      }
      for own in all {
        let isBeaten = all.contains {
          $0.value.cost <= own.value.cost && $0.value.right >= own.value.right
            && ($0.value.cost < own.value.cost || $0.value.right > own.value.right)
        }
        rows.append([
          kind.name, own.name, NumberFormat.significant(own.value.cost, 8),
          NumberFormat.significant(own.value.right, 8),
          NumberFormat.significant(own.value.wrong, 8),
          NumberFormat.significant(own.value.escalated, 8), isBeaten ? "0" : "1",
        ])
        let name = "\(kind.name)_\(own.name)"
        quantities += [
          StudyQuantity("class_cost_\(name)", own.value.cost, note: "dollars a task"),
          StudyQuantity("class_success_\(name)", own.value.right),
          StudyQuantity("class_frontier_\(name)", isBeaten ? 0 : 1),
        ]
      }
    }
  }
}
