import RandomStreams

/// A line of a prompt that says how it is to be answered:
/// `answer p=0.9 v=0.95: right|wrong|other wrong`.
///
/// The first text is said with probability p, else one of the others, all alike; with probability 1 - v
/// the reply is chatter that goes on and on.
struct AnswerScript {
  private var right = 1.0
  private var validRate = 1.0
  private var texts: [String]

  /// Makes a script of its parts.
  init(_ texts: [String], right: Double, validRate: Double) {
    self.texts = texts
    self.right = right
    self.validRate = validRate
  }

  /// Reads the last such line; nil where there is none or it is not well formed.
  init?(in prompt: String) {
    guard let line = prompt.split(separator: "\n").last(where: { $0.hasPrefix("answer ") }),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    texts = line[line.index(after: colon)...].split(
      separator: "|", omittingEmptySubsequences: false
    ).map { text in String(text.drop { $0 == " " }) }
    for word in line[..<colon].split(separator: " ").dropFirst() {
      guard let number = Double(word.dropFirst(2)), (0...1).contains(number) else { return nil }
      switch word.prefix(2) {
      case "p=": right = number
      case "v=": validRate = number
      default: return nil
      }
    }
    if texts.count == 1 { right = 1 }
  }

  /// What is said.
  ///
  /// - Parameters:
  ///   - key: Where the randomness comes from.
  ///   - limit: Most tokens of the reply; nil for no limit.
  /// - Returns: The bytes of the text.
  func text(_ key: StreamKey, limit: Int?) -> [UInt8] {
    guard Self.happens(validRate, key.word(0)) else {
      let words = "Let me think about this once more, step by step. "
      return Array(String(repeating: words, count: min(limit ?? 1000, 10_000) / 8 + 1).utf8)
    }
    if Self.happens(right, key.word(1)) { return Array(texts[0].utf8) }
    return Array(texts[1 + Int(key.word(2) % UInt64(texts.count - 1))].utf8)
  }

  private static func happens(_ chance: Double, _ word: UInt64) -> Bool {
    chance == 1 || Bernoulli(chance).isYes(word)
  }
}
