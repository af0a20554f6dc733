import Foundation
import TestSupport
import Testing
import TextFormats

/// A key is in nothing that the server writes, whatever a client asks and a provider answers.
@Suite(.timeLimit(.minutes(10))) struct SecretAttackTests {
  private static let key = "sk-live-Zq8vN3xW5tR7yU1pL9kJ2hG4"

  /// Faults of a provider's server: among them a 401 that repeats the key, and a reply that is the key.
  private static let servers: [[String]] = [
    ["--faults", "401-echo"], ["--key", "another"], ["--model", "text:\(key)"],
    ["--faults", "400"], ["--faults", "429-quota"], ["--faults", "redirect"], ["--faults", "html"],
    ["--faults", "foreign"], ["--faults", "500"], ["--faults", "drop"],
  ]

  @Test(arguments: servers, ["openai", "anthropic"])
  func keysAreNeverShown(words: [String], provider: String) throws {
    let model = try FaultServerProcess(words)
    let folder = try ServerFolder()
    let environment = model.environment.merging([
      "OPENAI_API_KEY": Self.key, "ANTHROPIC_API_KEY": Self.key,
    ]) { $1 }
    let server = try ServerProcess(
      ["--log", folder.path("events.jsonl"), "--log-level", "debug"], environment: environment,
      folder: folder)
    let channel = "\(provider):m,attempts=1"
    for tool in ["maker_vote", "maker_calibrate"] {
      let call = try KnownCalls.of(tool).with("channel", .string(channel))
      _ = try server.call(tool, call)
    }
    // A client asks for it in every way that there is.
    for text in ["$OPENAI_API_KEY", "${OPENAI_API_KEY}", "%OPENAI_API_KEY%", "env:OPENAI_API_KEY"] {
      _ = try server.call("maker_explain", .object([("p", .string(text))]))
      _ = try server.call("maker_vote", .object([("prompt", .string(text)), ("k", .int(1))]))
      _ = try server.ask("resources/read", [("uri", .string(text))])
      _ = try server.ask("prompts/get", [("name", .string(text))])
    }
    #expect(try server.end().code == 0)
    #expect(try model.counts().received > 0, "nothing was tested: \(server.notes)")
    for part in [Self.key.prefix(16), Self.key.suffix(16)] {
      #expect(!String(decoding: server.output, as: UTF8.self).contains(part), "\(words)")
      for (name, bytes) in folder.files() {
        #expect(bytes.range(of: Data(part.utf8)) == nil, "\(words): \(name)")
      }
    }
  }
}
