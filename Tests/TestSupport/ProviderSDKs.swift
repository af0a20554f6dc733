/// The official Python clients of the providers, as judges of what is sent and answered.
///
/// They stand in `.build/venv`, where `make test-deps` puts them.
package enum ProviderSDKs {
  /// What one check found.
  package typealias Check = PythonScript.Check

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
    try PythonScript.checks("provider_sdks.py", words, input: input)
  }
}
