import TextFormats

/// One member of what a tool gives.
struct ToolOutput: Sendable {
  /// Name, as in the JSON of the command.
  let name: String
  /// JSON Schema of its values, without `null`.
  let schema: JSONValue
  /// One sentence with unit and range.
  let help: String
  /// Whether it is always there.
  let isAlways: Bool
  /// Whether it is null where it has no value.
  let canBeNull: Bool

  /// Describes a member; see the properties.
  init(
    name: String, schema: JSONValue, help: String, isAlways: Bool, canBeNull: Bool = true
  ) {
    self.name = name
    self.schema = schema
    self.help = help
    self.isAlways = isAlways
    self.canBeNull = canBeNull
  }
}
