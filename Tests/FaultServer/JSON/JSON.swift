/// A JSON value; objects keep their order.
indirect enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  /// A string by its bytes, which need not be UTF-8.
  case bytes([UInt8])
  case array([JSON])
  case object([(name: String, value: JSON)])

  /// A member of an object; nil where there is none or it is null.
  subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self,
      let value = members.first(where: { $0.name == name })?.value
    else { return nil }
    if case .null = value { return nil }
    return value
  }

  /// The members of an object; nil for another value.
  var members: [(name: String, value: JSON)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The items of an array; nil for another value.
  var items: [JSON]? { if case .array(let items) = self { items } else { nil } }

  /// The text of a string; nil for another value.
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The value of a boolean; nil for another value.
  var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

  /// The value of a whole number; nil for another value.
  var int: Int? { if case .int(let int) = self { int } else { nil } }

  /// The value of a number; nil for another value.
  var double: Double? {
    switch self {
    case .int(let int): Double(int)
    case .number(let number): number
    default: nil
    }
  }
}
