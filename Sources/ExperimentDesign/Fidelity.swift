/// How much of a trial is simulated.
package enum Fidelity: String, Codable, CaseIterable, Sendable {
  /// Every draw as a prompt and the text of a reply, through the orchestrator; the cost grows with the
  /// draws, some hundred times that of `vote`.
  case agent
  /// Every draw as a candidate or a flag; the cost grows with the draws.
  case vote
  /// Whole tasks from the exact law of a race; never evidence about that law.
  case aggregate
  /// Nothing: theory alone.
  case exact

  /// Whether votes are really cast, so that a tally is evidence about the exact law.
  package var castsVotes: Bool { self == .agent || self == .vote }
}

/// What one trial is.
package enum TrialUnit: String, Codable, CaseIterable, Sendable {
  /// One race, that is one voted step.
  case race
  /// One whole task, all its steps; a race undecided at the cap stops it.
  case task
}
