/// Several channels as one: which of them answers a draw.
///
/// Read from texts as `round-robin(A | B)`, `weighted(3 A | 1 B)`, `cheap-first(4 A | B)` and
/// `fallback(A | B)`, where A and B are the texts of channels.  Which member a draw goes to depends on
/// the index of the draw alone, never on time, so that a resumed run asks the same ones.
package struct Mixture: Hashable, Sendable, CustomStringConvertible {
  /// How members share the draws of a step.
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    /// One after another.
    case roundRobin = "round-robin"
    /// In proportion to their numbers, evenly interleaved.
    case weighted
    /// The first draws of a step to the cheapest, as many as its number says, then to the next dearer;
    /// the dearest gets all others.
    case cheapFirst = "cheap-first"
    /// All to the first one, until it fails for good; then all to the next.
    case fallback
  }

  /// One channel of a mixture.
  package struct Member: Hashable, Sendable {
    /// Number before the channel: a weight, or draws; 1 to 1000, nil where none is said.
    package var number: Int?
    /// Text of the channel.
    package var channel: String

    /// Makes a member; see the properties.
    package init(number: Int? = nil, channel: String) {
      self.number = number
      self.channel = channel
    }
  }

  /// How members share the draws.
  package var rule: Rule
  /// The members, in their order; 2 to 16.
  package var members: [Member]

  /// Whether a text is meant as a mixture, right or wrong.
  package static func isMeant(by text: String) -> Bool {
    Rule.allCases.contains { text.hasPrefix($0.rawValue + "(") }
  }

  /// Reads a mixture.
  ///
  /// - Parameter text: As `weighted(3 openai:gpt-4.1-mini | 1 ollama:llama3.2)`.
  /// - Throws: `MixtureError`.
  package init(_ text: String) throws(MixtureError) {
    guard let rule = Rule.allCases.first(where: { text.hasPrefix($0.rawValue + "(") }),
      text.hasSuffix(")")
    else { throw .malformed(text) }
    self.rule = rule
    let inner = text.dropFirst(rule.rawValue.count + 1).dropLast()
    members = []
    for part in inner.split(separator: "|", omittingEmptySubsequences: false) {
      members.append(try Self.member(part, rule: rule))
    }
    guard (2...16).contains(members.count) else { throw .wrongCount(members.count) }
    for (index, member) in members.enumerated()
    where members[..<index].contains(where: { $0.channel == member.channel }) {
      throw .repeated(member.channel)
    }
  }

  private static func member(
    _ text: Substring, rule: Rule
  ) throws(MixtureError) -> Member {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first else { throw .emptyMember }
    let isNumber = words.count > 1 && first.utf8.allSatisfy { (48...57).contains($0) }
    let channel = words.dropFirst(isNumber ? 1 : 0).joined(separator: " ")
    guard !isMeant(by: channel) else { throw .nested(channel) }
    guard isNumber else {
      if rule == .weighted { throw .noWeight(channel) }
      return Member(channel: channel)
    }
    guard rule == .weighted || rule == .cheapFirst else {
      throw .needlessNumber(String(first), rule)
    }
    guard let number = Int(first), (1...1000).contains(number) else {
      throw .badNumber(String(first))
    }
    return Member(number: number, channel: channel)
  }

  /// The text that it is read from, in one form.
  package var description: String {
    let parts = members.map { member in
      (member.number.map { "\($0) " } ?? "") + member.channel
    }
    return "\(rule.rawValue)(\(parts.joined(separator: " | ")))"
  }
}

/// Why a text is no mixture.
package enum MixtureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It has not the form of one.
  case malformed(String)
  /// It has too few or too many members.
  case wrongCount(Int)
  /// A member is missing between two bars.
  case emptyMember
  /// A member is a mixture itself.
  case nested(String)
  /// Two members are the same channel.
  case repeated(String)
  /// A weight is missing.
  case noWeight(String)
  /// A number stands where none belongs.
  case needlessNumber(String, Mixture.Rule)
  /// A number is out of range.
  case badNumber(String)
  /// A price is needed and unknown.
  case unknownPrice(String)

  /// One line for a person.
  package var description: String {
    switch self {
    case .malformed(let text):
      "\(text) is no mixture: write round-robin(A | B), weighted(3 A | 1 B), cheap-first(4 A | B) or "
        + "fallback(A | B)"
    case .wrongCount(let count): "a mixture has 2 to 16 channels, not \(count)"
    case .emptyMember: "a channel of the mixture is missing beside a |"
    case .nested(let text): "\(text) is a mixture within a mixture: name its channels instead"
    case .repeated(let channel): "\(channel) is twice in the mixture: use weighted(2 A | 1 B)"
    case .noWeight(let channel): "\(channel) has no weight: write weighted(1 \(channel) | …)"
    case .needlessNumber(let number, let rule):
      "\(rule.rawValue) takes no numbers: leave \(number) out"
    case .badNumber(let number): "the number \(number) of a channel is from 1 to 1000"
    case .unknownPrice(let channel):
      "cheap-first needs to know what \(channel) costs: add it to your price book"
    }
  }
}
