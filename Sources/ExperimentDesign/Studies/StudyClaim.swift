/// A sentence about the quantities of a study, with the verdict that was found.
package struct StudyClaim: Equatable, Sendable, Decodable {
  /// Short name, letters, digits and hyphens; `R01` for a row of the ledger.
  package let name: String
  /// Whose claim it is; nil for one of the laboratory.
  package let document: String?
  /// The sentence.
  package let statement: String
  /// What it says of which quantity; at least one.
  package let judged: [ClaimedRange]
  /// The verdict that `check` accepts.
  package let expect: ClaimDefinition.Verdict
  /// How it is decided.
  package let method: String
  /// What was found, one sentence; `{name}` stands for a quantity.
  package let finding: String

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, document, statement, judged, expect, method, finding
  }

  /// Reads a claim.
  ///
  /// - Throws: `DecodingError` for an unknown key or a missing one.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    document = try container.decodeIfPresent(String.self, forKey: .document)
    statement = try container.decode(String.self, forKey: .statement)
    judged = try container.decode([ClaimedRange].self, forKey: .judged)
    expect =
      try container.decodeIfPresent(ClaimDefinition.Verdict.self, forKey: .expect) ?? .supported
    method = try container.decode(String.self, forKey: .method)
    finding = try container.decode(String.self, forKey: .finding)
    try container.check(
      name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]{0,99}/) != nil, .name,
      "'\(name)' is not letters, digits and hyphens")
    try container.check(!judged.isEmpty, .judged, "lists no quantity")
  }
}

/// What a claim says of one quantity: that it lies in a range.
package struct ClaimedRange: Equatable, Sendable, Decodable {
  /// Name of the quantity.
  package let quantity: String
  /// Least value that is claimed, minus infinity where none is; unit of the quantity.
  package let low: Double
  /// Greatest value that is claimed, infinity where none is; unit of the quantity.
  package let high: Double

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case quantity, equals, within
    case atLeast = "at_least"
    case atMost = "at_most"
  }

  /// Reads `at_least` and `at_most`, or `equals` with the relative tolerance `within`.
  ///
  /// - Throws: `DecodingError` for an unknown key, or for bounds that leave nothing or say nothing.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    quantity = try container.decode(String.self, forKey: .quantity)
    let least = try container.number(Double.self, .atLeast)
    let most = try container.number(Double.self, .atMost)
    let within = try container.number(Double.self, .within)
    if let equals = try container.number(Double.self, .equals) {
      try container.check(
        least == nil && most == nil, .equals, "goes without at_least and at_most")
      try container.check(
        within.map { $0 >= 0 && $0 < 1 } ?? true, .within,
        "\(within ?? 0) is outside its range: at least 0, below 1")
      try container.check(
        equals != 0 || (within ?? 0) == 0, .within, "is relative and means nothing for 0")
      low = equals - abs(equals) * (within ?? 0)
      high = equals + abs(equals) * (within ?? 0)
    } else {
      try container.check(
        least != nil || most != nil, .quantity, "needs at_least, at_most or equals")
      try container.check(within == nil, .within, "goes with equals")
      low = least ?? -.infinity
      high = most ?? .infinity
      try container.check(low <= high, .atMost, "\(high) is below at_least, \(low)")
    }
  }
}
