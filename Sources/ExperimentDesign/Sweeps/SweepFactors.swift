package import MAKERCore

/// Levels of every factor of a sweep; its cells are their product.
package struct SweepFactors: Equatable, Sendable, Codable {
  /// Channels as `--channel` takes them, `openai:gpt-4.1-mini` or a mixture.
  package var channel: [String]
  /// Temperatures of a race's draws.
  package var temperature: [SweepTemperature]
  /// Readings of replies that do not fit the grammar.
  package var reading: [ReplyReading]
  /// Margins k; votes, 1 to 1000.
  package var margin: [Int]
  /// Caps on the votes of a race; votes, the greatest k to 10,000.
  package var cap: [Int]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case channel, temperature, reading, cap
    case margin = "k"
  }

  /// Reads and checks levels.
  ///
  /// - Throws: `DecodingError` for an unknown key or a level outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    channel = try container.decode([String].self, forKey: .channel)
    temperature = try container.decode([SweepTemperature].self, forKey: .temperature)
    reading = try container.decodeIfPresent([ReplyReading].self, forKey: .reading) ?? [.flagging]
    margin = try container.numbers(Int.self, .margin) ?? []
    cap = try container.numbers(Int.self, .cap) ?? []
    try container.check(channel, .channel, "a channel as --channel takes it") {
      !$0.isEmpty && $0.utf8.count <= 1000 && !$0.contains(where: \.isNewline)
    }
    try container.check(temperature, .temperature, "") { _ in true }
    try container.check(reading, .reading, "") { _ in true }
    try container.check(margin, .margin, "1 to 1000") { (1...1000).contains($0) }
    let greatest = margin.max() ?? 1
    // Every draw is paid for, so no race goes on for ever.
    try container.check(cap, .cap, "the greatest k, \(greatest), to 10000") {
      (greatest...10_000).contains($0)
    }
  }
}

/// The temperatures of a race's draws in a sweep.
package enum SweepTemperature: Hashable, Sendable, CustomStringConvertible {
  /// One for all draws; unit 1, range [0, 2].
  case constant(Double)
  /// The paper's: the first draw at τ = 0, later ones at τ = 0.1.
  case greedyFirst

  /// The number, or `greedy-first`.
  package var description: String {
    switch self {
    case .constant(let temperature): "\(temperature)"
    case .greedyFirst: "greedy-first"
    }
  }

  /// The temperature of each draw.
  package var policy: TemperaturePolicy {
    switch self {
    case .constant(let temperature): .constant(temperature)
    case .greedyFirst: .greedyFirst
    }
  }
}

extension SweepTemperature: Codable {
  /// Reads a number or `greedy-first`.
  ///
  /// - Throws: `DecodingError` for another word or a temperature outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if (try? container.decode(String.self)) == "greedy-first" {
      self = .greedyFirst
      return
    }
    guard let temperature = try? container.decode(Double.self), (0...2).contains(temperature) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is neither greedy-first nor a number from 0 to 2")
    }
    self = .constant(temperature)
  }

  /// Writes what can be read.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .constant(let temperature): try container.encode(temperature)
    case .greedyFirst: try container.encode("greedy-first")
    }
  }
}
