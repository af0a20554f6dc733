import TextFormats

/// The text of one option or operand, and what it turns into once it is checked.
package struct ArgumentValue: Equatable, Sendable {
  /// Where the text stood, for messages: `--steps` or `<experiment>`.
  package let source: String
  /// The text as it was given; not checked yet.
  package let text: String
  /// What its row of the table allows; nil where the row does not say.
  package let domain: ValueDomain?

  /// Takes a text from the command line; see the properties.
  package init(source: String, text: String, domain: ValueDomain? = nil) {
    self.source = source
    self.text = text
    self.domain = domain
  }

  /// Returns the text as a whole number of the range of its row, which must state one.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func integer() throws(UsageError) -> Int {
    switch domain {
    case .integer(let range), .either(_, .integer(let range)): try integer(in: range)
    default: preconditionFailure("the row of \(source) has no range of whole numbers")
    }
  }

  /// Returns the text as a number of the range of its row; a finite one where the row states none.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func number() throws(UsageError) -> Double {
    switch domain {
    case .number(let range), .either(_, .number(let range)): try number(in: range)
    case nil: try number(in: .finite)
    default: preconditionFailure("the row of \(source) has no range of numbers")
    }
  }

  /// Returns the numbers of a list, each of the range of its row; finite ones where it states none.
  ///
  /// - Returns: The numbers, at least one; how many is not checked.
  /// - Throws: A `UsageError` that names the allowed range.
  package func numbers() throws(UsageError) -> [Double] {
    switch domain {
    case .numbers(let range, _): try numbers(in: range)
    case nil: try numbers(in: .finite)
    default: preconditionFailure("the row of \(source) has no range of a list's numbers")
    }
  }

  /// Returns the text as a whole number.
  ///
  /// Accepts `1e12` and `1.5e3`, which are exactly whole, but neither `1.5` nor underscores.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func integer(in range: ClosedRange<Int>) throws(UsageError) -> Int {
    precondition(domain?.holds(range) ?? true, "\(source): \(range) is not within its row's range")
    let allowed = Self.words(for: range)
    guard let decimal = DecimalText(text) else {
      throw .notANumber(source: source, value: text, expected: "a whole number, \(allowed)")
    }
    guard decimal.isIntegral else {
      throw .notWhole(source: source, value: text, allowed: allowed)
    }
    guard let integer = decimal.integer else {
      throw decimal.isNegative
        ? .outOfRange(source: source, value: text, allowed: allowed)
        : .tooLarge(source: source, value: text, allowed: "at most \(range.upperBound)")
    }
    guard range.contains(integer) else {
      throw .outOfRange(source: source, value: text, allowed: allowed)
    }
    return integer
  }

  /// Returns the text as a finite number.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func number(in range: NumberRange) throws(UsageError) -> Double {
    precondition(domain?.holds(range) ?? true, "\(source): \(range) is not its row's range")
    guard let decimal = DecimalText(text), let number = Double(text) else {
      throw .notANumber(
        source: source, value: text,
        expected: range == .finite ? "a finite number" : "a number \(range)")
    }
    guard number.isFinite else {
      throw decimal.isNegative
        ? .outOfRange(source: source, value: text, allowed: range.description)
        : .tooLarge(source: source, value: text, allowed: range.description)
    }
    guard range.contains(number) else {
      throw .outOfRange(source: source, value: text, allowed: range.description)
    }
    return number
  }

  /// Returns the numbers of a list such as `0.9,0.99`; numbers, at least one.
  ///
  /// - Throws: A `UsageError` that names the item and the allowed range.
  package func numbers(in range: NumberRange) throws(UsageError) -> [Double] {
    var numbers: [Double] = []
    for item in items { numbers.append(try item.number(in: range)) }
    return numbers
  }

  /// Returns the whole numbers of a list such as `1,2,3`; numbers, at least one.
  ///
  /// - Throws: A `UsageError` that names the item and the allowed range.
  package func integers(in range: ClosedRange<Int>) throws(UsageError) -> [Int] {
    var integers: [Int] = []
    for item in items { integers.append(try item.integer(in: range)) }
    return integers
  }

  /// Returns the text when it is one of the allowed words.
  ///
  /// - Throws: `UsageError.notAChoice` with the nearest word.
  package func choice(of allowed: [String]) throws(UsageError) -> String {
    guard allowed.contains(text) else {
      throw .notAChoice(
        source: source, value: text, allowed: allowed,
        nearest: NearestName.of(text, among: allowed))
    }
    return text
  }

  /// Returns the case of an enumeration whose raw value the text is.
  ///
  /// - Throws: `UsageError.notAChoice` with the nearest word.
  package func choice<Choice>(as type: Choice.Type) throws(UsageError) -> Choice
  where Choice: CaseIterable & RawRepresentable<String> {
    let words = type.allCases.map(\.rawValue)
    precondition(
      domain.map { $0 == .choice(words) } ?? true, "\(source): other words than its row's")
    let word = try choice(of: words)
    guard let choice = Choice(rawValue: word) else { preconditionFailure("\(word) has no case") }
    return choice
  }

  private var items: [ArgumentValue] {
    text.split(separator: ",", omittingEmptySubsequences: false)
      .map { ArgumentValue(source: "each number of \(source)", text: String($0)) }
  }

  private static func words(for range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (Int.min, Int.max): "of any sign"
    case (let lower, Int.max): "at least \(lower)"
    case (Int.min, let upper): "at most \(upper)"
    case (let lower, let upper): "from \(lower) to \(upper)"
    }
  }
}
