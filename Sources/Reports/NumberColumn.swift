import Foundation

/// Numbers of one column, in few digits and so that they line up.
struct NumberColumn: Equatable {
  /// Significant digits of the least of them where they line up, and of each where they cannot.
  static let digits = 4

  /// The numbers as they are shown; nothing for an empty field.
  let cells: [String]

  /// Reads a column; nil unless every field is a number or empty.
  ///
  /// Numbers have as many decimals as their least one needs, where the greatest is not a thousand times that;
  /// else each has its own exponent.
  init?(_ fields: [String]) {
    var numbers: [Double?] = []
    for field in fields {
      guard field.isEmpty || Self.isNumber(field), field.isEmpty || Double(field) != nil else {
        return nil
      }
      numbers.append(Double(field))
    }
    let isWhole = fields.allSatisfy { $0.allSatisfy { $0.isNumber || $0 == "-" } }
    if isWhole {
      let isLong = fields.contains { $0.count > 4 }
      cells = fields.map { isLong ? Self.grouped($0) : $0 }
      return
    }
    let sizes = numbers.compactMap { $0.map(abs) }.filter { $0 > 0 && $0.isFinite }
    let (least, greatest) = (sizes.min() ?? 1, sizes.max() ?? 1)
    // No more decimals than any of them has, so that a level of .95 stays .95.
    let given = fields.map(Self.decimals).max() ?? 0
    guard greatest < 1e6, least >= 1e-4, greatest / least <= 1000 else {
      cells = numbers.map { $0.map(Self.short) ?? "" }
      return
    }
    let wanted = max(0, Self.digits - 1 - Int(log10(least).rounded(.down)))
    let decimals = min(given, wanted)
    cells = numbers.map { $0.map { Self.fixed($0, decimals) } ?? "" }
  }

  /// Whole numbers with commas between thousands.
  static func grouped(_ whole: String) -> String {
    let digits = whole.drop { $0 == "-" }
    var text = ""
    for (place, digit) in digits.reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (whole.hasPrefix("-") ? "−" : "") + String(text.reversed())
  }

  /// Whether a field is written as a number is, and not as a word that reads like one.
  private static func isNumber(_ field: String) -> Bool {
    field.wholeMatch(of: /-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|-?inf/) != nil
  }

  private static func decimals(_ field: String) -> Int {
    guard !field.contains("e"), let point = field.firstIndex(of: ".") else {
      return field.contains("e") ? 17 : 0
    }
    return field.distance(from: point, to: field.endIndex) - 1
  }

  private static func fixed(_ number: Double, _ decimals: Int) -> String {
    guard number.isFinite else { return short(number) }
    return minus(String(format: "%.\(decimals)f", number))
  }

  private static func short(_ number: Double) -> String {
    guard number.isFinite else { return number < 0 ? "−∞" : "∞" }
    var text = String(format: "%.\(digits)g", number)
    if let exponent = text.firstIndex(of: "e"),
      let power = Int(text[text.index(after: exponent)...])
    {
      text = text[..<exponent] + "e\(power)"
    }
    return minus(text)
  }

  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
