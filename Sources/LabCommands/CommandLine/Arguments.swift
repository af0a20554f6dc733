/// A command line that fits its command's table; the getters check each value as it is read.
///
/// Asking for an option or operand that the table does not describe is a programming error.
package struct Arguments: Equatable, Sendable {
  /// The table that the words were read by.
  package let command: CommandDescription
  /// Whether `--help` or `-h` was given; then nothing else has been read.
  package let wantsHelp: Bool
  private let optionTexts: [String: [String]]
  private let operandTexts: [String: [String]]

  init(
    command: CommandDescription, wantsHelp: Bool = false,
    options: [String: [String]] = [:], operands: [String: [String]] = [:]
  ) {
    self.command = command
    self.wantsHelp = wantsHelp
    self.optionTexts = options
    self.operandTexts = operands
  }

  /// Says whether a flag was given.
  package func flag(_ name: String) -> Bool {
    precondition(command.option(named: name)?.kind == .flag, "no flag --\(name) in the table")
    return optionTexts[name] != nil
  }

  /// Returns the values of an option, in the order given; empty when it is absent.
  package func values(_ name: String) -> [ArgumentValue] {
    guard let row = command.option(named: name), case .value = row.kind else {
      preconditionFailure("no option --\(name) with a value in the table")
    }
    return optionTexts[name, default: []].map {
      ArgumentValue(source: "--\(name)", text: $0, domain: row.domain)
    }
  }

  /// Returns the value of an option; nil when it is absent.
  package func value(_ name: String) -> ArgumentValue? { values(name).last }

  /// Returns the value of an option that must be there.
  ///
  /// - Throws: `UsageError.missingOption`.
  package func required(_ name: String) throws(UsageError) -> ArgumentValue {
    guard let value = value(name) else {
      guard case .value(let placeholder) = command.option(named: name)?.kind else {
        preconditionFailure("no option --\(name) with a value in the table")
      }
      throw .missingOption(name, placeholder: placeholder)
    }
    return value
  }

  /// Returns an option's text as it was given; nil when it is absent.
  package func string(_ name: String) -> String? { value(name)?.text }

  /// Returns an option as a whole number of its row's range; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func integer(_ name: String) throws(UsageError) -> Int? { try value(name)?.integer() }

  /// Returns an option as a number of its row's range; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func number(_ name: String) throws(UsageError) -> Double? { try value(name)?.number() }

  /// Returns an option as a list of numbers of its row's range; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func numbers(_ name: String) throws(UsageError) -> [Double]? {
    try value(name)?.numbers()
  }

  /// Returns an option as a whole number; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    try value(name)?.integer(in: range)
  }

  /// Returns an option as a finite number; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func number(
    _ name: String, in range: NumberRange
  ) throws(UsageError) -> Double? {
    try value(name)?.number(in: range)
  }

  /// Returns an option as a list of numbers; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func numbers(
    _ name: String, in range: NumberRange
  ) throws(UsageError) -> [Double]? {
    try value(name)?.numbers(in: range)
  }

  /// Returns an option as a list of whole numbers; nil when it is absent.
  ///
  /// - Throws: A `UsageError` that names the allowed range.
  package func integers(
    _ name: String, in range: ClosedRange<Int>
  ) throws(UsageError) -> [Int]? {
    try value(name)?.integers(in: range)
  }

  /// Returns an option as a case of an enumeration; nil when it is absent.
  ///
  /// - Throws: `UsageError.notAChoice` with the nearest word.
  package func choice<Choice>(_ name: String, as type: Choice.Type) throws(UsageError) -> Choice?
  where Choice: CaseIterable & RawRepresentable<String> {
    try value(name)?.choice(as: type)
  }

  /// Returns the words of an operand, in the order given.
  package func operands(_ name: String) -> [String] {
    precondition(command.operands.contains { $0.name == name }, "no operand <\(name)> in the table")
    return operandTexts[name, default: []]
  }

  /// Returns the words of an operand as values of its row's domain, in the order given.
  package func operandValues(_ name: String) -> [ArgumentValue] {
    let domain = command.operands.first { $0.name == name }?.domain
    return operands(name).map { ArgumentValue(source: "<\(name)>", text: $0, domain: domain) }
  }

  /// Returns the first word of an operand; nil when an optional one is absent.
  package func operand(_ name: String) -> String? { operands(name).first }
}
