/// How far a sweep is, for a progress line.
package struct SweepProgress: Sendable {
  /// Share of the expected work that is done; unit 1, range [0, 1].
  package var fraction: Double
  /// Votes cast by this sweep, resumed ones not counted; votes.
  package var votes: Int
  /// Points whose stop rule has ended them; count.
  package var pointsDone: Int
  /// Points of the sweep; count.
  package var points: Int

  /// Takes how far a sweep is; see the properties.
  package init(fraction: Double, votes: Int, pointsDone: Int, points: Int) {
    self.fraction = fraction
    self.votes = votes
    self.pointsDone = pointsDone
    self.points = points
  }
}

/// Why a sweep returned.
package enum SweepEnding: Equatable, Sendable {
  /// Every point is done.
  case finished
  /// A request to stop came; the same sweep goes on where it ended.
  case interrupted
}
