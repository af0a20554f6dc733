package import Economics
package import TextFormats

extension Money {
  /// Most dollars that a file may name; dollars.
  package static let mostDollars = 9_000_000

  /// Reads an amount of dollars exactly.
  ///
  /// - Parameter json: A number with at most 12 decimals, 0 to nine million.
  package init?(dollars json: JSONValue) {
    guard json.double != nil, let text = json.canonical.map({ String(decoding: $0, as: UTF8.self) })
    else { return nil }
    var (digits, exponent) = (text, 0)
    if let mark = text.firstIndex(of: "e") {
      guard let power = Int(text[text.index(after: mark)...]) else { return nil }
      digits = String(text[..<mark])
      exponent = power
    }
    if let point = digits.firstIndex(of: ".") {
      exponent -= digits.distance(from: point, to: digits.endIndex) - 1
      digits.remove(at: point)
    }
    let zeros = exponent + 12
    guard zeros >= 0, zeros <= 24 else {
      // Nothing is still nothing, however it was written.
      guard digits.allSatisfy({ $0 == "0" }) else { return nil }
      self = .zero
      return
    }
    guard let picodollars = Int(digits + String(repeating: "0", count: zeros)), picodollars >= 0,
      picodollars <= Self.mostDollars * 1_000_000_000_000
    else { return nil }
    self.init(picodollars: picodollars)
  }

  /// The exact amount as a number of dollars.
  package var json: JSONValue { .decimal(String(description.replacing("$", with: ""))) }
}
