import TextFormats

/// What a tool takes and gives, as a table; its schemas, its reference and the parser all read it.
struct ToolDescription: Sendable {
  /// Arguments as JSON that work, and one line that says what they show.
  struct Example: Sendable {
    let arguments: String
    let explanation: String
  }

  /// Name; 1 to 64 of `A-Za-z0-9_-`.
  let name: String
  /// Name for people.
  let title: String
  /// What it does and when to call it, for the model that chooses.
  let abstract: String
  /// What it takes.
  let parameters: [ToolParameter]
  /// What it gives, in order.
  let outputs: [ToolOutput]
  /// Whether it changes nothing, not even a store.
  let isReadOnly: Bool
  /// Whether it may ask a provider.
  let isOpenWorld: Bool
  let examples: [Example]
}

/// One argument of a tool.
struct ToolParameter: Sendable {
  /// Where its values are described.
  enum Kind: Sendable {
    /// A row of a command's table, which has a domain: the same name with underscores, the same range, the
    /// same words.
    case option(OptionDescription)
    /// JSON that no command line has: its schema.
    case json(JSONValue)
  }

  /// Name, with underscores.
  let name: String
  let kind: Kind
  /// One sentence with unit and range.
  let help: String
  let isRequired: Bool
}

/// One member of what a tool gives.
struct ToolOutput: Sendable {
  /// Name, as in the JSON of the command.
  let name: String
  /// JSON Schema of its values, without `null`.
  let schema: JSONValue
  /// One sentence with unit and range.
  let help: String
  /// Whether it is always there, null where it has no value.
  let isAlways: Bool
}
