import MAKERCore

/// What one simulated race did; the right candidate is number 0.
package struct RaceOutcome: Equatable, Sendable {
  /// How a race can end, seen by someone who knows the right answer.
  package enum End: Sendable {
    /// The right candidate won.
    case correct
    /// A wrong candidate won.
    case wrong
    /// No candidate had won at the cap.
    case undecided

    init(_ verdict: Verdict) {
      self =
        switch verdict {
        case .won(candidate: 0): .correct
        case .won: .wrong
        case .undecided: .undecided
        }
    }
  }

  /// How the race ended.
  package var end: End
  /// Valid draws; votes.
  package var votes: Int
  /// Replies asked for, flagged or not; draws.
  package var draws: Int

  package init(end: End, votes: Int, draws: Int) {
    self.end = end
    self.votes = votes
    self.draws = draws
  }
}
