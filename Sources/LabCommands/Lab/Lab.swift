import Storage
import TextFormats

/// The command line of the laboratory.
package enum Lab {
  /// Version of the laboratory.
  package static let version = "0.1.0"

  /// Commands in the order in which help lists them.
  package static var commands: [any LabCommand.Type] {
    [
      ExplainCommand.self, EscalateCommand.self, PatternsCommand.self, RunCommand.self,
      CheckCommand.self,
      StatusCommand.self,
      MergeCommand.self, PlotCommand.self, ReportCommand.self, ExportCommand.self,
      CompareCommand.self,
      ReplayCommand.self, SolveCommand.self, VoteCommand.self, RevoteCommand.self, FitCommand.self,
      CalibrateCommand.self, PredictCommand.self, ProvidersCommand.self, PricesCommand.self,
      RouteCommand.self,
      BudgetCommand.self,
      WorkflowCommand.self,
      AllocateCommand.self,
      SelfTestCommand.self,
      NotebookCommand.self,
      BenchCommand.self, McpCommand.self, DoctorCommand.self, CompletionsCommand.self,
    ]
  }

  /// Parses the words, runs the command and turns any error into one line and an exit code.
  ///
  /// - Parameters:
  ///   - words: Words after the name of the program.
  ///   - context: Where results and notes go.
  /// - Returns: The exit code.
  package static func run(_ words: [String], in context: LabContext) async -> ExitCode {
    var context = context
    context.words = ["makerlab"] + words
    do {
      return try await dispatch(words, context)
    } catch let error as LabError {
      context.note("makerlab: \(error.description.onOneLine)")
      return error.exitCode
    } catch {
      context.note("makerlab: \("\(error)".onOneLine)")
      return .usage
    }
  }

  private static func dispatch(_ words: [String], _ context: LabContext) async throws -> ExitCode {
    guard let name = words.first else { throw UsageError.missingCommand }
    let help = HelpText(program: "makerlab", width: context.width)
    switch name {
    case "--version":
      context.write("makerlab \(version)")
      return .done
    case "help" where words.dropFirst() == ["--markdown"]:
      context.write(ReferenceText.commands.trimmedEnd)
      return .done
    case "--help", "-h", "help":
      context.write(
        help.text(for: commands.map { $0.description }, abstract: abstract).trimmedEnd)
      return .done
    default: break
    }
    guard let command = commands.first(where: { $0.description.name == name }) else {
      throw UsageError.unknownCommand(
        name, nearest: NearestName.of(name, among: commands.map { $0.description.name }))
    }
    let arguments = try Arguments.parse(Array(words.dropFirst()), for: command.description)
    if arguments.wantsHelp {
      context.write(help.text(for: command.description).trimmedEnd)
      return .done
    }
    return try await command.run(arguments, in: context)
  }

  private static let abstract =
    "a laboratory for first-to-ahead-by-k voting over unreliable language models"
}

/// An error with its own exit code.
package struct LabError: Error, Equatable, CustomStringConvertible {
  /// One line for a person: what, where and what is allowed.
  package let description: String
  /// How the program ends because of it.
  package let exitCode: ExitCode

  /// Takes a line for a person; wrong usage, code 2, unless another code is given.
  package init(_ description: String, exitCode: ExitCode = .usage) {
    self.description = description
    self.exitCode = exitCode
  }
}

extension String {
  /// Without line ends at the end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
