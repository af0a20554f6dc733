import Foundation
import LabCommands
import TestSupport
import Testing

/// Calibrations and votes over a provider's wire format, against a server on loopback that fails now and
/// then.
@Suite struct StepServerTests {
  /// Questions that tell the server how to answer: one is mostly answered wrongly.
  private func questions(_ count: Int, in folder: ScratchFolder) throws -> String {
    let lines = try (0..<count).map { number in
      let success = number == 3 ? 0.1 : 0.9
      let prompt =
        "Question \(number)?\nanswer p=\(success) v=0.9: right \(number)|\u{1B}[2Jwrong|other"
      let fields = ["id": "q\(number)", "prompt": prompt, "expected": "right \(number)"]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys),
        as: UTF8.self)
    }
    return try folder.write(lines.joined(separator: "\n"), to: "questions.jsonl")
  }

  private func number(_ object: [String: JSONField], _ key: String) throws -> Double {
    guard case .number(let value) = object[key] else {
      throw LabError("no number \(key): \(String(describing: object[key]))")
    }
    return value
  }

  /// Mean success is (39 · 0.9 + 0.1) / 40 = 0.88 by the server's own script, the valid rate 0.9.
  @Test func aCalibrationFindsWhatTheServerDoes() async throws {
    let server = try FaultServerProcess(["--model", "script", "--faults", "429=0.1"])
    let folder = try ScratchFolder()
    let file = try questions(40, in: folder)
    let words = [
      "calibrate", "--task", "jsonl:\(file)", "--channel", "openai:gpt-4.1-mini", "--repeats", "10",
      "--level", ".9999", "--max-cost", "5", "--store", folder.path("store"),
    ]
    let run = await makerlab(words + ["--format", "json"], environment: server.environment)
    #expect(run.code == .done, "\(run.notes)")
    let found = try run.object()
    for (key, truth) in [("success", 0.88), ("valid_rate", 0.9)] {
      let (low, high) = (try number(found, key + "_low"), try number(found, key + "_high"))
      #expect(low <= truth && truth <= high, "\(key): \(low) to \(high)")
    }
    #expect(try number(found, "draws") == 400)
    #expect(try number(found, "cost") > 0)
    let counts = try server.counts()
    #expect(counts.answered == 400, "a retry is no draw")
    #expect(try number(found, "retries") == Double(counts.received - counts.answered))
    // The same again is read from the journal, latencies and all; what is hostile is shown escaped.
    let text = await makerlab(words, environment: server.environment)
    let again = await makerlab(words + ["--format", "json"], environment: server.environment)
    #expect(again.output == run.output)
    #expect(try server.counts() == counts, "nothing is asked twice")
    #expect(!text.output.contains("\u{1B}"))
    #expect(text.output.contains("\\u{1b}[2Jwrong"), "\(text.output)")
    #expect(text.output.contains("q3 "))
  }

  /// A budget of a few calls stops a vote; with a larger one the same command goes on, and pays only for
  /// what is missing.
  @Test func aVoteIsCutByItsBudgetAndGoesOn() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let folder = try ScratchFolder()
    let file = try questions(12, in: folder)
    func vote(_ tokens: String) async -> CommandRun {
      await makerlab(
        [
          "vote", "--task", "jsonl:\(file)", "--channel", "anthropic:claude-haiku-4-5", "--k", "2",
          "--cap", "40", "--temperature", "1", "--max-tokens-total", tokens, "--store",
          folder.path("store"), "--format", "csv",
        ], environment: server.environment)
    }
    let poor = await vote("3000")
    #expect(poor.code == .budget, "\(poor.notes)")
    #expect(poor.notes.contains { $0.hasPrefix("budget: ") }, "\(poor.notes)")
    let asked = try server.counts().answered
    let rich = await vote("1000000")
    #expect(rich.code == .verdict || rich.code == .done, "\(rich.notes)")
    #expect(rich.output.split(separator: "\n").count == 13)
    let all = try server.counts()
    #expect(all.answered > asked)
    let again = await vote("1000000")
    #expect(again.output == rich.output)
    #expect(try server.counts() == all, "nothing is asked twice")
  }

  /// A dry run asks nobody, and a model that is not there ends the command with exit code 4.
  @Test func dryRunsAndUnknownModels() async throws {
    let server = try FaultServerProcess(["--model", "script", "--models", "gpt-4.1-mini"])
    let folder = try ScratchFolder()
    let file = try questions(5, in: folder)
    for command in ["vote", "calibrate"] {
      func run(_ model: String, _ more: [String]) async -> CommandRun {
        await makerlab(
          [command, "--task", "jsonl:\(file)", "--channel", model, "--store", folder.path("store")]
            + (command == "vote" ? ["--k", "2"] : []) + more, environment: server.environment)
      }
      let dry = await run("openai:gpt-4.1-mini", ["--dry-run"])
      #expect(dry.code == .done && dry.output.contains("nothing is asked"), "\(dry.output)")
      #expect(!folder.exists("store"))
      #expect(try server.counts().received == 0)
      let unknown = await run("openai:gpt-4.1", [])
      #expect(unknown.code == .provider, "\(unknown.output) \(unknown.notes)")
      try server.reset()
      try FileManager.default.removeItem(atPath: folder.path("store"))
    }
    let simulated = await makerlab(
      "vote", "--task", "jsonl:\(file)", "--channel", "simulated:p=.9", "--max-cost", "1")
    #expect(simulated.isRefusal, "\(simulated.notes)")
  }
}
