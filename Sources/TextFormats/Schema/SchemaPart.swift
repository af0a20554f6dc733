/// A schema within a schema, as what a value must meet; references are indices of other parts.
struct SchemaPart: Sendable {
  /// Conditions, in the order in which they are told.
  var conditions: [SchemaCondition] = []

  /// Parts that look at the same value, not at a part of it.
  var inPlace: [Int] {
    conditions.flatMap { condition -> [Int] in
      switch condition {
      case .all(let parts), .any(let parts), .one(let parts): parts
      case .not(let part), .reference(let part): [part]
      default: []
      }
    }
  }
}

/// What one keyword, or two that belong together, asks of a value.
enum SchemaCondition: Sendable {
  /// Nothing fits.
  case never
  case types(SchemaTypes)
  /// Canonical values, the types that they have, the strings among them, and all in words.
  case values(Set<[UInt8]>, SchemaTypes, names: [String], words: String)
  /// A bound of numbers and its text.
  case bound(Bound, ExactDecimal, String)
  case multiple(ExactDecimal.Divisor, String)
  case count(Counted, least: Int, most: Int)
  case pattern(RegularExpression)
  /// Parts of the first elements.
  case first([Int])
  /// The part of the elements from an index on.
  case rest(from: Int, Int)
  case unique
  case members(SchemaMembers)
  case required([SchemaName])
  case names(Int)
  case all([Int])
  case any([Int])
  case one([Int])
  case not(Int)
  case reference(Int)

  /// Which side of a number is allowed.
  enum Bound: Sendable {
    case atLeast, atMost, above, below

    /// The bound in words.
    var words: String {
      switch self {
      case .atLeast: "at least"
      case .atMost: "at most"
      case .above: "above"
      case .below: "below"
      }
    }
  }

  /// What is counted of a value.
  enum Counted: Sendable {
    case characters, elements, members

    /// What is counted in words.
    func words(_ count: Int) -> String {
      let word =
        switch self {
        case .characters: "character"
        case .elements: "element"
        case .members: "member"
        }
      return count == 1 ? word : word + "s"
    }
  }
}

/// A name of a member; two spellings of one letter are two names.
struct SchemaName: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: SchemaName, right: SchemaName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// What the members of an object must be.
struct SchemaMembers: Sendable {
  /// Parts of the members that are named.
  var named: [SchemaName: Int] = [:]
  /// Their names, in order.
  var names: [String] = []
  /// Parts of members whose name an expression matches.
  var patterns: [(RegularExpression, Int)] = []
  /// The part of all other members; nil where they are anything.
  var others: Int?
  /// Whether no other members are allowed.
  var isClosed = false
}

/// Types of JSON values.
struct SchemaTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = SchemaTypes(rawValue: 1)
  static let boolean = SchemaTypes(rawValue: 2)
  static let integer = SchemaTypes(rawValue: 4)
  static let number = SchemaTypes(rawValue: 8)
  static let string = SchemaTypes(rawValue: 16)
  static let array = SchemaTypes(rawValue: 32)
  static let object = SchemaTypes(rawValue: 64)

  /// Types with their names and their words, in the order of the words.
  static let known: [(type: SchemaTypes, name: String, words: String)] = [
    (.object, "object", "an object"), (.array, "array", "an array"),
    (.string, "string", "a string"), (.number, "number", "a number"),
    (.integer, "integer", "a whole number"), (.boolean, "boolean", "true or false"),
    (.null, "null", "null"),
  ]

  /// The types that a value has.
  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .int: self = [.integer, .number]
    case .number, .decimal:
      self = ExactDecimal(value)?.isWhole == true ? [.integer, .number] : .number
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The types in words, as `a string or null`.
  var words: String {
    let words = Self.known.filter { contains($0.type) }.map(\.words)
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }
}
