/// A JSON value to be written; objects keep their order, so equal results are equal bytes.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Not a number and the infinities are written as `null`.
  case number(Double)
  case string(String)
  case array([JSONValue])
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
}
