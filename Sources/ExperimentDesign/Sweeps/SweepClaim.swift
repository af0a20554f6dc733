package import MAKERCore

/// How a claim is decided; each kind is one function of `SweepJudge`.
package enum SweepClaimKind: String, Codable, CaseIterable, Sendable {
  /// The share of right trials is at least the value.
  case successAtLeast = "success_at_least"
  /// Of trials that come out otherwise at the greatest k than at the least, most get better.
  case risesWithK = "rises_with_k"
  /// Trials get neither better nor worse from the least k to the greatest.
  case noTrendWithK = "no_trend_with_k"
  /// Votes per step are what theory of independent votes says at the step success found.
  case predictedVotes = "predicted_votes"
  /// Nothing says that the votes are not independent, and the replies do differ.
  case votesIndependent = "votes_independent"
  /// The share of whole tasks that succeed is the product over their steps.
  case chainIsProduct = "chain_is_product"
  /// At no k is the share of right trials as high as the value.
  case noMarginReaches = "no_k_reaches"
}

/// A sentence with a number that a sweep supports, contradicts or leaves undecided.
package struct SweepClaim: Equatable, Sendable, Codable, JudgedClaim {
  /// Short name, letters, digits and hyphens.
  package var name: String
  /// The sentence.
  package var statement: String
  /// How it is decided.
  package var kind: SweepClaimKind
  /// The verdict that `check` accepts.
  package var expect: ClaimDefinition.Verdict
  /// Probability that a true claim is contradicted, over all its cells; unit 1, range (0, 0.5].
  package var falseAlarm: Double
  /// The share that success is held against; unit 1, range (0, 1), nil where the kind has none.
  package var value: Double?
  /// Channel whose cells are judged; nil for all.
  package var channel: String?
  /// Temperature whose cells are judged; nil for all.
  package var temperature: SweepTemperature?
  /// Reading whose cells are judged; nil for all.
  package var reading: ReplyReading?
  /// Margin whose cells are judged; votes, nil for all.
  package var margin: Int?

  /// Probability of a false alarm where none is given; unit 1.
  private static let usualRate = 0.01

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, statement, kind, expect, value, channel, temperature, reading
    case falseAlarm = "false_alarm"
    case margin = "k"
  }

  /// Reads and checks a claim.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    statement = try container.decode(String.self, forKey: .statement)
    kind = try container.decode(SweepClaimKind.self, forKey: .kind)
    expect =
      try container.decodeIfPresent(ClaimDefinition.Verdict.self, forKey: .expect) ?? .supported
    falseAlarm = try container.number(Double.self, .falseAlarm) ?? Self.usualRate
    value = try container.number(Double.self, .value)
    channel = try container.decodeIfPresent(String.self, forKey: .channel)
    temperature = try container.decodeIfPresent(SweepTemperature.self, forKey: .temperature)
    reading = try container.decodeIfPresent(ReplyReading.self, forKey: .reading)
    margin = try container.number(Int.self, .margin)
    // A store keeps a claim with the usual rate, which says nothing.
    try container.check(
      kind != .votesIndependent || falseAlarm == Self.usualRate, .falseAlarm,
      "means nothing for \(kind.rawValue): the audit has a rate of its own")
    let isSlug = name.wholeMatch(of: /[a-z0-9-]+/) != nil
    try container.check(
      isSlug, .name, "'\(name)' is not lowercase letters, digits and hyphens")
    try container.check(
      falseAlarm > 0 && falseAlarm <= 0.5, .falseAlarm,
      "\(falseAlarm) is outside its range: above 0, at most 0.5")
    if kind == .successAtLeast || kind == .noMarginReaches {
      try container.check(value != nil, .value, "is missing; \(kind.rawValue) needs it")
      try container.check(
        value.map { $0 > 0 && $0 < 1 } ?? true, .value,
        "\(value ?? 0) is outside its range: above 0, below 1")
    } else {
      try container.check(value == nil, .value, "means nothing for \(kind.rawValue)")
    }
  }

  /// Whether the claim is about a cell.
  package func isAbout(_ cell: SweepCell) -> Bool {
    (channel == nil || channel == cell.channel)
      && (temperature == nil || temperature == cell.temperature)
      && (reading == nil || reading == cell.reading) && (margin == nil || margin == cell.margin)
  }

  /// Why a claim could never be judged; nil when it can.
  func problem(in definition: SweepDefinition) -> String? {
    let cells = definition.cells.filter(isAbout)
    if cells.isEmpty { return "is about a level that no factor has" }
    switch kind {
    case .risesWithK, .noTrendWithK:
      return Set(cells.map(\.margin)).count < 2 ? "needs at least 2 margins" : nil
    case .chainIsProduct:
      return definition.unit == .task ? nil : "needs unit task: whole tasks"
    case .predictedVotes:
      return definition.unit == .step ? nil : "needs unit step: each step by itself"
    case .noMarginReaches: return margin == nil ? nil : "is about all margins, not one"
    case .successAtLeast, .votesIndependent: return nil
    }
  }
}
