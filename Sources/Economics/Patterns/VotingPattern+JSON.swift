/// In JSON a text as `"simple"`, or an object as `{"pattern": "ladder", "tiers": ["small", "large"],
/// "k": [2, 1]}` with the keys of the text; what is left out is the default.
extension VotingPattern: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A value of a key: a count, a word, or several of them.
  private enum Value: Codable {
    case count(Int)
    case word(String)
    case list([Value])

    init(_ text: String) {
      let parts = text.split(separator: "+", omittingEmptySubsequences: false)
      self =
        parts.count > 1
        ? .list(parts.map { Value(String($0)) }) : Int(text).map(Value.count) ?? .word(text)
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let count = try? container.decode(Int.self) {
        self = .count(count)
      } else if let word = try? container.decode(String.self) {
        self = .word(word)
      } else {
        self = .list(try container.decode([Value].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .count(let count): try container.encode(count)
      case .word(let word): try container.encode(word)
      case .list(let values): try container.encode(values)
      }
    }

    var text: String {
      switch self {
      case .count(let count): "\(count)"
      case .word(let word): word
      case .list(let values): values.map(\.text).joined(separator: "+")
      }
    }
  }

  /// Reads a pattern; a key that it does not have is refused.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.singleValueContainer(),
      let text = try? container.decode(String.self)
    {
      try self.init(text, at: decoder)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: Key(stringValue: "pattern"))
    var words: [String] = []
    for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue })
    where key.stringValue != "pattern" && key.stringValue != "execute" {
      let value = try container.decode(Value.self, forKey: key).text
      guard !value.contains(","), !key.stringValue.contains("=") else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "a pattern's values have no commas")
      }
      words.append("\(key.stringValue)=\(value)")
    }
    let execute = Key(stringValue: "execute")
    if container.contains(execute) {
      words.append("execute=\(try container.decode(VotingPattern.self, forKey: execute))")
    }
    try self.init(
      words.isEmpty ? name : "\(name):\(words.joined(separator: ","))", at: decoder)
  }

  private init(_ text: String, at decoder: any Decoder) throws {
    do { try self.init(text) } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Writes the object with all keys.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: Key(stringValue: "pattern"))
    for (key, value) in fields {
      let key = Key(stringValue: key)
      if key.stringValue == "execute" {
        try container.encode(execution, forKey: key)
      } else {
        try container.encode(Value(value), forKey: key)
      }
    }
  }
}
