/// A value that is bound to a parameter of a statement.
package enum SQLValue: Equatable, Sendable {
  /// SQL's NULL.
  case null
  /// A whole number of 64 bits.
  case integer(Int)
  /// A finite number or an infinity; SQLite stores a NaN as null.
  case real(Double)
  /// Text in UTF-8; bound, never spliced into a statement.
  case text(String)
  /// Bytes as they are.
  case blob([UInt8])

  /// Returns the text, or null when there is none.
  package static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

  /// Returns the number, or null when there is none.
  package static func optional(_ number: Int?) -> SQLValue { number.map(SQLValue.integer) ?? .null }

  /// Returns 0 or 1, or null when the truth is unknown.
  package static func optional(_ truth: Bool?) -> SQLValue {
    truth.map { .integer($0 ? 1 : 0) } ?? .null
  }
}
