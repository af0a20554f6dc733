/// Which replies are discarded.
public struct RedFlagPolicy: Hashable, Sendable {
  /// Most tokens of a reply, by the channel's own count; nil for no limit but the channel's, which
  /// shows in the finish reason.
  public var tokenLimit: Int?
  /// How replies are read.
  public var reading: ReplyReading
  /// Whether illegal actions are flagged too; off by default, for the voter does not know the rules.
  public var checksLegality: Bool

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - tokenLimit: Most tokens of a reply; at least 1, nil for no limit.
  ///   - reading: How replies are read.
  ///   - checksLegality: Whether illegal actions are flagged too.
  public init(
    tokenLimit: Int? = nil, reading: ReplyReading = .flagging, checksLegality: Bool = false
  ) {
    precondition(tokenLimit ?? 1 >= 1, "a token limit is at least 1 token")
    self.tokenLimit = tokenLimit
    self.reading = reading
    self.checksLegality = checksLegality
  }

  /// Returns what a reply votes for.
  ///
  /// - Parameters:
  ///   - reply: The reply.
  ///   - task: The task, which knows the grammar.
  ///   - state: The state that was asked about.
  /// - Returns: The candidate.
  /// - Throws: The first reason to discard the reply: length, then text, then form, then rules.
  @inlinable
  public func candidate<Work: StepTask>(
    of reply: Reply, to task: Work, in state: Work.State
  ) throws(RedFlag) -> Candidate<Work.Action, Work.State> {
    try checkText(of: reply)
    let candidate = try task.parse(reply.text.span, reading: reading, in: state)
    if checksLegality, !task.isLegal(candidate, in: state) { throw .illegal }
    return candidate
  }

  /// Checks what does not depend on the task: that a reply is not too long, and that it is text.
  ///
  /// - Parameter reply: The reply.
  /// - Throws: The first reason to discard it: length, then text.
  @inlinable
  public func checkText(of reply: Reply) throws(RedFlag) {
    // Lengths are tokens as the channel counts them; bytes say nothing about them.
    let isOverLimit = tokenLimit.map { reply.usage.outputTokens ?? 0 > $0 } ?? false
    if isOverLimit || reply.finish == .length { throw .tooLong }
    let text = reply.text.span
    guard !text.isEmpty else { throw .empty }
    guard isText(text) else { throw .notText }
  }

  @usableFromInline
  func isText(_ text: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: text)) != nil
  }
}
