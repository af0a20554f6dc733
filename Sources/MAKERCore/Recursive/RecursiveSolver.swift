/// Solves a problem by splitting it in two, recursively, with a voting at every turn.
///
/// Algorithm 4 leaves open how a voting over candidates goes; the reading here:
/// - N = 2k − 1 candidates are drawn, then an agent that sees them all votes for one by its number until
///   one has k votes, at most N times.  So the authors' released code does, for decompositions and for
///   answers, whether of a whole problem or of a combination.
/// - Candidates with the same text are one candidate: a vote for either counts for both.
/// - Where no candidate has k votes after N, the one with most is taken, of several the first to have
///   that many; this is counted as a plurality, for it is no verdict.
/// - With `AnswerVoting.exactMatch` answers are voted on without that agent: each one drawn is a vote.
///
/// A flagged reply is drawn again, up to a limit; a sample that never came is missing and counted.
///
/// - Source: arXiv 2511.09030, Algorithm 4 and Appendix F.
public struct RecursiveSolver: Sendable {
  /// How problems are solved.
  public let policy: RecursivePolicy
  /// How decompositions are read.
  public let reader: any DecompositionReader

  /// Makes a solver.
  ///
  /// - Parameters:
  ///   - policy: How problems are solved.
  ///   - reader: How decompositions are read.
  public init(_ policy: RecursivePolicy, reader: any DecompositionReader = DecompositionGrammar()) {
    self.policy = policy
    self.reader = reader
  }

  /// Solves a problem over a channel that answers at once.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - trial: Index of the trial; at least 0.
  ///   - channel: The channel, which all four agents speak through.
  ///   - judge: Says afterwards which winners were wrong, for the counts; nil for nobody.
  /// - Returns: The voted answer, and what it took.
  /// - Throws: `ChannelFailure` where a draw failed; nothing is asked again because of a failure.
  public func solve(
    _ problem: String, trial: Int = 0, over channel: some ImmediateChannel,
    judge: (any RecursiveJudge)? = nil
  ) throws(ChannelFailure) -> RecursiveSolution {
    var run = RecursiveRun(solver: self, channel: channel, trial: trial, judge: judge)
    let answer = try run.solve(problem, depth: 0, node: 1)
    return RecursiveSolution(answer: answer, counts: run.counts)
  }
}
