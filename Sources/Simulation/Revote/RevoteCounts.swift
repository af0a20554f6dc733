package import MAKERCore

/// What a way of voting makes of recorded draws.
package struct RevoteCounts: Equatable, Sendable {
  /// Recorded steps that were voted on; count.
  package var steps = 0
  /// Steps with a winner; count.
  package var decided = 0
  /// Of these, steps whose winner is the right answer; count.
  package var right = 0
  /// Of these, steps whose winner is another; count.
  package var wrong = 0
  /// Steps that met the cap or the draw limit; count.
  package var undecided = 0
  /// Steps that would need more draws than are recorded; count.
  package var ranOut = 0
  /// Votes of the steps that came to an end; votes.
  package var votes = 0
  /// Draws of the steps that came to an end; draws.
  package var draws = 0
  /// Discarded replies of the steps that came to an end.
  package var flags = FlagCounts()
  /// Trials whose whole task was followed from its start; count.
  package var tasks = 0
  /// Of these, tasks of which every step was decided; count.
  package var finished = 0
  /// Of these, finished tasks that reached the goal; count.
  package var solved = 0
  /// Tasks that stopped at a step that met a limit; count.
  package var tasksUndecided = 0
  /// Tasks that stopped where draws ran out; count.
  package var tasksRanOut = 0
  /// Tasks in which another answer won than when they were recorded, so that the next step was never
  /// asked; count.
  package var tasksLeft = 0

  /// Starts at nothing.
  package init() {}

  /// Votes of a step that came to an end, on average; nil where none did.
  package var votesPerStep: Double? {
    let ended = decided + undecided
    return ended > 0 ? Double(votes) / Double(ended) : nil
  }
}
