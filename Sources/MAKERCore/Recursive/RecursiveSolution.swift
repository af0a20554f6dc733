/// What solving one problem took.
public struct RecursiveCounts: Hashable, Sendable {
  /// Problems that were split in two; nodes.
  public var decomposed = 0
  /// Problems that were answered whole; nodes.
  public var atomic = 0
  /// Votings held, over decompositions and over answers; votings.
  public var votings = 0
  /// Votings in which no candidate reached k votes, so that the one with most was taken; votings.
  public var pluralities = 0
  /// Votings without any candidate, or without any vote; votings.
  public var empty = 0
  /// Votings whose winner is wrong, as far as a judge could tell; votings.
  public var wrong = 0
  /// Votes cast over all votings; votes.
  public var votes = 0
  /// Replies asked for, flagged or not; draws.
  public var draws = 0
  /// Sum over votings of the square of the draws of a voting that were not flagged; draws².
  public var validSquared = 0
  /// Draws discarded, by reason.
  public var flags = FlagCounts()
  /// Samples given up after as many flagged draws as a sample may have; samples.
  public var lost = 0

  /// Starts with nothing.
  public init() {}

  /// Draws that were not flagged: candidates and votes on them; draws.
  public var valid: Int { draws - flags.total }

  /// Adds the counts of another problem.
  public static func += (sum: inout RecursiveCounts, other: RecursiveCounts) {
    sum.decomposed += other.decomposed
    sum.atomic += other.atomic
    sum.votings += other.votings
    sum.pluralities += other.pluralities
    sum.empty += other.empty
    sum.wrong += other.wrong
    sum.votes += other.votes
    sum.draws += other.draws
    sum.validSquared += other.validSquared
    sum.flags += other.flags
    sum.lost += other.lost
  }
}

/// What came of one problem.
public struct RecursiveSolution: Hashable, Sendable {
  /// The voted answer; nil where a voting that it needs had no candidate.
  public var answer: String?
  /// What it took.
  public var counts: RecursiveCounts

  /// Makes a solution of its two parts.
  public init(answer: String?, counts: RecursiveCounts) {
    self.answer = answer
    self.counts = counts
  }
}
