import Foundation
import MCPServer
import SweepRunner

/// `makerlab mcp`: the laboratory as tools of an assistant.
enum McpCommand: LabCommand {
  static let description = CommandDescription(
    "mcp",
    abstract: "serve the laboratory to an assistant: tools, results and prompts over stdio (MCP)",
    discussion: """
      A client of the Model Context Protocol starts this command and speaks with it over standard input and \
      output, in the revisions 2026-07-28, 2025-11-25, 2025-06-18 and 2024-11-05.  Notes go to standard \
      error.  The server ends when its input does, or at SIGTERM: draws under way are stopped, and what \
      they cost is in the journal first.

      What may be spent is the operator's to say, here: no client can raise it, and it holds over \
      restarts, day by day (UTC).  So is how many requests a provider gets at a time, from all calls together: \
      what a channel says of its pacing is a further limit of that call.  Keys of providers come from the environment, as for solve.
      """,
    options: [
      .value(
        "out", "folder", help: "where the draws of providers are kept, and what they cost",
        default: "Results/mcp"),
      .value(
        "results", "folder", help: "where tables and figures of experiments are read",
        default: "Results"),
    ] + ServerSpending.options + [
      .value(
        "concurrency", "count",
        help:
          "most requests under way at each provider's address, of all calls together, where a vote has "
          + "up to k; {range}",
        default: "\(LimiterPool.usualOfServer)", domain: .integer(1...1024))
    ] + SolveEvents.options + [
      .flag("reference", help: "print the reference of all tools as Markdown, and serve nobody")
    ],
    examples: [
      .init(
        "makerlab mcp", "for a client that starts it; the defaults spend at most a dollar a day"),
      .init(
        "makerlab mcp --out votes --max-cost 5.00 --log votes/events.jsonl",
        "another folder, another limit, and a log of events"),
      .init("makerlab mcp --reference", "the reference of all tools, as Markdown"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("reference") {
      context.write(ReferenceText.tools.trimmedEnd)
      return .done
    }
    let folder = try LabFolder(arguments.string("out") ?? "Results/mcp")
    let results = try LabFolder(arguments.string("results") ?? "Results")
    let spending = try ServerSpending(arguments, environment: context.environment)
    let events = try SolveEvents.Request(
      arguments, environment: context.environment, folder: folder, task: "mcp"
    ).open()
    var lab = ToolLab(
      environment: context.environment, folder: folder, results: results, spending: spending,
      concurrency: try arguments.integer("concurrency") ?? LimiterPool.usualOfServer)
    lab.observer = events.observer
    let server = MCPServer(LabTools.offer(in: lab))
    let output = try ProtocolOutput()
    let ending = await cancelledByInterrupts {
      await server.serve(from: 0, to: output.descriptor) { line in
        try? FileHandle.standardError.write(contentsOf: Data("makerlab: \(line)\n".utf8))
      }
    }
    events.close(note: context.note)
    if ending.unfinished > 0 {
      context.note("makerlab: \(ending.unfinished) calls had not ended when the time was up")
    }
    return .done
  }
}

/// Standard output, kept for the protocol: whatever else the process prints goes to standard error.
private struct ProtocolOutput {
  /// Where lines for the client go.
  let descriptor: Int32

  init() throws {
    descriptor = dup(1)
    guard descriptor >= 0, dup2(2, 1) >= 0 else {
      throw LabError("standard output cannot be kept for the protocol")
    }
  }
}
