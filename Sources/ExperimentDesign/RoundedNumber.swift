/// A decimal number as it is printed, and what its last digit leaves open.
package struct RoundedNumber: Hashable, Sendable, Codable {
  /// The number with the digits that are printed.
  package let text: String
  /// The number; in the unit of what it is of.
  package let value: Double
  /// Half a unit of the last digit.
  package let halfUnit: Double

  /// Reads a number, `41.9` or `2.5e-3`; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    let parts = text.lowercased().split(separator: "e")
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    // Read, not multiplied, so that it is the nearest double; a unit of 0 or infinity says nothing.
    guard let exponent = parts.count > 1 ? Int(parts[1]) : 0, abs(exponent) <= 1000,
      let unit = Double("1e\(exponent - (decimals.count > 1 ? decimals[1].count : 0))"),
      unit.isFinite, unit > 0
    else { return nil }
    self.text = text
    self.value = value
    self.halfUnit = unit / 2
  }

  /// Reads a number that stands as text, with its trailing zeros.
  ///
  /// - Throws: `DecodingError` where the text is no decimal number.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = RoundedNumber(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a number")
    }
    self = number
  }

  /// Writes the number digit by digit as it was printed.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The least number that is printed so; in the unit of the value.
  package var low: Double { value - halfUnit }

  /// The greatest number that is printed so; in the unit of the value.
  package var high: Double { value + halfUnit }
}
