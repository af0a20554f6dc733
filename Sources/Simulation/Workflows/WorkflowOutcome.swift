package import Economics

/// What one simulated run of a workflow took.
package struct WorkflowOutcome: Equatable, Sendable {
  /// What it cost; nil where a price or the tokens of a call are unknown.
  package var cost: Money?
  /// Time from the planner's first call to the last; seconds, at least 0.
  package var makespan: Double
  /// Time of all tries of all agents, as if one agent did them one after another; seconds.
  package var workTime: Double
  /// Tries of tasks; count, at least the number of agents.
  package var tries: Int
  /// Whether every task succeeded in one of its tries.
  package var isSuccess: Bool
}
