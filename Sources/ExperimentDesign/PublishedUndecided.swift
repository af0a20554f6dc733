/// A published curve: the steps of a run undecided after each round.
package struct PublishedUndecided: Hashable, Sendable, Codable {
  /// What rounds are counted in.
  package enum Panel: String, Codable, CaseIterable, Sendable {
    /// Draws, flagged ones included.
    case sampling
    /// Votes.
    case voting
  }

  /// What rounds are counted in.
  package var panel: Panel
  /// Race rule with its margin, `first-to-ahead-by-3` or `first-to-3`.
  package var rule: String
  /// Round of the first count; at least 0.
  package var firstRound: Int
  /// Undecided steps by round; steps.
  package var counts: [Int]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case panel, rule, counts
    case firstRound = "first_round"
  }

  /// Reads a curve.
  ///
  /// - Throws: `DecodingError` for an unknown key, no counts or a count below 0.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    panel = try container.decode(Panel.self, forKey: .panel)
    rule = try container.decode(String.self, forKey: .rule)
    firstRound = try container.decode(JSONNumber<Int>.self, forKey: .firstRound).value
    counts = try container.numbers(Int.self, .counts) ?? []
    try container.check(
      (0...10_000).contains(firstRound), .firstRound,
      "\(firstRound) is outside its range: 0 to 10000")
    try container.check(
      !counts.isEmpty && counts.allSatisfy { $0 >= 0 }, .counts, "are undecided steps, at least 0")
  }
}
