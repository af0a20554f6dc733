/// What the labelled draws of one step were.
package struct StepCounts: Hashable, Sendable {
  /// Valid draws that were right; count.
  package let right: Int
  /// Valid draws that were wrong; count.
  package let wrong: Int
  /// Draws that were red-flagged; count.
  package let flagged: Int

  /// Makes the counts; each at least 0.
  package init(right: Int, wrong: Int, flagged: Int = 0) {
    precondition(right >= 0 && wrong >= 0 && flagged >= 0, "counts are 0 or more")
    self.right = right
    self.wrong = wrong
    self.flagged = flagged
  }

  /// Draws that were not flagged; count.
  package var valid: Int { right + wrong }
  /// All draws; count.
  package var draws: Int { right + wrong + flagged }
}
