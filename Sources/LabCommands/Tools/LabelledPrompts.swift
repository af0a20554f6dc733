import ExperimentDesign
import MAKERCore
import MCPServer
import Tasks
import TextFormats

/// Prompts of a call with the right answer to each.
enum LabelledPrompts {
  /// How many a call may have; count.
  static let counts = 1...1000
  /// Most bytes of a prompt or of its system prompt.
  private static let mostBytes = 100_000
  /// Most bytes of a name.
  private static let mostNameBytes = 200

  /// The row of the table.
  static let parameter = ToolParameter.json(
    "prompts",
    ToolSchema.list(
      ToolSchema.object(
        [
          (
            "id",
            text(mostNameBytes, "name of the prompt; its place in the list, from 1, unless given")
          ),
          ("prompt", text(mostBytes, "what is asked, as a vote would ask it")),
          ("system", text(mostBytes, "system prompt")),
          (
            "expected",
            text(
              AnswerComparison.mostBytes,
              "the right answer: a whole reply, or what the group of compare's expression is to hold"
            )
          ),
        ], required: ["prompt", "expected"]), count: counts),
    help:
      "prompts whose answers are known, 1 to 1000: a sample of the steps that are to be voted on, not "
      + "the easy ones; 30 or more, or the intervals say little", isRequired: true)

  /// Reads the prompts of a call.
  ///
  /// What a client gives is read as a file of the same questions would be, and is the same task as that.
  ///
  /// - Parameters:
  ///   - arguments: What fits the table.
  ///   - policy: Which replies are discarded, and how the others are compared.
  /// - Returns: The task.
  /// - Throws: `ToolError` that names the prompt.
  static func task(
    _ arguments: ToolArguments, _ policy: ReplyPolicy
  ) throws(ToolError) -> PromptTask {
    let prompts = arguments["prompts"]?.elements ?? []
    let bytes = Array(
      prompts.enumerated().map { line($1, number: $0 + 1, arguments["compare"]) }
        .joined(separator: "\n").utf8)
    let read: [PromptLine]
    do throws(PromptFileError) { read = try PromptFile.lines(bytes) } catch {
      throw ToolError(words(error))
    }
    var lines: [PromptLine] = []
    for (index, line) in read.enumerated() {
      lines.append(
        try PromptLine.asked(
          id: line.id, prompt: line.prompt, policy: policy, expected: line.expectedText,
          name: "prompts[\(index)].expected"))
    }
    return PromptTask(lines, digest: StrongID(of: bytes).description)
  }

  /// A prompt as a line of a file.
  private static func line(_ prompt: JSONValue, number: Int, _ compare: JSONValue?) -> String {
    var members: [(String, JSONValue)] = [("id", prompt["id"] ?? .string("\(number)"))]
    for key in ["prompt", "system", "expected"] {
      if let value = prompt[key] { members.append((key, value)) }
    }
    if let compare { members.append(("compare", compare)) }
    return JSONText.compact(.object(members))
  }

  /// What is wrong, in the words of a list.
  private static func words(_ error: PromptFileError) -> String {
    guard let line = error.line else { return "prompts: \(error.problem)" }
    let problem = error.problem.replacing(
      /^(it asks what|.* stands on) line ([0-9]+)( asks.*| too)$/
    ) { "\($0.1) prompts[\((Int($0.2) ?? 1) - 1)]\($0.3)" }
    return "prompts[\(line - 1)]: \(problem)"
  }

  private static func text(_ bytes: Int, _ help: String) -> JSONValue {
    .object([
      ("type", .string("string")), ("minLength", .int(1)), ("maxLength", .int(bytes)),
      ("description", .string(help)),
    ])
  }
}
