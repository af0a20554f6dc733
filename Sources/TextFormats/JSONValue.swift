/// A JSON value (RFC 8259); objects keep their order, so equal results are equal bytes.
package indirect enum JSONValue: Sendable {
  /// JSON's `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of 64 bits.
  case int(Int)
  /// Not a number and the infinities are written as `null`.
  case number(Double)
  /// A number that was read and is not a plain integer, as it stood: nothing is rounded.
  case decimal(String)
  /// Text; any Unicode scalars.
  case string(String)
  /// Values in their order.
  case array([JSONValue])
  /// Keys with their values, in their order; a key that was read stands once.
  case object([(String, JSONValue)])

  /// The value, or null for nil.
  package static func number(_ number: Double?) -> JSONValue {
    number.map { JSONValue.number($0) } ?? .null
  }

  /// The value, or null for nil.
  package static func int(_ int: Int?) -> JSONValue { int.map { JSONValue.int($0) } ?? .null }

  /// The value, or null for nil.
  package static func string(_ string: String?) -> JSONValue {
    string.map { JSONValue.string($0) } ?? .null
  }

  /// Whether this is null.
  package var isNull: Bool { if case .null = self { true } else { false } }

  /// The string; nil where this is none.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value; nil where this is none.
  package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

  /// The whole number, however it was written; nil where this is none, or one that `Int` cannot hold.
  package var integer: Int? {
    switch self {
    case .int(let int): int
    case .number(let number): Int(exactly: number)
    case .decimal: canonical.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    default: nil
    }
  }

  /// The number; nil where this is none, or one that `Double` cannot hold.
  package var double: Double? {
    switch self {
    case .int(let int): Double(int)
    case .number(let number): number.isFinite ? number : nil
    case .decimal(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The elements; nil where this is no array.
  package var elements: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// The members in their order; nil where this is no object.
  package var members: [(String, JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The member of that key; nil where this is no object, or has no such member.
  package subscript(key: String) -> JSONValue? { members?.first { $0.0 == key }?.1 }
}
