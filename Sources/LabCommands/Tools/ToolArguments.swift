import TextFormats

/// The arguments of a call, which fit the table of its tool.
struct ToolArguments: Sendable {
  /// Those that rows of command tables describe, as a command line would give them.
  let options: Arguments
  /// All of them as the client gave them; an object.
  let json: JSONValue

  /// An argument as it was given; nil where it is absent or null.
  subscript(name: String) -> JSONValue? {
    guard let value = json[name], !value.isNull else { return nil }
    return value
  }
}
