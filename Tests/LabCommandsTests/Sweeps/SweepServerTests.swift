import ExperimentDesign
import Foundation
import LabCommands
import Storage
import TestSupport
import Testing

/// The shipped sweep over one's own questions, against a server on loopback in place of its providers.
struct SweepServerTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Copies the shipped experiment, its questions with a line that tells the server how to answer.
  private func copy(to folder: ScratchFolder) throws -> String {
    let shipped = Self.root.appending(path: "Experiments/providers/own-steps")
    let questions = try String(
      contentsOf: shipped.appending(path: "questions.jsonl"), encoding: .utf8)
    let scripted = try questions.split(separator: "\n").map { line in
      var fields = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
      let expected = try #require(fields["expected"])
      fields["prompt"] = (fields["prompt"] ?? "") + "\nanswer p=0.85 v=0.95: \(expected)|7|fig"
      return String(
        decoding: try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys),
        as: UTF8.self)
    }
    try folder.write(scripted.joined(separator: "\n"), to: "providers/own-steps/questions.jsonl")
    let definition = try String(
      contentsOf: shipped.appending(path: "experiment.json"), encoding: .utf8)
    return try folder.experiment(
      definition.replacing(#""trials": 96"#, with: #""trials": 24"#), in: "providers/own-steps")
  }

  @Test func aSweepIsRunJudgedAndCutByItsBudget() async throws {
    let server = try FaultServerProcess([
      "--model", "script", "--faults", "429=0.05",
    ])
    let folder = try ScratchFolder()
    let experiment = try copy(to: folder)
    let environment = server.environment.merging(
      ["MAKERLAB_GNUPLOT": "/nonexistent/gnuplot"]) { own, _ in own }
    let out = folder.path("out")
    func run(_ words: String...) async -> CommandRun {
      await makerlab(
        [words[0], experiment, "--out", out] + words.dropFirst(), environment: environment)
    }
    // A budget of a few calls is spent, what came is kept, and nothing more is asked.
    let poor = await run("run", "--no-figures", "--max-tokens-total", "4000")
    #expect(poor.code == .budget, "\(poor.notes)")
    let asked = try server.counts()
    let partial = await run("check")
    #expect(partial.code == .verdict)
    #expect(try server.counts() == asked, "check asks nobody")
    let rich = await run("run", "--no-figures", "--max-tokens-total", "10000000")
    #expect(rich.code == .done, "\(rich.notes)")
    let whole = try folder.tables("out")
    let table = try CSVTable(contentsOf: folder.path("out/providers/own-steps.csv"))
    #expect(table.rows.count == 24)
    #expect(try table.column("n").allSatisfy { $0 == "24" })
    #expect(try table.column("independence").allSatisfy(\.isEmpty))
    #expect(try table.column("cost").prefix(12).allSatisfy { Double($0) ?? 0 > 0 })
    let after = try server.counts()
    let again = await run("run", "--no-figures", "--max-tokens-total", "10000000")
    #expect(again.code == .done)
    #expect(try server.counts() == after, "nothing is asked twice")
    #expect(try folder.tables("out") == whole)
  }
}

/// What becomes of prompts that a server refuses.
struct SweepRefusalTests {
  @Test func trialsWithARefusedPromptAreNoEnd() async throws {
    let server = try FaultServerProcess(["--model", "script", "--faults", "400=0.3"])
    let sweep = try SweepFolder(
      SweepFolder.definition(trials: 12, channel: "lmstudio:m", k: "1", claims: ""))
    let lines = (0..<12).map {
      #"{"id": "\#($0)", "prompt": "\#($0)\nanswer p=0.7: right|wrong", "expected": "right"}"#
    }
    try sweep.folder.write(lines.joined(separator: "\n"), to: "providers/six/questions.jsonl")
    let run = await makerlab(
      [
        "run", sweep.experiment, "--out", sweep.folder.path("out"), "--no-figures",
        "--max-tokens-total", "9999999",
      ], environment: server.environment)
    #expect(run.code == .provider, "\(run.notes)")
    let missing = try sweep.table().column("n").reduce(0) { $0 + 12 - (Int($1) ?? 0) }
    #expect(missing > 0)
    #expect(
      run.notes.contains {
        $0.contains("\(missing) trials met a prompt that was refused; what came")
      },
      "\(missing): \(run.notes)")
  }
}

/// What the audit says of servers that cheat.
struct SweepAuditServerTests {
  @Test(arguments: [
    (["--deterministic", "true"], "no reply ever differs"),
    (["--repeat-ids", "true"], "response ids repeat"),
  ])
  func aServerThatCheatsIsFoundOut(words: [String], reason: String) async throws {
    let server = try FaultServerProcess(["--model", "script"] + words)
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      SweepFolder.definition(
        trials: 40, channel: "lmstudio:m", k: "3",
        claims: #"{"name": "i", "statement": "s", "kind": "votes_independent"}"#),
      in: "providers/six")
    let lines = (0..<40).map {
      #"{"id": "\#($0)", "prompt": "\#($0)\nanswer p=0.7: right|wrong", "expected": "right"}"#
    }
    try folder.write(lines.joined(separator: "\n"), to: "providers/six/questions.jsonl")
    let run = await makerlab(
      [
        "run", experiment, "--out", folder.path("out"), "--no-figures", "--max-tokens-total",
        "9999999",
      ],
      environment: server.environment)
    #expect(run.code == .done, "\(run.notes)")
    let table = try CSVTable(contentsOf: folder.path("out/providers/six.csv"))
    for verdict in try table.column("independence") {
      #expect(
        verdict.hasPrefix("votes not independent: ") && verdict.contains(reason), "\(verdict)")
    }
  }
}
