import Foundation

/// A law as a file gives it: a number, or an object with the law's name and its parameters.
struct SpreadRow: Decodable {
  let spread: Spread

  private enum CodingKeys: String, CodingKey, CaseIterable { case law, mean, variation, low, high }

  init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Decimal.self) {
      guard (0...Self.mostDecimal).contains(number) else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: decoder.codingPath, debugDescription: "\(number) must be from 0 to 1e9"))
      }
      spread = .fixed(NSDecimalNumber(decimal: number).doubleValue)
      return
    }
    let container = try decoder.knownKeys(CodingKeys.self)
    let law = try container.decode(String.self, forKey: .law)
    func refuse(_ keys: [CodingKeys]) throws {
      for key in keys where container.contains(key) {
        throw container.error(key, "is no parameter of the law \(law)")
      }
    }
    switch law {
    case "uniform":
      try refuse([.mean, .variation])
      let low = try container.number(.low, 0...Self.most)
      let high = try container.number(.high, 0...Self.most)
      guard low <= high else { throw container.error(.high, "must be at least low") }
      spread = .uniform(low: low, high: high)
    case "exponential":
      try refuse([.low, .high, .variation])
      spread = .exponential(mean: try container.number(.mean, Self.least...Self.most))
    case "gamma", "lognormal":
      try refuse([.low, .high])
      let mean = try container.number(.mean, Self.least...Self.most)
      let variation = try container.number(.variation, 0.001...10)
      spread =
        law == "gamma"
        ? .gamma(mean: mean, variation: variation)
        : .lognormal(mean: mean, variation: variation)
    default:
      throw container.error(
        .law, "'\(law)' is unknown; known are uniform, exponential, gamma, lognormal, or a number")
    }
  }

  private static let least = 1e-6
  private static let most = 1e9
  private static let mostDecimal = Decimal(1_000_000_000)
}

extension Spread: Decodable {
  /// Reads a law: a number, or an object with the law's name and its parameters.
  ///
  /// - Throws: `DecodingError` for an unknown law or key, or a parameter outside its range.
  package init(from decoder: any Decoder) throws { self = try SpreadRow(from: decoder).spread }
}

extension KeyedDecodingContainer {
  /// A number in a range.
  func number(_ key: Key, _ range: ClosedRange<Double>) throws -> Double {
    let number = NSDecimalNumber(decimal: try decode(Decimal.self, forKey: key)).doubleValue
    guard range.contains(number) else {
      throw error(key, "\(number) must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A whole number in a range.
  func count(_ key: Key, _ range: ClosedRange<Int>) throws -> Int {
    let number = try decode(Decimal.self, forKey: key)
    let whole = NSDecimalNumber(decimal: number).intValue
    guard Decimal(whole) == number, range.contains(whole) else {
      throw error(
        key, "\(number) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }
}
