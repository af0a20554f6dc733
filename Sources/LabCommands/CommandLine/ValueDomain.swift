/// What values an option or a tool's argument takes: parser, help, reference and schemas all read it.
package enum ValueDomain: Equatable, Sendable {
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// A number.
  case number(NumberRange)
  /// Numbers in a list.
  case numbers(NumberRange, count: ClosedRange<Int>)
  /// One of some words.
  case choice([String])
  /// Any text; its length in bytes.
  case text(bytes: ClosedRange<Int>)
}
