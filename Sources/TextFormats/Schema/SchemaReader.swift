/// Reads a schema into its parts; the root is the first.
struct SchemaReader {
  private var parts: [SchemaPart] = []
  /// Parts of the root's `$defs`.
  private var definitions: [SchemaName: Int] = [:]
  private var definitionNames: [String] = []
  private var expressions = 0
  /// Names on the way to the keyword that is read.
  private var path: [String] = []

  /// Reads a schema.
  ///
  /// - Parameter source: The schema; its numbers have a canonical form.
  /// - Returns: The parts; what one refers to is another.
  /// - Throws: `JSONSchema.Failure`.
  static func parts(_ source: JSONValue) throws(JSONSchema.Failure) -> [SchemaPart] {
    var reader = SchemaReader()
    let root = try reader.reserve()
    if let members = source["$defs"]?.members {
      for (name, _) in members {
        reader.definitions[SchemaName(name)] = try reader.reserve()
        reader.definitionNames.append(name)
      }
    }
    try reader.read(source, into: root, depth: 0)
    try reader.refuseCircles()
    return reader.parts
  }

  /// Keywords that only describe, with what they must be; nil for anything.
  private static let annotations: [String: SchemaTypes?] = [
    "title": .string, "description": .string, "$comment": .string, "format": .string,
    "default": SchemaTypes?.none, "examples": .array, "deprecated": .boolean,
    "readOnly": .boolean, "writeOnly": .boolean,
  ]

  /// All keywords, for errors.
  static let keywords =
    [
      "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
      "multipleOf", "minLength", "maxLength", "pattern", "items", "prefixItems", "minItems",
      "maxItems", "uniqueItems", "properties", "patternProperties", "additionalProperties",
      "propertyNames", "required", "minProperties", "maxProperties", "allOf", "anyOf", "oneOf",
      "not", "$ref", "$defs", "$schema",
    ] + annotations.keys.sorted()

  /// Numbers of expressions are counted, for each holds memory.
  mutating func expression(_ value: JSONValue) throws(JSONSchema.Failure) -> RegularExpression {
    guard let text = value.string else { throw failure("must be a string") }
    expressions += 1
    guard expressions <= JSONSchema.mostExpressions else {
      throw failure("a schema has at most \(JSONSchema.mostExpressions) regular expressions")
    }
    do throws(RegularExpression.Failure) {
      return try RegularExpression(text)
    } catch { throw failure("no regular expression: \(error)") }
  }

  private mutating func reserve() throws(JSONSchema.Failure) -> Int {
    guard parts.count < JSONSchema.mostParts else {
      throw failure("a schema holds at most \(JSONSchema.mostParts) schemas")
    }
    parts.append(SchemaPart())
    return parts.count - 1
  }

  func failure(_ problem: String) -> JSONSchema.Failure {
    SchemaProblem(problem, path: path.reversed()).failure
  }

  /// Reads a schema into a new part.
  private mutating func part(
    _ source: JSONValue, depth: Int
  ) throws(JSONSchema.Failure) -> Int {
    let index = try reserve()
    try read(source, into: index, depth: depth)
    return index
  }

