import Foundation
import LabCommands
import TestSupport
import Testing

/// What a solve would take before it asks, and what a store knows of those that paid for replies.
@Suite struct ProjectionServerTests {
  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  /// A row of a dry run: what it is, then the count of calls.
  private func count(_ label: String, of run: CommandRun) throws -> String {
    let line = try #require(
      run.output.split(separator: "\n").dropFirst(4).first { $0.hasPrefix(label) }, "\(run.output)")
    // Columns are two blanks apart, at the least.
    let cells = line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
    return try #require(cells.dropFirst().first { !$0.isEmpty })
  }

  /// Towers of four disks take 15 steps.
  @Test(arguments: [
    // Three draws at once, whatever they say.
    ("--pattern simple:draws=3", "calls", "45"),
    // k = 4 takes four draws at the least, nine at the most.
    ("--pattern adaptive:k=4,cap=9", "at least", "60"),
    ("--pattern adaptive:k=4,cap=9", "at the cap", "135"),
    ("--k 3", "at least", "45"), ("--k 3 --cap 7", "at the cap", "105"),
  ])
  func aSolveIsProjectedAndNobodyIsAsked(
    options: String, label: String, calls: String
  ) async throws {
    let server = try FaultServerProcess(["--model", "hanoi"])
    let folder = try ScratchFolder()
    let run = await makerlab(
      words("solve --task hanoi --disks 4 --channel openai:gpt-4.1-mini --dry-run \(options)")
        + ["--out", folder.path("out")], environment: server.environment)
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.hasPrefix("nothing is asked; this is what the run would take"))
    #expect(try count(label, of: run) == calls)
    #expect(try server.counts().received == 0)
    #expect(!folder.exists("out"))
  }

  /// The status names who paid, and what: replies of a model with a price and of one without.
  @Test func theStatusSaysWhoPaidForWhat() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let questions = (0..<3).map {
      #"{"id": "\#($0)", "prompt": "\#($0)\nanswer p=1: yes|no", "expected": "yes"}"#
    }
    let file = try folder.write(questions.joined(separator: "\n"), to: "q.jsonl")
    for channel in ["openai:gpt-4.1-mini", "ollama:llama3.2"] {
      let run = await makerlab(
        [
          "vote", "--task", "jsonl:\(file)", "--channel", channel, "--k", "2", "--store",
          folder.path("store"), "--temperature", "1",
        ], environment: server.environment)
      #expect(run.code == .done, "\(run.notes)")
    }
    let status = await makerlab("status", folder.path("store"))
    #expect(status.code == .done, "\(status.notes)")
    let lines = status.output.split(separator: "\n").map { $0.split(separator: " ") }
    let head = try #require(lines.firstIndex { $0.first == "payer" }, "\(status.output)")
    #expect(
      lines[head] == [
        "payer", "provider", "sessions", "answered", "free", "unknown", "cut", "tokens", "cost",
      ])
    let rows = lines[(head + 2)...].prefix { $0.count == 9 }
    #expect(rows.map { $0[1] }.sorted() == ["ollama", "openai"])
    for row in rows {
      // One session of three questions at k = 2, each answered right twice.
      #expect(row[2] == "1" && row[3] == "6", "\(row)")
      #expect(try #require(Int(row[7].replacing(",", with: ""))) > 0)
      #expect(row[1] == "openai" ? row[8].hasPrefix("$0.0") : true, "\(row)")
    }
  }
}
