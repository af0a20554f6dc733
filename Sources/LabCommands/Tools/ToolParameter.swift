import TextFormats

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

  /// Describes an argument that is an option of a command.
  ///
  /// - Parameters:
  ///   - row: The row; a flag, or one with a domain.
  ///   - isRequired: Whether it must be given; nil for what the row says.
  /// - Returns: The argument, with the name and the words of the row.
  static func option(_ row: OptionDescription, isRequired: Bool? = nil) -> ToolParameter {
    precondition(row.kind == .flag || row.domain != nil, "--\(row.name) has no domain")
    return ToolParameter(
      name: row.argumentName, kind: .option(row), help: row.help,
      isRequired: isRequired ?? row.isRequired)
  }

  /// Describes an argument that no command line has.
  ///
  /// - Parameters:
  ///   - name: Name, with underscores.
  ///   - schema: JSON Schema of its values; strings have a `maxLength`, arrays a `maxItems`.
  ///   - help: One sentence with unit and range.
  ///   - isRequired: Whether it must be given.
  /// - Returns: The argument.
  static func json(
    _ name: String, _ schema: JSONValue, help: String, isRequired: Bool = false
  ) -> ToolParameter {
    ToolParameter(name: name, kind: .json(schema), help: help, isRequired: isRequired)
  }

  /// The row of a command's table; nil where it is none.
  var option: OptionDescription? { if case .option(let row) = kind { row } else { nil } }
}

extension OptionDescription {
  /// Name as an argument of a tool: `tokens_in` of `--tokens-in`.
  var argumentName: String { name.replacing("-", with: "_") }
}
