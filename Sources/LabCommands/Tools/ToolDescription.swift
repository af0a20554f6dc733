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

  /// The parameters that are rows of command tables, as the table of a command.
  ///
  /// - Precondition: No two parameters have one name.
  var command: CommandDescription {
    precondition(
      Set(parameters.map(\.name)).count == parameters.count, "\(name): a parameter stands twice")
    return CommandDescription(
      name, abstract: abstract, options: parameters.compactMap(\.option))
  }
}
