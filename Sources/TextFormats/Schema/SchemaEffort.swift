/// Steps that the parts of a check take, counted before each is done.
///
/// A step is what takes less than a microsecond, in whatever way a schema and a value are made for it.
enum SchemaEffort {
  /// Saying what is wrong, with a value.
  static let words = 4
  /// Saying what is wrong, with a list of names.
  static let list = 200

  /// Reading a text once.
  static func reading(_ text: String) -> Int { 1 + text.utf8.count / 16 }

  /// Matching an expression, which without an automaton looks at every instruction at every byte.
  static func matching(_ expression: RegularExpression, _ text: String) -> Int {
    1 + text.utf8.count * expression.size / 64
  }

  /// Taking a number apart; nothing for other values.
  static func parsing(_ value: JSONValue) -> Int {
    switch value {
    case .decimal(let number): 1 + number.utf8.count / 8
    case .int, .number: 1
    default: 0
    }
  }

  /// Dividing a number; nothing for other values.
  static func dividing(_ value: JSONValue) -> Int {
    switch value {
    case .decimal(let number): 4 + number.utf8.count / 4
    case .int, .number: 4
    default: 0
    }
  }

  /// Writing a value in its one spelling, which sorts the names of its members.
  static func canonical(_ value: JSONValue) -> Int {
    switch value {
    case .null, .bool: 1
    case .int, .number, .decimal: 1 + parsing(value)
    case .string(let text): reading(text)
    case .array(let items): items.reduce(1) { $0 + canonical($1) }
    case .object(let members):
      members.reduce(1) { $0 + 2 + reading($1.0) + canonical($1.1) }
    }
  }

  /// Looking for the name nearest to one.
  static func nearest(_ name: String, _ known: [String]) -> Int {
    known.count + SchemaWords.pairs(name, known) / 4
  }
}
