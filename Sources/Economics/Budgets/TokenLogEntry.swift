/// A line of a token log: what some work on something took.
package struct TokenLogEntry: Hashable, Sendable {
  /// Where an entry is from.
  package enum Source: Hashable, Sendable {
    /// Somebody logged it.
    case manual
    /// A run that asked providers; `part` names the part of the run that it is for, so that it is logged
    /// once.
    case run(part: String)
    /// A run that asks providers begins: nothing is spent yet.  What its session is charged stands in the
    /// journal of a store, from where it is logged if the run cannot do so itself.
    case begun(session: String, store: String)
    /// All that a session was charged is logged above: its store need not be asked again.
    case ended(session: String)
  }

  /// When it was spent.
  package var time: UTCTime
  /// The work item that it was spent on, as `SD-1`.
  package var item: String
  /// The phase of the work, as `PLAN`.
  package var phase: String
  /// The model, as `haiku` or `openai:gpt-4.1-mini`.
  package var model: String
  /// Tokens of prompts and replies; count, at least 0.
  package var tokens: Int
  /// Those of replies; count, at most `tokens`, nil where unknown.
  package var outputTokens: Int?
  /// What it cost; nil where unknown.
  package var cost: Money?
  /// Where the entry is from.
  package var source: Source

  /// Makes an entry; see the properties.
  package init(
    time: UTCTime, item: String, phase: String, model: String, tokens: Int,
    outputTokens: Int? = nil, cost: Money? = nil, source: Source = .manual
  ) {
    self.time = time
    self.item = item
    self.phase = phase
    self.model = model
    self.tokens = tokens
    self.outputTokens = outputTokens
    self.cost = cost
    self.source = source
  }

  /// Whether it says what something took, not that a run begins or ends.
  package var isSpending: Bool {
    switch source {
    case .manual, .run: true
    case .begun, .ended: false
    }
  }

  /// Tokens of prompts; count, nil where unknown.
  package var inputTokens: Int? { outputTokens.map { tokens - $0 } }
}
