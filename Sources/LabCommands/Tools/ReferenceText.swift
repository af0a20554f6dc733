import TextFormats

/// The references of commands and of tools as Markdown, made from their tables.
enum ReferenceText {
  /// The page of all commands, with a newline at the end.
  static var commands: String {
    let descriptions = Lab.commands.map { $0.description }
    var lines = [
      "# Commands",
      "",
      "Every command with its operands, options, ranges, defaults and examples, written by `makerlab help "
        + "--markdown` from the tables that parse them.  `--help` is an option of each, `--version` of the "
        + "program.",
      "",
      "| command | does |",
      "|---|---|",
    ]
    lines += descriptions.map {
      "| [\($0.name)](#makerlab-\($0.name)) | \(cell(escaped($0.abstract))) |"
    }
    lines += ["", "| exit code | meaning |", "|--:|---|"]
    lines += ExitCode.allCases.map { "| \($0.rawValue) | \(cell(escaped($0.meaning))) |" }
    for command in descriptions { lines += section(command) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page of all tools of the MCP server, with a newline at the end.
  static var tools: String {
    var lines = [
      "# Tools of the MCP server",
      "",
      "Every tool with its arguments and results, written by `makerlab mcp --reference` from the tables "
        + "that parse them.",
      "",
      "A tool takes its arguments as JSON; an option of a [command](commands.md) keeps its name there, with "
        + "underscores in place of hyphens, and its range.",
    ]
    for tool in LabTools.all { lines += section(tool.description) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Both pages, one below the other, with a newline at the end.
  static var text: String { commands + "\n" + tools }

  private static func section(_ command: CommandDescription) -> [String] {
    var lines = ["", "## makerlab \(command.name)", "", sentence(command.abstract)]
    for paragraph in command.discussion.split(separator: "\n\n") {
      lines += ["", escaped(String(paragraph).replacing("\n", with: " "))]
    }
    if !command.operands.isEmpty {
      lines += ["", "| operand | meaning |", "|---|---|"]
      lines += command.operands.map { "| `\(cell($0.usage))` | \(cell(escaped($0.help))) |" }
    }
    if !command.options.isEmpty {
      lines += ["", "| option | meaning | default |", "|---|---|---|"]
      lines += command.options.map { option in
        let notes =
          (option.isRequired ? "; required" : "") + (option.isRepeatable ? "; may be repeated" : "")
        return "| `\(cell(option.usage))` | \(cell(escaped(option.help + notes))) | "
          + "\(cell(escaped(option.defaultText ?? ""))) |"
      }
    }
    for example in command.examples {
      lines += ["", sentence(example.explanation), "", "    \(example.line)"]
    }
    return lines
  }

  private static func section(_ tool: ToolDescription) -> [String] {
    let words = ToolWords(tool.command)
    var lines = ["", "## \(tool.name)", "", sentence(tool.abstract)]
    lines += ["", "| argument | JSON | meaning | default |", "|---|---|---|---|"]
    lines += tool.parameters.map { parameter in
      let help = words.renamed(parameter.help) + (parameter.isRequired ? "; required" : "")
      let type = ToolSchema.typeWords(ToolSchema.schema(parameter, words))
      let text = words.renamed(parameter.option?.defaultText ?? "")
      return
        "| `\(parameter.name)` | \(cell(type)) | \(cell(escaped(help))) | \(cell(escaped(text))) |"
    }
    lines += ["", "| result | JSON | meaning |", "|---|---|---|"]
    lines += tool.outputs.map { output in
      let type = ToolSchema.typeWords(output.schema) + (output.canBeNull ? " or null" : "")
      let help = output.help + (output.isAlways ? "" : "; not always there")
      return "| `\(output.name)` | \(cell(type)) | \(cell(escaped(help))) |"
    }
    for example in tool.examples {
      lines += ["", sentence(example.explanation), "", "    \(example.arguments)"]
    }
    return lines
  }

  private static func sentence(_ text: String) -> String {
    let text = escaped(text.replacing("\n", with: " "))
    let first = text.prefix(1).uppercased()
    return first + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  /// What Markdown would read as its own.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "*_<>`[]".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension ToolSchema {
  /// What a schema takes, in a word or two.
  ///
  /// - Parameter schema: A schema.
  /// - Returns: As `integer`, or `list of number`.
  static func typeWords(_ schema: JSONValue) -> String {
    if let options = schema["anyOf"]?.elements {
      return options.map(typeWords).joined(separator: " or ")
    }
    if let words = schema["enum"]?.elements {
      return words.compactMap(\.string).map { "`\($0)`" }.joined(separator: " or ")
    }
    if let types = schema["type"]?.elements {
      return types.compactMap(\.string).joined(separator: " or ")
    }
    let type = schema["type"]?.string ?? "any JSON"
    if type == "array", let items = schema["items"] { return "list of \(typeWords(items))" }
    return type
  }
}
