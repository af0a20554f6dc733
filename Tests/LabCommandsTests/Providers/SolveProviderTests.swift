import Foundation
import LabCommands
import TestSupport
import Testing

/// `solve` over a server that speaks as providers do, through sockets, journal and budget.
@Suite(.serialized) struct SolveProviderTests {
  private func solve(
    _ words: String, _ server: FaultServerProcess, _ out: ScratchFolder,
    environment: [String: String] = [:]
  ) async -> CommandRun {
    await makerlab(
      ["solve", "--task", "hanoi", "--temperature", "0.5", "--out", out.path("solves")]
        + words.split(separator: " ").map(String.init),
      environment: server.environment.merging(environment) { $1 })
  }

  private static func count(_ field: JSONField?) -> Int {
    if case .number(let number)? = field { Int(number) } else { -1 }
  }

  /// Every provider's protocol carries the same solve.
  @Test(arguments: [
    "openai:any", "openai:any,api=completions", "lmstudio:any", "ollama:any:1b",
    "anthropic:any,max-tokens=400",
  ])
  func solvesOverEveryProtocol(channel: String) async throws {
    let server = try FaultServerProcess(["--model", "hanoi", "--p", "0.95", "--v", "0.95"])
    let out = try ScratchFolder()
    let run = await solve(
      "--disks 4 --k 4 --max-tokens-total 10000000 --format json --channel \(channel)", server, out)
    #expect(run.code == .done, "\(run.notes)")
    let report = try run.object()
    #expect(report["solved"] == .bool(true))
    let counts = try server.counts()
    #expect(counts.answered == Self.count(report["draws"]))
    #expect(counts.answered >= 60 && counts.idsAnsweredAgain == 0)
    #expect(counts.inputTokens == Self.count(report["tokens_in"]))
    #expect(counts.outputTokens == Self.count(report["tokens_out"]))
  }

  /// What was recorded is not asked again: the same run asks nothing, another margin what is missing.
  @Test func recordedDrawsArePaidForOnce() async throws {
    let server = try FaultServerProcess(["--model", "hanoi", "--p", "0.99"])
    let out = try ScratchFolder()
    let words = "--disks 4 --channel ollama:any --format json"
    let two = try await solve(words + " --k 2", server, out).object()
    let first = try server.counts().answered
    #expect(first == Self.count(two["draws"]))
    _ = await solve(words + " --k 2", server, out)
    let again = try server.counts().answered
    #expect(again == first)
    let four = try await solve(words + " --k 4", server, out).object()
    let both = try server.counts()
    // Both take the same way, so that the second asks for the rest only.
    #expect(both.answered == Self.count(four["draws"]) && both.idsAnsweredAgain == 0)
    #expect(both.answered > first)
  }

  /// Retries are no votes: with faults in between every step is decided by the same votes.
  @Test func faultsChangeNoVote() async throws {
    let calm = try FaultServerProcess(["--model", "hanoi", "--p", "0.9", "--v", "0.9"])
    let stormy = try FaultServerProcess([
      "--model", "hanoi", "--p", "0.9", "--v", "0.9",
      "--faults", "500=0.1,drop=0.05,half=0.05,malformed=0.05,529=0.05",
    ])
    let (quiet, loud) = (try ScratchFolder(), try ScratchFolder())
    let words = "--disks 4 --k 3 --channel lmstudio:any,attempts=20 --format json"
    let expected = try await solve(words, calm, quiet).object()
    let found = try await solve(words, stormy, loud).object()
    for field in ["solved", "votes", "draws", "flags", "wrong", "contested", "output"] {
      #expect(found[field] == expected[field], "\(field)")
    }
    #expect(Self.count(found["retries"]) > 5 && Self.count(expected["retries"]) == 0)
  }

  /// A budget ends a run cleanly; with more of it the run goes on where it was.
  @Test func aBudgetStopsAndMoreOfItGoesOn() async throws {
    let server = try FaultServerProcess(["--model", "hanoi", "--p", "0.95"])
    let (out, whole) = (try ScratchFolder(), try ScratchFolder())
    let words = "--disks 4 --k 2 --channel openai:nobody-knows-its-price,max-tokens=300"
    let stopped = await solve(words + " --max-tokens-total 8000", server, out)
    #expect(stopped.code == .budget, "\(stopped.notes)")
    #expect(stopped.notes.contains { $0.contains("to go on: ") }, "\(stopped.notes)")
    let spent = try server.counts()
    #expect(spent.inputTokens + spent.outputTokens <= 8000 && spent.answered > 3)
    let end = await solve(words + " --max-tokens-total 10000000 --format json", server, out)
    #expect(end.code == .done, "\(end.notes)")
    let report = try end.object()
    let answered = try server.counts().answered
    #expect(answered == Self.count(report["draws"]))
    let other = try await solve(
      words + " --max-tokens-total 10000000 --format json", server, whole
    ).object()
    #expect(other["votes"] == report["votes"])
    // Without a limit nobody would know what an unknown price comes to.
    let unlimited = await solve(words, server, try ScratchFolder())
    #expect(unlimited.isRefusal && unlimited.notes[0].contains("--max-tokens-total"))
  }

  /// A mixture is one channel; its first model fails for good, and the next one answers.
  @Test func aFallbackTakesOver() async throws {
    let server = try FaultServerProcess(["--model", "hanoi", "--p", "0.98"])
    let out = try ScratchFolder()
    let run = await makerlab(
      [
        "solve", "--task", "hanoi", "--disks", "3", "--k", "2", "--temperature", "0.5", "--out",
        out.path("solves"), "--channel",
        "fallback(lmstudio:lost,attempts=1,base-url=http://127.0.0.1:9/v1 | ollama:any)",
      ], environment: server.environment)
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.notes.contains { $0.contains("answers from here on") }, "\(run.notes)")
    let turns = await makerlab(
      [
        "solve", "--task", "hanoi", "--disks", "3", "--k", "2", "--temperature", "0.5", "--out",
        out.path("solves"), "--channel", "round-robin(lmstudio:one | ollama:other)",
      ], environment: server.environment)
    #expect(turns.code == .done, "\(turns.notes)")
    let formats = try server.counts().formats
    #expect(formats.count == 2 && formats.values.allSatisfy { $0 >= 7 }, "\(formats)")
  }

  /// A recording answers for its model, at the margin that it was made with, and no draw is asked for.
  @Test func aRecordingAnswersForItsModel() async throws {
    let server = try FaultServerProcess(["--model", "hanoi", "--p", "0.9"])
    let out = try ScratchFolder()
    let live = try await solve("--disks 4 --k 3 --channel ollama:any --format json", server, out)
      .object()
    let asked = try server.counts().received
    let replay = try await solve(
      "--disks 4 --k 3 --channel recorded:\(out.path("solves")) --format json", server,
      try ScratchFolder()
    ).object()
    for field in ["solved", "votes", "draws", "flags", "output", "tokens_in"] {
      #expect(replay[field] == live[field], "\(field)")
    }
    let after = try server.counts().received
    #expect(after == asked)
  }
}
