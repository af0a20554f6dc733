/// What values an option or a tool's argument takes: parser, help, reference and schemas all read it.
package indirect enum ValueDomain: Equatable, Sendable {
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// A number.
  case number(NumberRange)
  /// Numbers in a list; each of them, and how many.
  case numbers(NumberRange, count: ClosedRange<Int>)
  /// One of some words.
  case choice([String])
  /// Any text; its length in bytes.
  case text(bytes: ClosedRange<Int>)
  /// One of some words, or what another domain holds.
  case either([String], ValueDomain)

  /// The words of an enumeration.
  package static func words<Choice>(of type: Choice.Type) -> ValueDomain
  where Choice: CaseIterable & RawRepresentable<String> {
    .choice(type.allCases.map(\.rawValue))
  }

  /// The words that are among the values, in the order in which people read them.
  package var words: [String] {
    switch self {
    case .choice(let words): words
    case .either(let words, let rest): words + rest.words
    case .integer, .number, .numbers, .text: []
    }
  }

  /// Words in a sentence, as `a, b or c`.
  package static func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Returns whether nothing outside the domain is asked for where a range of whole numbers is.
  func holds(_ range: ClosedRange<Int>) -> Bool {
    switch self {
    case .integer(let all): all.contains(range.lowerBound) && all.contains(range.upperBound)
    case .either(_, let domain): domain.holds(range)
    case .number, .numbers, .choice, .text: false
    }
  }

  /// Returns whether the domain is that range of numbers.
  func holds(_ range: NumberRange) -> Bool {
    switch self {
    case .number(let own): own == range
    case .either(_, let domain): domain.holds(range)
    case .integer, .numbers, .choice, .text: false
    }
  }

  /// The range for help, as `1 to 10^9` or `above 0, below 1`; of lists that of each number, nil where
  /// there is none.
  package var rangeWords: String? {
    switch self {
    case .integer(let range):
      switch (range.lowerBound, range.upperBound) {
      case (Int.min, Int.max): nil
      case (Int.min, let upper): "at most \(Self.words(upper))"
      case (let lower, let upper): "\(Self.words(lower)) to \(Self.words(upper))"
      }
    case .number(let range), .numbers(let range, _): range.helpWords
    case .either(_, let domain): domain.rangeWords
    case .choice, .text: nil
    }
  }

  /// How many numbers a list has, as `2 to 16`; nil where this is no list.
  package var countWords: String? {
    guard case .numbers(_, let count) = self else { return nil }
    return count.count == 1
      ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
  }

  /// A number, those that nobody counts the digits of as powers.
  private static func words(_ number: Int) -> String {
    if number >= 1 << 40, number & (number &+ 1) == 0 { return "2^\(number.nonzeroBitCount) - 1" }
    if number >= 1 << 16, number & (number - 1) == 0 { return "2^\(number.trailingZeroBitCount)" }
    var (rest, zeros) = (number, 0)
    while rest >= 10, rest.isMultiple(of: 10) { (rest, zeros) = (rest / 10, zeros + 1) }
    return rest == 1 && zeros >= 6 ? "10^\(zeros)" : "\(number)"
  }
}

extension NumberRange {
  /// The range for help, as `above 0, at most 1`; nil for every finite number.
  var helpWords: String? {
    func text(_ number: Double) -> String {
      let text = NumberFormat.shortest(number)
      // 1e12, whose digits nobody counts.
      let zeros = text.count - 1
      return number >= 1e6 && text == "1" + String(repeating: "0", count: zeros)
        ? "1e\(zeros)" : text
    }
    return switch (lower, upper) {
    case (.none, .none): nil
    case (.closed(let low), .closed(let high)): "\(text(low)) to \(text(high))"
    case (.closed(let low), .open(let high)): "\(text(low)) to below \(text(high))"
    default: description.replacing(" and ", with: ", ")
    }
  }
}
