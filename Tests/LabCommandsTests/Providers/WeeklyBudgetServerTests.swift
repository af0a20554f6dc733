import Economics
import Foundation
import LabCommands
import MAKERCore
import Storage
import TestSupport
import Testing

/// Runs under a weekly budget, against a server on loopback: the week stops them, and every token they were
/// charged is in the token log once, also where they were killed before they could log it.
@Suite struct WeeklyBudgetServerTests {
  private let model = "anthropic:claude-haiku-4-5"

  private func budget(_ tokens: Int, small: Int? = nil, in folder: ScratchFolder) throws -> String {
    let tier = small.map { #","small":{"tokens":\#($0)}"# } ?? ""
    return try folder.write(
      #"{"weekly":{"total":{"tokens":\#(tokens)}\#(tier)},"models":[{"model":"\#(model)*","tier":"small"}]}"#,
      to: "budget-\(tokens)-\(small ?? 0).json")
  }

  private func questions(in folder: ScratchFolder) throws -> String {
    let lines = (0..<12).map { number in
      #"{"id":"q\#(number)","prompt":"Question \#(number)?\nanswer p=0.9 v=0.9: right|wrong|other","expected":"right"}"#
    }
    return try folder.write(lines.joined(separator: "\n"), to: "questions.jsonl")
  }

  private func vote(
    _ budget: String, _ server: FaultServerProcess, in folder: ScratchFolder, seed: Int = 1
  ) async throws -> CommandRun {
    await makerlab(
      [
        "vote", "--task", "jsonl:\(try questions(in: folder))", "--channel", model, "--k", "2",
        "--cap", "40", "--temperature", "1", "--budget", budget, "--token-log",
        folder.path("tokens.jsonl"), "--store", folder.path("store"), "--seed", "\(seed)",
        "--format", "csv",
      ], environment: server.environment)
  }

  /// What the journal says that all runs were charged; tokens.
  private func charged(in folder: ScratchFolder) throws -> Int {
    let store = try LabStore(readingOnly: folder.path("store") + "/lab.sqlite")
    defer { store.close() }
    return try store.payers().reduce(0) { $0 + $1.charged.tokens }
  }

  private func logged(in folder: ScratchFolder) throws -> [TokenLogEntry] {
    try TokenLog(path: folder.path("tokens.jsonl")).read().entries
  }

  @Test("the week's rest stops a run with exit code 3, next runs too, and a larger one goes on")
  func stops() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    for small in [nil, 1300] {
      // The week as a whole, or the tier alone, is short.
      let short = try budget(small == nil ? 1300 : 1_000_000, small: small, in: folder)
      let run = try await vote(short, server, in: folder)
      #expect(run.code == .budget, "\(run.notes)")
      #expect(run.notes.contains { $0.hasPrefix("budget: the week's rest") }, "\(run.notes)")
      let spent = try logged(in: folder).reduce(0) { $0 + $1.tokens }
      #expect(spent == (try charged(in: folder)) && spent > 0 && spent <= 1300)
      let other = try await vote(short, server, in: folder, seed: 2)
      #expect(other.code == .budget, "\(other.notes)")
      #expect(try charged(in: folder) <= 1300, "two runs share one week")
    }
    let rich = try await vote(try budget(1_000_000, in: folder), server, in: folder)
    #expect(rich.code == .done || rich.code == .verdict, "\(rich.notes)")
    let all = try logged(in: folder)
    #expect(all.reduce(0) { $0 + $1.tokens } == (try charged(in: folder)))
    let spent = all.filter { $0.tokens > 0 }
    #expect(spent.allSatisfy { $0.model == model && $0.phase == "run" }, "\(spent)")
    #expect(spent.allSatisfy { $0.cost != nil && $0.outputTokens != nil }, "\(spent)")
  }

  @Test("what a killed run was charged is counted at once, and logged by the next run, once")
  func killed() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let short = try budget(1300, in: folder)
    _ = try await vote(short, server, in: folder)
    let before = try charged(in: folder)
    // A run that was killed has said that it begins, and no more.
    let begun = try folder.text("tokens.jsonl").split(separator: "\n")[0]
    try Data((begun + "\n").utf8).write(to: URL(filePath: folder.path("tokens.jsonl")))
    let status = await makerlab(
      "budget", "--budget", short, "--log", folder.path("tokens.jsonl"), "--format", "csv")
    #expect(status.output.contains(",total,tokens,1300,\(before),"), "\(status.output)")
    #expect(status.notes.count == 1, "\(status.notes)")
    #expect(try logged(in: folder).count == 1, "to look changes nothing")
    for seed in 2...3 {
      let next = try await vote(short, server, in: folder, seed: seed)
      #expect(next.code == .budget, "\(next.notes)")
      #expect(try logged(in: folder).reduce(0) { $0 + $1.tokens } == charged(in: folder))
    }
    #expect(try charged(in: folder) <= 1300)
    // Where the store is gone, nobody knows: that is said.
    try Data((begun + "\n").utf8).write(to: URL(filePath: folder.path("tokens.jsonl")))
    try FileManager.default.removeItem(atPath: folder.path("store"))
    let lost = await makerlab(
      "budget", "--budget", short, "--log", folder.path("tokens.jsonl"))
    #expect(lost.notes.contains { $0.contains("is gone") }, "\(lost.notes)")
  }

  @Test(
    "a budget without providers, a log without a budget and a dollar limit without a price are refused"
  )
  func refusals() async throws {
    let folder = try ScratchFolder()
    let task = "jsonl:\(try questions(in: folder))"
    let plan = try budget(1300, in: folder)
    let dollars = try folder.write(#"{"weekly":{"total":{"dollars":1}}}"#, to: "dollars.json")
    let cases = [
      ["--channel", "simulated:p=.9", "--budget", plan],
      ["--channel", model, "--token-log", folder.path("tokens.jsonl")],
      ["--channel", model, "--budget", folder.path("none.json")],
      ["--channel", "openai:nobody-knows-it", "--budget", dollars, "--max-tokens-total", "9"],
    ]
    for words in cases {
      let run = await makerlab(
        ["vote", "--task", task, "--k", "2", "--store", folder.path("store")] + words,
        environment: ["OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k"])
      #expect(run.isRefusal, "\(words): \(run.notes)")
    }
    #expect(!folder.exists("store") && !folder.exists("tokens.jsonl"))
  }
}
