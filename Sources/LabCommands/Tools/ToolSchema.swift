import TextFormats

/// JSON Schemas (2020-12) of what tools take and give, made from their tables.
enum ToolSchema {
  /// Schema of the arguments of a tool: an object without other members.
  ///
  /// - Parameter tool: The table.
  /// - Returns: The schema.
  static func input(_ tool: ToolDescription) -> JSONValue {
    let words = ToolWords(tool.command)
    return object(
      tool.parameters.map { ($0.name, schema($0, words)) },
      required: tool.parameters.filter(\.isRequired).map(\.name))
  }

  /// Schema of the result of a tool: an object without other members.
  ///
  /// - Parameter tool: The table.
  /// - Returns: The schema.
  static func output(_ tool: ToolDescription) -> JSONValue {
    object(
      tool.outputs.map { output in
        let schema = output.canBeNull ? nullable(output.schema) : output.schema
        return (output.name, described(schema, output.help))
      }, required: tool.outputs.filter(\.isAlways).map(\.name))
  }

  /// Schema of the values of a type, whatever they are.
  ///
  /// - Parameter name: Name of the type, as `number`.
  /// - Returns: The schema.
  static func type(_ name: String) -> JSONValue { .object([("type", .string(name))]) }

  /// Schema of an object without other members.
  ///
  /// - Parameters:
  ///   - properties: Names and schemas of its members.
  ///   - required: Names of the members that are always there.
  /// - Returns: The schema.
  static func object(_ properties: [(String, JSONValue)], required: [String]) -> JSONValue {
    .object([
      ("type", .string("object")), ("properties", .object(properties)),
      ("required", .array(required.map { .string($0) })), ("additionalProperties", .bool(false)),
    ])
  }

  /// Schema of a list.
  ///
  /// - Parameters:
  ///   - items: Schema of each element.
  ///   - count: How many there are; nil for any number.
  /// - Returns: The schema.
  static func list(_ items: JSONValue, count: ClosedRange<Int>? = nil) -> JSONValue {
    let bounds = count.map {
      [("minItems", JSONValue.int($0.lowerBound)), ("maxItems", .int($0.upperBound))]
    }
    return .object([("type", .string("array")), ("items", items)] + (bounds ?? []))
  }

  /// The schema that takes null too.
  ///
  /// - Parameter schema: A schema.
  /// - Returns: That, or null.
  static func nullable(_ schema: JSONValue) -> JSONValue {
    guard let members = schema.members, let type = schema["type"]?.string,
      schema["enum"] == nil, schema["const"] == nil
    else {
      return .object([("anyOf", .array([schema, type("null")]))])
    }
    return .object(
      members.map { name, value in
        name == "type" ? ("type", .array([.string(type), .string("null")])) : (name, value)
      })
  }

  /// Schema of one argument, with its description and its default.
  ///
  /// - Parameters:
  ///   - parameter: The argument.
  ///   - words: The words of the tool.
  /// - Returns: The schema.
  static func schema(_ parameter: ToolParameter, _ words: ToolWords) -> JSONValue {
    switch parameter.kind {
    case .json(let schema): return described(schema, parameter.help)
    case .option(let row):
      var help = words.renamed(parameter.help)
      var schema = row.domain?.schema ?? type("boolean")
      if row.isRepeatable { schema = list(schema, count: 1...ToolArguments.mostRepeats) }
      var value: JSONValue?
      if row.kind == .flag { value = .bool(false) }
      if let text = row.defaultText {
        value = row.isRepeatable ? nil : row.domain?.value(text)
        if value == nil { help += "; default: \(words.renamed(text))" }
      }
      let known = described(schema, help)
      guard let value, let members = known.members else { return known }
      return .object(members + [("default", value)])
    }
  }

  private static func described(_ schema: JSONValue, _ help: String) -> JSONValue {
    .object((schema.members ?? []) + [("description", .string(help))])
  }
}

extension ValueDomain {
  /// Schema of the values.
  var schema: JSONValue {
    switch self {
    case .integer(let range):
      var members: [(String, JSONValue)] = [("type", .string("integer"))]
      if range.lowerBound != Int.min { members.append(("minimum", .int(range.lowerBound))) }
      if range.upperBound != Int.max { members.append(("maximum", .int(range.upperBound))) }
      return .object(members)
    case .number(let range): return range.schema
    case .numbers(let range, let count): return ToolSchema.list(range.schema, count: count)
    case .choice(let words):
      return .object([
        ("type", .string("string")), ("enum", .array(words.map { .string($0) })),
      ])
    case .text(let bytes):
      // A letter has a byte or more, so that what is too long by letters is so by bytes.
      return .object([
        ("type", .string("string")), ("minLength", .int(min(bytes.lowerBound, 1))),
        ("maxLength", .int(bytes.upperBound)),
      ])
    case .either(let words, let domain):
      return .object([("anyOf", .array([domain.schema, ValueDomain.choice(words).schema]))])
    }
  }

  /// The text of a default as JSON; nil where it is no value, but words for a person.
  fileprivate func value(_ text: String) -> JSONValue? {
    switch self {
    case .integer(let range):
      guard let number = DecimalText(text)?.integer, range.contains(number) else { return nil }
      return .int(number)
    case .number(let range):
      guard let number = Double(text), range.contains(number) else { return nil }
      return .number(number)
    case .choice(let words): return words.contains(text) ? .string(text) : nil
    case .either(let words, let domain):
      return words.contains(text) ? .string(text) : domain.value(text)
    case .numbers, .text: return nil
    }
  }
}

extension NumberRange {
  /// Schema of the numbers.
  fileprivate var schema: JSONValue {
    var members: [(String, JSONValue)] = [("type", .string("number"))]
    switch lower {
    case .none: break
    case .open(let end): members.append(("exclusiveMinimum", .number(end)))
    case .closed(let end): members.append(("minimum", .number(end)))
    }
    switch upper {
    case .none: break
    case .open(let end): members.append(("exclusiveMaximum", .number(end)))
    case .closed(let end): members.append(("maximum", .number(end)))
    }
    return .object(members)
  }
}
