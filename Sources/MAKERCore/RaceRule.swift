/// Says when a race is decided; nothing else does.
///
/// The first candidate whose lead over every other is the margin wins.
@frozen
public struct RaceRule: Hashable, Sendable {
  /// Margin k; votes, at least 1.
  public let margin: Int

  /// Makes the rule "first to lead by `margin`"; the margin is at least 1 vote.
  @inlinable
  public init(margin: Int) {
    precondition(margin >= 1, "a margin is at least 1 vote")
    self.margin = margin
  }

  /// Whether the leader has won.
  ///
  /// - Parameters:
  ///   - leader: Votes of the leading candidate.
  ///   - runnerUp: Most votes of any other candidate, 0 when there is none.
  /// - Returns: True when the lead is at least the margin.
  @inlinable
  public func isDecided(leader: Int, runnerUp: Int) -> Bool {
    leader - runnerUp >= margin
  }
}
