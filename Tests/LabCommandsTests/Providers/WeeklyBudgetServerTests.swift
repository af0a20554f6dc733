import Economics
import Foundation
import LabCommands
import MAKERCore
import Storage
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// The words of a vote under a budget, for a process of its own.
  private func words(_ budget: String, log: String, in folder: ScratchFolder) throws -> [String] {
    [
      "vote", "--task", "jsonl:\(try questions(in: folder))", "--channel", model, "--k", "2",
      "--cap", "40", "--temperature", "1", "--budget", budget, "--token-log", log, "--store",
      folder.path("store"), "--format", "csv",
    ]
  }

  @Test("one log has one run at a time, and what a killed one was charged is logged once")
  func killed() async throws {
    let folder = try ScratchFolder()
    let rich = try budget(100_000_000, in: folder)
    let log = folder.path("tokens.jsonl")
    let link = folder.path("link.jsonl")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: log)
    // Nobody answers: whoever asks is under way until it is killed.
    let words = try self.words(rich, log: log, in: folder)
    let others = try self.words(rich, log: link, in: folder) + ["--seed", "2"]
    let (other, live, code) = try await MakerlabProcess.onOwnThread {
      let server = try FaultServerProcess(["--model", "script", "--latency-ms", "600000"])
      let run = try MakerlabProcess(words, environment: server.environment)
      let deadline = ContinuousClock.now + .seconds(120)
      while try server.counts().received == 0 {
        try #require(run.isRunning && ContinuousClock.now < deadline, "the run asks nothing")
        Thread.sleep(forTimeInterval: 0.002)
      }
      let other = try MakerlabProcess(others, environment: server.environment).ending()
      let live = try String(contentsOf: URL(filePath: log), encoding: .utf8)
      run.send(SIGKILL)
      return (other, live, try run.ending().code)
    }
    #expect(other.code == 2, "\(other.noteLines)")
    #expect(other.noteLines.contains { $0.contains("another run is charged") })
    #expect(live.split(separator: "\n").count == 1, "a run under way logs that it begins")
    #expect(code == nil)
    let before = try charged(in: folder)
    #expect(before > 0, "calls without an end stand at their worst case")
    let status = await makerlab("budget", "--budget", rich, "--log", log, "--format", "csv")
    #expect(status.output.contains(",total,tokens,100000000,\(before),"), "\(status.output)")
    #expect(status.notes.count == 1, "\(status.notes)")
    #expect(try logged(in: folder).count == 1, "to look changes nothing")
    let server = try FaultServerProcess(["--model", "script"])
    for seed in [1, 1, 2] {
      let next = try await vote(rich, server, in: folder, seed: seed)
      #expect(next.code == .done || next.code == .verdict, "\(next.notes)")
      #expect(try logged(in: folder).reduce(0) { $0 + $1.tokens } == charged(in: folder))
    }
    #expect(try charged(in: folder) > before)
    // Runs that are fully logged need no store any more.
    try FileManager.default.removeItem(atPath: folder.path("store"))
    let whole = await makerlab("budget", "--budget", rich, "--log", log)
    #expect(whole.notes.isEmpty, "\(whole.notes)")
  }

  @Test("a log with lines that nobody can read, or with lost runs, is named before a run asks")
  func lost() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let rich = try budget(1_000_000, small: 1_000_000, in: folder)
    let time = #""time":"2026-11-16T00:00:00Z","item":"a","phase":"b","model":"-","tokens":0"#
    let wrong = try folder.write("no store", to: "wrong.sqlite")
    try folder.write(
      """
      []
      {\(time),"run":"a","store":"\(folder.path("none.sqlite"))"}
      {\(time),"run":"b","store":"\(wrong)"}
      {\(time),"run":"c","store":"x\\u001b[2J"}

      """, to: "tokens.jsonl")
    let log = folder.path("tokens.jsonl")
    let run = try await vote(rich, server, in: folder)
    #expect(run.code == .done || run.code == .verdict, "\(run.notes)")
    let status = await makerlab("budget", "--budget", rich, "--log", log)
    #expect(status.code == .done)
    for all in [run.notes, status.notes] {
      let notes = all.filter { $0.hasPrefix(log + ": ") }
      #expect(notes.count == 4, "\(notes)")
      for (line, note) in zip([1, 4, 2, 3], notes) {
        #expect(note.hasPrefix("\(log): line \(line): "), "\(note)")
        #expect(!note.unicodeScalars.contains { $0.value < 32 })
      }
      #expect(notes.suffix(2).allSatisfy { $0.hasSuffix("what this run was charged is unknown") })
    }
  }

  @Test("dollars that nobody knows are no 0: the run is refused, or priced from the book")
  func unknownDollars() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let log = folder.path("tokens.jsonl")
    let dollars = try folder.write(#"{"weekly":{"total":{"dollars":1}}}"#, to: "dollars.json")
    func add(_ words: String...) async {
      let words = ["budget", "log", "--log", log, "--item", "a", "--phase", "b"] + words
      #expect(await makerlab(words).code == .done)
    }
    // A million tokens of replies cost five dollars.
    await add("--model", model, "--tokens", "100000", "--output-tokens", "100000")
    let first = await makerlab("budget", "--budget", dollars, "--log", log, "--format", "csv")
    #expect(first.output.contains(",total,dollars,1,0.5,0.5,green,0,"), "\(first.output)")
    let dry = await makerlab(
      try words(dollars, log: log, in: folder) + ["--dry-run"], environment: server.environment)
    #expect(dry.output.contains("total dollars: $0.50 of $1.00 left; "), "\(dry.output)")
    await add("--model", "haiku", "--tokens", "10")
    let status = await makerlab("budget", "--budget", dollars, "--log", log)
    #expect(status.output.contains("at least $0.50 of $1.00"), "\(status.output)")
    #expect(status.output.contains("1 entry of unknown amount"), "\(status.output)")
    let refused = try await vote(dollars, server, in: folder)
    #expect(refused.isRefusal, "\(refused.notes)")
    #expect(refused.notes.last?.contains("the first on line 2") == true, "\(refused.notes)")
    #expect(try charged(in: folder) == 0)
  }

  @Test("MAKERLAB_BUDGET holds for runs as for budget, and models of no tier are named")
  func variable() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let plan = try folder.write(
      #"{"weekly":{"total":{"tokens":1300},"small":{"tokens":9}},"models":[{"model":"haiku","tier":"small"}]}"#,
      to: "plan.json")
    var words = try self.words(plan, log: folder.path("tokens.jsonl"), in: folder)
    let place = try #require(words.firstIndex(of: "--budget"))
    words.removeSubrange(place...(place + 1))
    let environment = server.environment.merging(["MAKERLAB_BUDGET": plan]) { $1 }
    let run = await makerlab(words, environment: environment)
    #expect(run.code == .budget, "\(run.notes)")
    let stranger = "budget: \(model) is in no rule of models, and counts in the total alone"
    #expect(run.notes.contains(stranger), "\(run.notes)")
    let status = await makerlab(
      ["budget", "--log", folder.path("tokens.jsonl")], environment: environment)
    #expect(status.notes.contains { $0.hasSuffix(stranger) }, "\(status.notes)")
    let dry = await makerlab(words + ["--dry-run"], environment: environment)
    #expect(dry.output.contains("the run does not fit at its worst case"), "\(dry.output)")
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
