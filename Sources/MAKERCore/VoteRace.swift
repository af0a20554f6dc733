/// One race between interned candidates, vote by vote, by the race rule and a cap on votes.
///
/// Candidates are small integers that the caller gave in order of first appearance or by a fixed
/// table; the first sixteen are counted in place, so that a usual race allocates nothing.
@frozen
public struct VoteRace: Sendable {
  /// Candidates counted without allocation.
  @usableFromInline
  static var inlineCandidates: Int { 16 }

  /// When a race is decided.
  public let rule: RaceRule
  /// Most votes before the race is undecided; votes, `Int.max` for no cap.
  public let cap: Int
  @usableFromInline var _counts: InlineArray<16, Int32>
  @usableFromInline var _spill: [Int32]
  @usableFromInline var _votes: Int
  @usableFromInline var _leader: Int
  @usableFromInline var _leaderVotes: Int
  @usableFromInline var _runnerUpVotes: Int

  /// Starts a race without votes.
  ///
  /// - Parameters:
  ///   - rule: When the race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  @inlinable
  public init(rule: RaceRule, cap: Int? = nil) {
    precondition(cap ?? 1 >= 1, "a cap is at least 1 vote")
    self.rule = rule
    self.cap = cap ?? Int.max
    self._counts = InlineArray(repeating: 0)
    self._spill = []
    self._votes = 0
    self._leader = -1
    self._leaderVotes = 0
    self._runnerUpVotes = 0
  }

  /// Votes cast so far; votes.
  @inlinable public var votes: Int { _votes }

  /// The candidate that leads, the first to reach its count on a tie; nil before any vote.
  @inlinable public var leader: Int? { _leader < 0 ? nil : _leader }

  /// Lead of the leader over every other candidate; votes.
  @inlinable public var lead: Int { _leaderVotes - _runnerUpVotes }

  /// Fewest further votes that can decide the race, whatever its cap; votes.
  @inlinable public var votesNeeded: Int {
    rule.votesNeeded(leader: _leaderVotes, runnerUp: _runnerUpVotes)
  }

  /// Votes of a candidate; votes.
  @inlinable
  public func count(of candidate: Int) -> Int {
    if candidate < Self.inlineCandidates { return Int(_counts[candidate]) }
    let index = candidate - Self.inlineCandidates
    return index < _spill.count ? Int(_spill[index]) : 0
  }

  /// Counts one vote and returns the verdict when this vote ends the race.
  ///
  /// - Parameter candidate: The interned candidate; at least 0.
  /// - Returns: The verdict, or nil while the race goes on.
  @inlinable
  public mutating func cast(_ candidate: Int) -> Verdict? {
    let count = _increment(candidate)
    _votes &+= 1
    if candidate == _leader {
      _leaderVotes = count
    } else if count > _leaderVotes {
      _runnerUpVotes = _leaderVotes
      _leaderVotes = count
      _leader = candidate
    } else if count > _runnerUpVotes {
      _runnerUpVotes = count
    }
    // Only the candidate just voted for can have won, and it leads if it has.
    if rule.isDecided(leader: _leaderVotes, runnerUp: _runnerUpVotes) {
      return .won(candidate: _leader)
    }
    return _votes >= cap ? .undecided : nil
  }

  @inlinable
  mutating func _increment(_ candidate: Int) -> Int {
    if candidate < Self.inlineCandidates {
      _counts[candidate] &+= 1
      return Int(_counts[candidate])
    }
    let index = candidate - Self.inlineCandidates
    while _spill.count <= index { _spill.append(0) }
    _spill[index] &+= 1
    return Int(_spill[index])
  }
}
