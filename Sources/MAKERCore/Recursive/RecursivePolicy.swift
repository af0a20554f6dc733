/// How the answers to one problem are voted on.
public enum AnswerVoting: String, Hashable, Sendable, CaseIterable {
  /// All candidates are drawn, then an agent that sees them votes for one by its number, as in the
  /// authors' released code.
  case discriminated
  /// Every answer drawn is itself a vote for what it says, as in Algorithm 2.
  case exactMatch = "exact match"
}

/// How a problem is solved by recursive decomposition.
public struct RecursivePolicy: Hashable, Sendable {
  /// Deepest recursion that nodes of the tree can be numbered for; levels.
  public static let depths = 0...40

  /// Votes k that a candidate needs; votes, at least 1.
  public var margin: Int
  /// Depth from which nothing is decomposed; levels, 0 for one problem that is not split at all.
  public var maxDepth: Int
  /// How answers are voted on; decompositions always go through an agent that sees them all.
  public var answers: AnswerVoting
  /// Most draws for one sample, where replies are flagged; at least 1.
  public var attempts: Int
  /// Temperature τ of decompositions and answers; unit 1, at least 0.
  public var samplingTemperature: Double
  /// Temperature τ of votes on candidates; unit 1, at least 0.
  public var judgingTemperature: Double
  /// Most tokens of a reply; tokens, nil for no limit but the channel's.
  public var tokenLimit: Int?

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - margin: Votes k that a candidate needs; votes, at least 1.
  ///   - maxDepth: Depth from which nothing is decomposed; levels, 0 to 40.
  ///   - answers: How answers are voted on.
  ///   - attempts: Most draws for one sample, where replies are flagged; at least 1.
  ///   - samplingTemperature: Temperature τ of decompositions and answers; unit 1, at least 0.
  ///   - judgingTemperature: Temperature τ of votes on candidates; unit 1, at least 0.
  ///   - tokenLimit: Most tokens of a reply; at least 1, nil for no limit but the channel's.
  public init(
    margin: Int, maxDepth: Int, answers: AnswerVoting = .discriminated, attempts: Int = 10,
    samplingTemperature: Double = 0.5, judgingTemperature: Double = 1, tokenLimit: Int? = nil
  ) {
    precondition(margin >= 1, "a margin is at least 1 vote")
    precondition(Self.depths.contains(maxDepth), "a depth is 0 to 40 levels")
    precondition(attempts >= 1, "a sample is drawn at least once")
    precondition(
      samplingTemperature >= 0 && judgingTemperature >= 0, "a temperature is at least 0")
    self.margin = margin
    self.maxDepth = maxDepth
    self.answers = answers
    self.attempts = attempts
    self.samplingTemperature = samplingTemperature
    self.judgingTemperature = judgingTemperature
    self.tokenLimit = tokenLimit
  }

  /// Candidates drawn, and most votes, N = 2k − 1; count.
  public var candidates: Int { 2 * margin - 1 }

  /// One draw of the whole problem, without any voting: what the recursion is compared with.
  public static let singleAgent = RecursivePolicy(margin: 1, maxDepth: 0, answers: .exactMatch)
}
