/// Renders what `--help` prints, from the tables.
package struct HelpText: Sendable {
  /// Name of the program in usage lines.
  package let program: String
  /// Columns a line may fill; characters, at least 60.
  package let width: Int

  /// Takes the program's name and the columns that a line may fill, at least 60.
  package init(program: String = "makerlab", width: Int = 80) {
    precondition(width >= 60, "help needs 60 columns")
    self.program = program
    self.width = width
  }

  /// Returns the help of one command, with a newline at the end.
  package func text(for command: CommandDescription) -> String {
    var sections = [usage(of: command), paragraphs(command.abstract)]
    if !command.discussion.isEmpty { sections.append(paragraphs(command.discussion)) }
    if !command.operands.isEmpty {
      sections.append(
        section("Operands", rows: command.operands.map { ($0.usage, $0.help) }))
    }
    let options = command.options.map { ($0.usage, help(of: $0)) }
    sections.append(section("Options", rows: options + [("--help", "Show this help.")]))
    if !command.examples.isEmpty {
      let lines = command.examples.map { "  \($0.line)\n      \($0.explanation)" }
      sections.append((["Examples:"] + lines).joined(separator: "\n"))
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// Returns the help of the program: its commands and its exit codes, with a newline at the end.
  package func text(for commands: [CommandDescription], abstract: String) -> String {
    let sections = [
      "Usage: \(program) <command> [options]",
      paragraphs(abstract),
      section("Commands", rows: commands.map { ($0.name, $0.abstract) }),
      section("Exit codes", rows: ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) }),
      "Run '\(program) <command> --help' for the options and examples of a command.",
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private func usage(of command: CommandDescription) -> String {
    var parts = command.operands.map(\.usage)
    parts += command.options.filter(\.isRequired).map(\.usage)
    if command.options.contains(where: { !$0.isRequired }) { parts.append("[options]") }
    let start = "Usage: \(program) \(command.name)"
    var lines = [start]
    for part in parts {
      if lines[lines.count - 1].count + 1 + part.count <= width {
        lines[lines.count - 1] += " " + part
      } else {
        lines.append(String(repeating: " ", count: "Usage: ".count) + "  " + part)
      }
    }
    return lines.joined(separator: "\n")
  }

  private func help(of option: OptionDescription) -> String {
    var help = option.help.hasSuffix(".") ? String(option.help.dropLast()) : option.help
    if option.isRepeatable { help += "; may be repeated" }
    if option.isRequired { help += "; required" }
    if let text = option.defaultText { help += "; default: \(text)" }
    return help
  }

  private func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n", omittingEmptySubsequences: true)
      .map { WrappedText.lines(String($0), width: width).joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// Two columns; a name too wide for its column has its help on the next line.
  private func section(_ title: String, rows: [(name: String, help: String)]) -> String {
    let widest = width * 2 / 5
    let column = rows.map(\.name.count).filter { $0 <= widest }.max() ?? widest
    let margin = String(repeating: " ", count: column + 4)
    var lines = ["\(title):"]
    for row in rows {
      let help = WrappedText.lines(row.help, width: width - margin.count)
      if row.name.count <= column {
        let name = row.name + String(repeating: " ", count: column - row.name.count)
        lines.append("  \(name)  \(help.first ?? "")")
        lines += help.dropFirst().map { margin + $0 }
      } else {
        lines.append("  \(row.name)")
        lines += help.map { margin + $0 }
      }
    }
    return lines.joined(separator: "\n")
  }
}
