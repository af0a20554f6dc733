import Storage

/// The words of a command's table as a client of its tool knows them: `tokens_in` in place of
/// `--tokens-in`.
struct ToolWords: Sendable {
  private let names: Set<String>

  /// Most letters of an error that a client is told; count.
  static let mostLetters = 1000

  /// Learns the names of a table.
  init(_ command: CommandDescription) { names = Set(command.options.map(\.name)) }

  /// Returns an error as one line for the model.
  ///
  /// - Parameter error: Any error whose description is one line.
  /// - Returns: That line, in the words of the tool, cut where it is very long.
  func line(_ error: any Error) -> String {
    let line = renamed("\(error)".onOneLine)
    return line.count > Self.mostLetters ? line.prefix(Self.mostLetters) + "…" : line
  }

  /// Returns a text with the options of the table in the words of the tool.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The text; `option --tokens-in <count>` and `--tokens-in` are `tokens_in` in it.
  func renamed(_ text: String) -> String {
    guard text.contains("--") else { return text }
    return text.replacing(/(option )?--([a-z][a-z0-9]*(?:-[a-z0-9]+)*)( <[^>]*>)?/) { match in
      let name = String(match.2)
      return names.contains(name) ? name.replacing("-", with: "_") : String(match.0)
    }
  }
}
