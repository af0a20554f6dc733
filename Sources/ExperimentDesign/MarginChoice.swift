/// The margin of a design point: a number, or k_min with an offset.
package enum MarginChoice: Hashable, Sendable, CustomStringConvertible {
  /// A fixed margin; votes, at least 1.
  case fixed(Int)
  /// k_min for the point's p, steps and target, plus an offset; votes.
  case minimum(offset: Int)

  /// Reads `4`, `k_min`, `k_min-1` or `k_min+2`; nil for anything else.
  package init?(_ text: String) {
    if let margin = Int(text) {
      guard margin >= 1 else { return nil }
      self = .fixed(margin)
    } else if text == "k_min" {
      self = .minimum(offset: 0)
    } else if text.hasPrefix("k_min"), let offset = Int(text.dropFirst(5)),
      offset != 0, abs(Double(offset)) <= 1e6
    {
      self = .minimum(offset: offset)
    } else {
      return nil
    }
  }

  /// The choice as an experiment writes it, `4` or `k_min-1`.
  package var description: String {
    switch self {
    case .fixed(let margin): "\(margin)"
    case .minimum(0): "k_min"
    case .minimum(let offset): offset < 0 ? "k_min\(offset)" : "k_min+\(offset)"
    }
  }
}

extension MarginChoice: Codable {
  /// Reads a number or a text like `k_min+2`.
  ///
  /// - Throws: `DecodingError` for anything else; a fixed margin is at least 1 vote.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text: String
    if let number = try? container.decode(Double.self) {
      text = Int(exactly: number).map(String.init) ?? "\(number)"
    } else {
      text = try container.decode(String.self)
    }
    guard let choice = MarginChoice(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(text)' is not a margin: give 1 or more, or k_min, k_min-1, …")
    }
    self = choice
  }

  /// Writes a fixed margin as a number, k_min with its offset as text.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .fixed(let margin): try container.encode(margin)
    case .minimum: try container.encode(description)
    }
  }
}
