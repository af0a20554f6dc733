import Foundation

/// The official Python clients of the providers, as judges of what is sent and answered.
///
/// They stand in `.build/venv`, where `make deps` puts them.
package enum ProviderSDKs {
  /// What one check found.
  package struct Check: Decodable, Sendable {
    /// What was looked at.
    package let check: String
    /// What is wrong; nil for nothing.
    package let problem: String?
  }

  /// A body of a request or of a reply, to be held against a client's own types.
  package struct Body: Sendable {
    /// `openai-chat`, `openai-completions`, `anthropic` or `ollama`.
    package var format: String
    /// The JSON as it is sent.
    package var json: String
    /// Members that the client's types lack and the provider takes all the same.
    package var allowed: [String]

    /// Makes a body; see the properties.
    package init(format: String, json: String, allowed: [String] = []) {
      self.format = format
      self.json = json
      self.allowed = allowed
    }

    fileprivate var line: String {
      let names = allowed.map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"format": "\#(format)", "allowed": [\#(names)], "body": \#(json)}"# + "\n"
    }
  }

  /// Lets the clients talk to a server that answers 42 for the model `m` with a key.
  ///
  /// - Parameters:
  ///   - server: The server, started with `--model text:42 --models m --key KEY`.
  ///   - key: The key.
  /// - Returns: All checks.
  /// - Throws: What keeps the script from running.
  package static func talk(to server: FaultServerProcess, key: String) throws -> [Check] {
    try run(["talk", server.root, key])
  }

  /// Holds bodies of requests against the clients' types of parameters.
  ///
  /// - Parameter bodies: The bodies; each JSON on one line.
  /// - Returns: One check a body.
  /// - Throws: What keeps the script from running.
  package static func check(requests bodies: [Body]) throws -> [Check] {
    try run(["requests"], bodies.map(\.line).joined())
  }

  /// Holds bodies of replies against the clients' types of replies.
  ///
  /// - Parameter bodies: The bodies; each JSON on one line.
  /// - Returns: One check a body.
  /// - Throws: What keeps the script from running.
  package static func check(replies bodies: [Body]) throws -> [Check] {
    try run(["replies"], bodies.map(\.line).joined())
  }

  private static func run(_ words: [String], _ input: String = "") throws -> [Check] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let python = root.appending(path: ".build/venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Broken(description: ".build/venv/bin/python is not there; run `make deps`")
    }
    let process = Process()
    process.executableURL = python
    process.arguments = [root.appending(path: "Tests/References/provider_sdks.py").path] + words
    let (given, output, notes) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    process.standardError = notes
    try process.run()
    // A thread of its own, so that neither side waits for the other with a full pipe.
    Thread.detachNewThread {
      try? given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? given.fileHandleForWriting.close()
    }
    let lines = try output.fileHandleForReading.readToEnd() ?? Data()
    let words = try notes.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let checks = try lines.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Check.self, from: Data($0))
    }
    let failed = checks.contains { $0.problem != nil }
    guard process.terminationStatus == (failed ? 1 : 0), !checks.isEmpty else {
      throw Broken(description: String(decoding: words, as: UTF8.self))
    }
    return checks
  }

  private struct Broken: Error, CustomStringConvertible {
    let description: String
  }
}
