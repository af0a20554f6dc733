import MAKERCore

/// What one simulated race did; right candidates are the first.
package struct RaceOutcome: Equatable, Sendable {
  /// How a race can end, seen by someone who knows the right answer.
  package enum End: Sendable {
    /// A right candidate won.
    case correct
    /// A wrong candidate won.
    case wrong
    /// No candidate had won at the cap.
    case undecided

    /// Judges a verdict.
    ///
    /// - Parameters:
    ///   - verdict: What the race came to.
    ///   - right: Candidates that are right; count, 1 unless answers are equally good.
    init(_ verdict: Verdict, right: Int = 1) {
      self =
        switch verdict {
        case .won(let candidate): candidate < right ? .correct : .wrong
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

  /// Takes how a race ended; votes and draws are counts, draws at least as many as votes.
  package init(end: End, votes: Int, draws: Int) {
    self.end = end
    self.votes = votes
    self.draws = draws
  }
}
