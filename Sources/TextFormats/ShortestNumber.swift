/// Numbers as short as they can be.
package enum ShortestNumber {
  /// Returns the shortest text that reads back as the same number; whole numbers have no `.0`.
  package static func text(_ number: Double) -> String {
    let text = "\(number)"
    return trimmed(exponent: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Writes `e+09` as `e9` and `e-08` as `e-8`.
  package static func trimmed(exponent text: String) -> String {
    guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...])
    else { return text }
    return text[..<mark] + "e\(power)"
  }
}
