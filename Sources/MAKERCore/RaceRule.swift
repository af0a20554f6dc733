/// Says when a race is decided; nothing else does.
@frozen
public struct RaceRule: Hashable, Sendable {
  /// What a candidate needs to win.
  @frozen
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// A lead of the margin over every other candidate.
    case firstToAheadBy = "first-to-ahead-by-k"
    /// As many votes as the margin, whatever the others have.
    case firstTo = "first-to-k"
  }

  /// Margin k; votes, at least 1.
  public let margin: Int
  /// What a candidate needs to win.
  public let kind: Kind

  /// Makes the rule "first to lead by `margin`" or "first to `margin` votes".
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - kind: What a candidate needs to win.
  @inlinable
  public init(margin: Int, kind: Kind = .firstToAheadBy) {
    precondition(margin >= 1, "a margin is at least 1 vote")
    self.margin = margin
    self.kind = kind
  }

  /// Whether the leader has won.
  ///
  /// - Parameters:
  ///   - leader: Votes of the leading candidate.
  ///   - runnerUp: Most votes of any other candidate, 0 when there is none.
  /// - Returns: True when the leader has what it needs.
  @inlinable
  public func isDecided(leader: Int, runnerUp: Int) -> Bool {
    votesNeeded(leader: leader, runnerUp: runnerUp) <= 0
  }

  /// Fewest further votes that can decide the race; votes, at most 0 when it is decided.
  ///
  /// - Parameters:
  ///   - leader: Votes of the leading candidate.
  ///   - runnerUp: Most votes of any other candidate, 0 when there is none.
  /// - Returns: The votes that the leader lacks.
  @inlinable
  public func votesNeeded(leader: Int, runnerUp: Int) -> Int {
    switch kind {
    case .firstToAheadBy: margin - (leader - runnerUp)
    case .firstTo: margin - leader
    }
  }
}
