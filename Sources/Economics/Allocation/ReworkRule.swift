/// When the share of an agent's work that had to be done again escalates it.
package struct ReworkRule: Hashable, Sendable {
  /// Most work that may be done again; percent of a window, 0 to 99.
  package let percent: Int
  /// Pieces of work that are looked at together; count, 1 to 1000.
  package let window: Int

  /// Makes a rule; see the properties.
  package init(percent: Int, window: Int) {
    precondition((0...99).contains(percent) && (1...1000).contains(window))
    self.percent = percent
    self.window = window
  }

  /// Most pieces of a window that may be done again; count.
  package var most: Int { percent * window / 100 }

  /// The rule as `20 % rework in a window of 10`.
  package var words: String { "\(percent) % rework in a window of \(window)" }
}
