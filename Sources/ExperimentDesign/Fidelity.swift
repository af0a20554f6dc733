/// How much of a trial is simulated.
package enum Fidelity: String, Codable, CaseIterable, Sendable {
  /// Every draw as a candidate or a flag; the cost grows with the draws.
  case vote
  /// Whole tasks from the exact law of a race; never evidence about that law.
  case aggregate
}

/// What one trial is.
package enum TrialUnit: String, Codable, CaseIterable, Sendable {
  /// One race, that is one voted step.
  case race
  /// One whole task, all its steps; a race undecided at the cap stops it.
  case task
}
