import TextFormats

/// A task that was routed, as logs keep it.
package struct RoutedTask: Hashable, Sendable {
  /// Name of the decision; see `RoutingRecord.isID`.
  package let id: String
  /// When it was decided.
  package let time: RecordTime
  /// SHA-256 of the text; 64 hexadecimal digits.
  package let digest: String
  /// The text; nil where it is not kept.
  package let text: String?
  /// Its labels as they were given.
  package let labels: [String]
  /// The decision.
  package let decision: RoutingDecision
  /// Rules that it was made by: their file, or `shipped`.
  package let rules: String
  /// What the task was expected to cost on each tier; tiers whose cost is not known are not there.
  package let estimates: [ModelTier: Money]

  /// Makes a task; see the properties.
  package init(
    id: String, time: RecordTime, digest: String, text: String?, labels: [String],
    decision: RoutingDecision, rules: String, estimates: [ModelTier: Money] = [:]
  ) {
    self.id = id
    self.time = time
    self.digest = digest
    self.text = text
    self.labels = labels
    self.decision = decision
    self.rules = rules
    self.estimates = estimates
  }
}

/// What became of a routed task.
package struct RoutingOutcome: Hashable, Sendable {
  /// Name of the decision.
  package let id: String
  /// When it was recorded.
  package let time: RecordTime
  /// Whether the task was done at last, by whichever tier.
  package let succeeded: Bool
  /// How often work was done again; count, at least 0.
  package let rework: Int
  /// What it cost in all; nil where that is unknown.
  package let cost: Money?
  /// What the medium tier would have cost for the same tokens, at the prices of the time; nil where that
  /// is unknown.
  package let mediumCost: Money?
  /// Tokens of its prompts; count, nil where they are unknown.
  package let inputTokens: Int?
  /// Tokens of its replies; count, nil where they are unknown.
  package let outputTokens: Int?
  /// The tier that took over; nil where none did.
  package let escalatedTo: ModelTier?

  /// Makes an outcome; see the properties.
  package init(
    id: String, time: RecordTime, succeeded: Bool, rework: Int = 0, cost: Money? = nil,
    mediumCost: Money? = nil, inputTokens: Int? = nil, outputTokens: Int? = nil,
    escalatedTo: ModelTier? = nil
  ) {
    precondition(rework >= 0, "rework is at least 0, got \(rework)")
    self.id = id
    self.time = time
    self.succeeded = succeeded
    self.rework = rework
    self.cost = cost
    self.mediumCost = mediumCost
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.escalatedTo = escalatedTo
  }

  /// Whether the tier that the task was given to did it: what a confidence is about.
  package var heldAtItsTier: Bool { succeeded && escalatedTo == nil }
}

/// One record of a log of routing.
package enum RoutingRecord: Hashable, Sendable {
  /// A task, and the tier that was chosen for it.
  case decision(RoutedTask)
  /// How the work of an earlier decision went.
  case outcome(RoutingOutcome)

  /// Name of the decision that it is, or that it is about.
  package var id: String {
    switch self {
    case .decision(let task): task.id
    case .outcome(let outcome): outcome.id
    }
  }

  /// When it was recorded.
  package var time: RecordTime {
    switch self {
    case .decision(let task): task.time
    case .outcome(let outcome): outcome.time
    }
  }

  /// Whether another record says the same, at whatever time.
  ///
  /// - Parameter other: The other record.
  /// - Returns: Whether all but the times is equal, texts to the byte.
  package func says(_ other: RoutingRecord) -> Bool {
    // As text, for two spellings of one letter are two texts.
    func rest(_ record: RoutingRecord) -> [String] {
      (record.json.members ?? []).filter { $0.0 != "time" }
        .map { "\($0.0):\(JSONText.compact($0.1))" }
    }
    return zip(rest(self), rest(other)).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      && rest(self).count == rest(other).count
  }

  /// Whether a text may name a decision: 1 to 64 letters, digits, dots, dashes and underscores of ASCII,
  /// the first a letter or a digit.
  package static func isID(_ text: String) -> Bool {
    text.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._-]{0,63}/#) != nil
  }
}
