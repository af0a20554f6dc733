import TextFormats

/// The arguments of a tool as its schema lists them, so that new tools are attacked like the old ones.
struct ToolSchema {
  /// A place for a value: an argument, or a member somewhere inside one.
  struct Place {
    /// Names from the outside; `[]` is an element of a list.
    let path: [String]
    /// The schema of the value.
    let schema: JSONValue

    var name: String { path.joined(separator: ".") }

    /// Types that the schema allows, its alternatives included.
    var types: Set<String> { ToolSchema.types(schema) }
  }

  let name: String
  let input: JSONValue

  init(_ tool: JSONValue) {
    name = tool["name"]?.string ?? "?"
    input = tool["inputSchema"] ?? .null
  }

  /// All places, those in objects and lists included.
  var places: [Place] { Self.places(in: input, at: []) }

  /// The arguments alone.
  var arguments: [Place] {
    (input["properties"]?.members ?? []).map { Place(path: [$0.0], schema: $0.1) }
  }

  private static let alternatives = ["anyOf", "oneOf", "allOf"]

  private static func types(_ schema: JSONValue) -> Set<String> {
    var types = Set((schema["type"]?.elements ?? [schema["type"] ?? .null]).compactMap(\.string))
    for value in schema["enum"]?.elements ?? [] where value.string != nil { types.insert("string") }
    if schema["const"]?.string != nil { types.insert("string") }
    for choice in alternatives.flatMap({ schema[$0]?.elements ?? [] }) {
      types.formUnion(Self.types(choice))
    }
    return types
  }

  private static func places(in schema: JSONValue, at path: [String]) -> [Place] {
    var found: [Place] = []
    for (name, inner) in schema["properties"]?.members ?? [] {
      found.append(Place(path: path + [name], schema: inner))
      found += places(in: inner, at: path + [name])
    }
    if let items = schema["items"], items.members != nil {
      found.append(Place(path: path + ["[]"], schema: items))
      found += places(in: items, at: path + ["[]"])
    }
    for choice in alternatives.flatMap({ schema[$0]?.elements ?? [] }) {
      found += places(in: choice, at: path)
    }
    return found
  }

  /// Arguments with a value put into one place; what is missing on the way is made.
  static func put(_ value: JSONValue, at path: ArraySlice<String>, in old: JSONValue?) -> JSONValue
  {
    guard let name = path.first else { return value }
    let rest = path.dropFirst()
    if name == "[]" {
      let elements = old?.elements ?? []
      return .array([put(value, at: rest, in: elements.first)] + elements.dropFirst())
    }
    let members = old?.members ?? []
    let inner = put(value, at: rest, in: old?[name])
    guard members.contains(where: { $0.0 == name }) else {
      return .object(members + [(name, inner)])
    }
    return .object(members.map { $0.0 == name ? (name, inner) : $0 })
  }
}
