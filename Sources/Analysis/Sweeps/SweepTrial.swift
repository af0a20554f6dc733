package import MAKERCore

/// One trial of a cell, as the recorded draws tell it: a voted step, or a whole task.
package struct SweepTrial: Sendable {
  /// How a trial ended.
  package enum Outcome: Sendable {
    /// Decided for the known answer.
    case right
    /// Decided for another answer than the known one.
    case wrong
    /// Not decided, so that the task stopped.
    case undecided
    /// Decided, and nobody knows the right answer.
    case unlabelled
  }

  /// How it ended.
  package var outcome: Outcome
  /// Whether somebody knows the right answer; without one, no ending is a success or a failure.
  package var isLabelled: Bool
  /// What its steps took.
  package var report: SolveReport
  /// Steps whose first draw was valid, up to the first step that was not voted right; count.
  package var firstValid: Int
  /// Of these, steps whose first draw was right; count.
  package var firstRight: Int

  /// Makes a trial; see the properties.
  package init(
    outcome: Outcome, report: SolveReport, isLabelled: Bool = true, firstValid: Int = 0,
    firstRight: Int = 0
  ) {
    self.outcome = outcome
    self.isLabelled = isLabelled && outcome != .unlabelled
    self.report = report
    self.firstValid = firstValid
    self.firstRight = firstRight
  }
}
