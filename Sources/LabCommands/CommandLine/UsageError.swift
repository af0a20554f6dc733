import Storage

/// A command line that cannot be run; exit code 2.
package enum UsageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No word follows the program's name.
  case missingCommand
  /// No command has that name; the nearest name, where one is near.
  case unknownCommand(String, nearest: String?)
  /// The command has no such option; the nearest name, where one is near.
  case unknownOption(String, nearest: String?)
  /// An option without which the command cannot run is not there.
  case missingOption(String, placeholder: String)
  /// The line ends, or another option follows, where a value should stand.
  case missingValue(option: String, placeholder: String)
  /// A value is given to an option that takes none.
  case unexpectedValue(option: String, value: String)
  /// An option that may stand once stands twice.
  case repeatedOption(String)
  /// A word that the command needs is not there.
  case missingOperand(String)
  /// A word stands where the command takes no more.
  case unexpectedOperand(String)
  /// Not a number at all, where one was expected.
  case notANumber(source: String, value: String, expected: String)
  /// A number with a fractional part, where a whole one was expected.
  case notWhole(source: String, value: String, allowed: String)
  /// A number too large for the machine to hold.
  case tooLarge(source: String, value: String, allowed: String)
  /// A number outside the range that the message names.
  case outOfRange(source: String, value: String, allowed: String)
  /// A word that is none of the choices; the nearest one, where one is near.
  case notAChoice(source: String, value: String, allowed: [String], nearest: String?)
  /// A value of another form than expected.
  case invalidValue(source: String, value: String, expected: String)

  /// How the command ends.
  package var exitCode: ExitCode { .usage }

  /// One line: what is wrong, where, and what is allowed.
  package var description: String { text.onOneLine }

  private var text: String {
    switch self {
    case .missingCommand:
      "no command given; try 'makerlab --help'"
    case .unknownCommand(let name, let nearest):
      "unknown command '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; try 'makerlab --help'")
    case .unknownOption(let option, let nearest):
      "unknown option \(option)" + (nearest.map { "; did you mean --\($0)?" } ?? "")
    case .missingOption(let name, let placeholder):
      "option --\(name) <\(placeholder)> is required"
    case .missingValue(let option, let placeholder):
      "option --\(option) needs a value: --\(option) <\(placeholder)>"
    case .unexpectedValue(let option, let value):
      "option --\(option) takes no value, but was given '\(value)'"
    case .repeatedOption(let name):
      "option --\(name) is given twice"
    case .missingOperand(let name):
      "operand <\(name)> is missing"
    case .unexpectedOperand(let word):
      "unexpected operand '\(word)'"
    case .notANumber(let source, let value, let expected):
      "\(source) must be \(expected), but '\(value)' is not a decimal number"
    case .notWhole(let source, let value, let allowed):
      "\(source) must be a whole number, \(allowed), not '\(value)'"
    case .tooLarge(let source, let value, let allowed):
      "\(source) must be \(allowed), but '\(value)' is too large"
    case .outOfRange(let source, let value, let allowed):
      "\(source) must be \(allowed), not '\(value)'"
    case .notAChoice(let source, let value, let allowed, let nearest):
      "\(source) must be one of \(allowed.joined(separator: ", ")), not '\(value)'"
        + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .invalidValue(let source, let value, let expected):
      "\(source) must be \(expected), not '\(value)'"
    }
  }
}