  private mutating func read(
    _ source: JSONValue, into index: Int, depth: Int
  ) throws(JSONSchema.Failure) {
    guard depth <= JSONSchema.mostDepth else {
      throw failure("more than \(JSONSchema.mostDepth) schemas within each other")
    }
    if let truth = source.bool {
      parts[index].conditions = truth ? [] : [.never]
      return
    }
    guard let members = source.members else {
      throw failure("a schema is an object, true or false")
    }
    var conditions: [(place: Int, condition: SchemaCondition)] = []
    for (keyword, value) in members {
      guard let place = Self.keywords.firstIndex(of: keyword) else {
        throw failure(SchemaWords.unknown("keyword", keyword, known: Self.keywords))
      }
      for condition in try at(
        keyword,
        { (reader) throws(JSONSchema.Failure) in
          try reader.conditions(keyword, value, of: source, index, depth)
        })
      { conditions.append((place, condition)) }
    }
    if let condition = try self.members(of: source, depth) {
      conditions.append((Self.keywords.firstIndex(of: "properties") ?? 0, condition))
    }
    // The order of the keywords above: what a value is comes before how large it is.
    parts[index].conditions = conditions.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element.condition)
  }

  /// Does something one name further down.
  private mutating func at<Result>(
    _ name: String, _ body: (inout SchemaReader) throws(JSONSchema.Failure) -> Result
  ) throws(JSONSchema.Failure) -> Result {
    path.append(name)
    defer { path.removeLast() }
    return try body(&self)
  }

  private mutating func conditions(
    _ keyword: String, _ value: JSONValue, of source: JSONValue, _ index: Int, _ depth: Int
  ) throws(JSONSchema.Failure) -> [SchemaCondition] {
    switch keyword {
    case "type": return [.types(try types(value))]
    case "enum":
      guard let values = value.elements, !values.isEmpty else {
        throw failure("must be an array with at least one element")
      }
      return [Self.values(values, "one of ")]
    case "const": return [Self.values([value], "")]
    case "minimum": return [try bound(.atLeast, value)]
    case "maximum": return [try bound(.atMost, value)]
    case "exclusiveMinimum": return [try bound(.above, value)]
    case "exclusiveMaximum": return [try bound(.below, value)]
    case "multipleOf":
      guard let divisor = ExactDecimal(value).flatMap(ExactDecimal.Divisor.init) else {
        throw failure("must be a number above 0 of at most 18 digits")
      }
      return [.multiple(divisor, SchemaWords.shown(value))]
    case "minLength": return [.count(.characters, least: try count(value), most: .max)]
    case "maxLength": return [.count(.characters, least: 0, most: try count(value))]
    case "minItems": return [.count(.elements, least: try count(value), most: .max)]
    case "maxItems": return [.count(.elements, least: 0, most: try count(value))]
    case "minProperties": return [.count(.members, least: try count(value), most: .max)]
    case "maxProperties": return [.count(.members, least: 0, most: try count(value))]
    case "pattern": return [.pattern(try expression(value))]
    case "uniqueItems": return try truth(value) ? [.unique] : []
    case "prefixItems": return [.first(try list(value, depth))]
    case "items":
      let first = source["prefixItems"]?.elements?.count ?? 0
      return [.rest(from: first, try part(value, depth: depth + 1))]
    // Read together, for they are about each other.
    case "properties", "patternProperties", "additionalProperties": return []
    case "propertyNames": return [.names(try part(value, depth: depth + 1))]
    case "required": return [.required(try names(value))]
    case "allOf": return [.all(try list(value, depth))]
    case "anyOf": return [.any(try list(value, depth))]
    case "oneOf": return [.one(try list(value, depth))]
    case "not": return [.not(try part(value, depth: depth + 1))]
    case "$ref": return [.reference(try reference(value))]
    case "$defs":
      try define(value, in: index, depth)
      return []
    case "$schema":
      guard value.string == Self.dialect else { throw failure("must be \"\(Self.dialect)\"") }
      return []
    default:
      if let type = Self.annotations[keyword] ?? nil, type.isDisjoint(with: SchemaTypes(of: value))
      {
        throw failure("must be \(type.words)")
      }
      return []
    }
  }

  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  private mutating func list(
    _ value: JSONValue, _ depth: Int
  ) throws(JSONSchema.Failure) -> [Int] {
    guard let elements = value.elements, !elements.isEmpty else {
      throw failure("must be an array of at least one schema")
    }
    var list: [Int] = []
    for (place, element) in elements.enumerated() {
      list.append(
        try at("\(place)") { (reader) throws(JSONSchema.Failure) in
          try reader.part(element, depth: depth + 1)
        })
    }
    return list
  }

  private mutating func members(
    of source: JSONValue, _ depth: Int
  ) throws(JSONSchema.Failure) -> SchemaCondition? {
    var all = SchemaMembers()
    var isThere = false
    for keyword in ["properties", "patternProperties"] {
      guard let value = source[keyword] else { continue }
      isThere = true
      try at(keyword) { (reader) throws(JSONSchema.Failure) in
        guard let members = value.members else {
          throw reader.failure("must be an object of schemas")
        }
        for (name, member) in members {
          try reader.at(name) { (reader) throws(JSONSchema.Failure) in
            let part = try reader.part(member, depth: depth + 1)
            if keyword == "properties" {
              all.named[SchemaName(name)] = part
              all.names.append(name)
            } else {
              all.patterns.append((try reader.expression(.string(name)), part))
            }
          }
        }
      }
    }
    if let value = source["additionalProperties"] {
      isThere = true
      switch value.bool {
      case true?: break
      case false?: all.isClosed = true
      case nil:
        all.others = try at("additionalProperties") { (reader) throws(JSONSchema.Failure) in
          try reader.part(value, depth: depth + 1)
        }
      }
    }
    return isThere ? .members(all) : nil
  }

  private mutating func define(
    _ value: JSONValue, in index: Int, _ depth: Int
  ) throws(JSONSchema.Failure) {
    guard index == 0 else { throw failure("definitions stand at the root of a schema") }
    guard let members = value.members else { throw failure("must be an object of schemas") }
    for (name, member) in members {
      guard let part = definitions[SchemaName(name)] else { continue }
      try at(name) { (reader) throws(JSONSchema.Failure) in
        try reader.read(member, into: part, depth: depth + 1)
      }
    }
  }

  private func reference(_ value: JSONValue) throws(JSONSchema.Failure) -> Int {
    let start = "#/$defs/"
    guard let text = value.string, text == "#" || text.hasPrefix(start) else {
      throw failure("must be \"#\" or \"\(start)NAME\"")
    }
    if text == "#" { return 0 }
    let written = String(text.dropFirst(start.count))
    let name = written.replacing("~1", with: "/").replacing("~0", with: "~")
    guard let part = definitions[SchemaName(name)] else {
      throw failure(SchemaWords.unknown("definition", name, known: definitionNames))
    }
    return part
  }

  /// Refuses schemas that come back to themselves without going into a part of the value.
  private func refuseCircles() throws(JSONSchema.Failure) {
    // 0 for a part not yet seen, 1 on the way to it, 2 where all behind it is seen.
    var states = [UInt8](repeating: 0, count: parts.count)
    for start in parts.indices where states[start] == 0 {
      var way: [(part: Int, next: [Int])] = [(start, parts[start].inPlace)]
      states[start] = 1
      while let last = way.last {
        guard let next = last.next.last else {
          states[last.part] = 2
          way.removeLast()
          continue
        }
        way[way.count - 1].next.removeLast()
        guard states[next] != 1 else {
          throw failure("its references lead in a circle that no value ends")
        }
        if states[next] == 0 {
          states[next] = 1
          way.append((next, parts[next].inPlace))
        }
      }
    }
  }
}
