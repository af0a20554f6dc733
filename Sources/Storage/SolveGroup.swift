import ExperimentDesign

/// Steps of a solve that were decided one after another, and how far the solve is with them.
package struct SolveGroup: Equatable, Sendable {
  /// Indices of the steps; not empty.
  package var range: Range<Int>
  /// One line a step: action, votes, draws, `y` where it is right or `n`, and the number of the channel
  /// that decided it, separated by tabs.
  package var steps: String
  /// The last action as text; nil only where no step was decided.
  package var previous: String?
  /// The state after the last step, as text.
  package var state: String
  /// Sums over all steps from the first of the solve on; JSON.
  package var progress: String

  /// Takes a group; see the properties.
  package init(
    range: Range<Int>, steps: String, previous: String?, state: String, progress: String
  ) {
    self.range = range
    self.steps = steps
    self.previous = previous
    self.state = state
    self.progress = progress
  }

  /// SHA-256 of all fields: damage that SQLite's own check cannot see shows in it.
  func digest(of solve: StrongID) -> String {
    StrongID(
      of: """
        \(solve) \(range.lowerBound) \(range.upperBound)
        \(previous ?? "")
        \(state)
        \(progress)
        \(steps)
        """
    ).description
  }
}
