/// How many draws of a race are asked for at once.
public enum IssuePolicy: Hashable, Sendable {
  /// As many as the leader still lacks: none can turn out to have been asked for in vain.
  case needed
  /// Whole batches, also where fewer could decide the race; draws, at least 1.
  case batches(Int)
}

extension IssuePolicy: CustomStringConvertible {
  /// The policy as users write it, `needed` or `batch-4`.
  public var description: String {
    switch self {
    case .needed: "needed"
    case .batches(let size): "batch-\(size)"
    }
  }

  /// Reads what users write; batches hold 1 to 1000 draws.
  ///
  /// - Parameter text: `needed` or `batch-4`.
  public init?(_ text: String) {
    if text == "needed" {
      self = .needed
    } else if text.hasPrefix("batch-"), let size = Int(text.dropFirst(6)),
      (1...1000).contains(size), "batch-\(size)" == text
    {
      self = .batches(size)
    } else {
      return nil
    }
  }
}

extension IssuePolicy: Codable {
  /// Reads the policy from its name.
  ///
  /// - Throws: `DecodingError` for another name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let policy = IssuePolicy(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is neither needed nor batch-1 to batch-1000")
    }
    self = policy
  }

  /// Writes the policy as its name.
  ///
  /// - Throws: What the encoder refuses.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
