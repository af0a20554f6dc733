import Foundation
import LabCommands
import TestSupport
import Testing

/// A key is in nothing that a run wrote, whatever the server sends back.
@Suite(.timeLimit(.minutes(10))) struct SecretsTests {
  private static let key = "sk-live-Zq8vN3xW5tR7yU1pL9kJ2hG4"

  /// Models and faults of a server: among them a 401 that repeats the key, and a reply that is the key.
  private static let servers: [[String]] = [
    ["--faults", "401-echo"], ["--key", "another"], ["--model", "text:\(key)"],
    ["--faults", "400"], ["--faults", "403"], ["--faults", "404"], ["--faults", "429-quota"],
    ["--faults", "redirect"], ["--faults", "html"], ["--faults", "foreign"],
    ["--faults", "malformed"], ["--faults", "half"], ["--faults", "500"], ["--faults", "drop"],
    ["--model", "hanoi"],
  ]

  @Test(arguments: servers, ["openai", "anthropic"])
  func aSolveNeverShowsItsKey(server words: [String], provider: String) async throws {
    let server = try FaultServerProcess(words)
    let scratch = try ScratchFolder()
    let run = await makerlab(
      [
        "solve", "--task", "hanoi", "--disks", "3", "--k", "1", "--draw-limit", "3", "--channel",
        "\(provider):simulated,attempts=1", "--out", scratch.path, "--max-tokens-total", "100000",
        "--log", scratch.path("events.jsonl"),
      ], environment: environment(server))
    // Otherwise nothing was tested.
    let counts = try server.counts()
    #expect(counts.received > 0, "\(run.notes)")
    Self.expectNothing(of: Self.key, in: run, scratch, "\(provider) \(words)")
  }

  @Test(arguments: servers.prefix(4)) func providersNeverShowKeys(server words: [String])
    async throws
  {
    let server = try FaultServerProcess(words)
    let scratch = try ScratchFolder()
    for format in ["table", "json", "csv"] {
      let run = await makerlab(
        ["providers", "--ping", "--format", format], environment: environment(server))
      #expect(run.code == .done)
      Self.expectNothing(of: Self.key, in: run, scratch, "\(words) \(format)")
    }
  }

  /// The environment in which every provider is the server, and has the key.
  private func environment(_ server: FaultServerProcess) -> [String: String] {
    server.environment.merging([
      "OPENAI_API_KEY": Self.key, "ANTHROPIC_API_KEY": Self.key,
    ]) { $1 }
  }

  /// Looks through results, notes and every byte of every file, for the key and for either half of it.
  private static func expectNothing(
    of key: String, in run: CommandRun, _ scratch: ScratchFolder, _ what: String
  ) {
    let parts = [String(key.prefix(16)), String(key.suffix(16))]
    let texts = run.written + run.notes
    for part in parts {
      for text in texts { #expect(!text.contains(part), "\(what): \(text)") }
    }
    let names = FileManager.default.enumerator(atPath: scratch.path)?.allObjects as? [String] ?? []
    for name in names {
      guard let bytes = try? scratch.read(name) else { continue }
      for part in parts {
        #expect(bytes.range(of: Data(part.utf8)) == nil, "\(what): \(name)")
      }
    }
  }
}
