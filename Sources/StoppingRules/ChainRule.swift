package import MAKERCore

/// A stopping rule whose races between two candidates are a chain: what it does next follows from the
/// two counts and one of a few phases.
package protocol ChainRule: StoppingRule {
  /// Phases of an open race; count, at least 1.  A race starts in phase 0.
  var phases: Int { get }

  /// Says what a vote does to a race between two candidates.
  ///
  /// - Parameters:
  ///   - phase: Phase before the vote.
  ///   - voted: Candidate of the vote, 0 or 1.
  ///   - counts: Votes of both candidates after the vote.
  /// - Returns: The next phase, or how the race ends.
  func turn(phase: Int, voted: Int, counts: (first: Int, second: Int)) -> ChainTurn
}

/// What a vote does to a race.
package enum ChainTurn: Equatable, Sendable {
  /// The race goes on in that phase; 0 to below `phases`.
  case open(phase: Int)
  /// The race is over, won or undecided.
  case ended(Verdict)
}
