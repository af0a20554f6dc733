import Foundation

/// The fault-injecting server, started for one test and stopped with it.
///
/// Words are those of `Tests/FaultServer`: `["--model", "hanoi", "--p", "0.9", "--faults", "429=0.1"]`.
package final class FaultServerProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  private var isStopped = false

  /// The port that it listens at, on loopback.
  package let port: Int

  /// Starts a server and waits until it listens.
  ///
  /// - Parameter words: Words after the name of the program.
  /// - Throws: What keeps it from being found or started.
  package init(_ words: [String] = []) throws {
    process.executableURL = try BuiltProgram.url("FaultServer")
    process.arguments = ["--end-with-input"] + words
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
      line.append(byte)
    }
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix("listening "), let port = Int(text.dropFirst(10)) else {
      throw Refused(words: words)
    }
    self.port = port
  }

  deinit { stop() }

  /// Ends the server; nobody listens at its port when this returns.
  package func stop() {
    guard !isStopped else { return }
    isStopped = true
    // Not by a signal that a thread of the tests may have blocked, and not waiting for the process:
    // Foundation sees the end of one only when those that were started beside it have ended too.
    kill(process.processIdentifier, SIGKILL)
    while LoopbackClient.isAnybody(at: port) { Thread.sleep(forTimeInterval: 0.001) }
  }

  /// `http://127.0.0.1:PORT`: what `ANTHROPIC_BASE_URL` and `OLLAMA_HOST` name.
  package var root: String { "http://127.0.0.1:\(port)" }

  /// `http://127.0.0.1:PORT/v1`: what `OPENAI_BASE_URL` and `LMSTUDIO_BASE_URL` name.
  package var openAI: String { root + "/v1" }

  /// Variables that lead all providers here, with a key that the server does not look at.
  package var environment: [String: String] {
    [
      "OPENAI_API_KEY": "sk-loopback", "OPENAI_BASE_URL": openAI,
      "ANTHROPIC_API_KEY": "sk-ant-loopback", "ANTHROPIC_BASE_URL": root,
      "OLLAMA_HOST": root, "LMSTUDIO_BASE_URL": openAI,
    ]
  }

  /// What became of the requests so far.
  package func counts() throws -> ServerCounts {
    try JSONDecoder().decode(ServerCounts.self, from: get("/control/counts"))
  }

  /// How often each `x-client-request-id` was asked and answered.
  package func ids() throws -> [String: IDCount] {
    try JSONDecoder().decode([String: IDCount].self, from: get("/control/ids"))
  }

  /// The last requests to the model, oldest first.
  ///
  /// - Parameter last: How many at most; up to 256.
  /// - Returns: The requests, keys replaced by whether they are the expected one.
  /// - Throws: An error where the server does not answer.
  package func requests(last: Int) throws -> [SeenRequest] {
    try JSONDecoder().decode([SeenRequest].self, from: get("/control/requests?last=\(last)"))
  }

  /// Changes settings while the server runs.
  ///
  /// - Parameter json: An object, as `{"faults": ["429-seconds:2=0.1"], "latency_ms": 200}`.
  /// - Throws: What the server says about a setting that cannot be.
  package func control(_ json: String) throws {
    let response = try LoopbackClient.send(
      to: port, "POST", "/control", body: Array(json.utf8))
    guard response.status == 200 else { throw LoopbackRefusal(text: response.text) }
  }

  /// Lets the counts and the kept requests begin anew.
  package func reset() throws {
    _ = try LoopbackClient.send(to: port, "POST", "/control/reset", body: [])
  }

  private func get(_ path: String) throws -> Data {
    let response = try LoopbackClient.send(to: port, "GET", path)
    guard response.status == 200, response.isWhole else {
      throw LoopbackRefusal(text: response.text)
    }
    return Data(response.body)
  }

  private struct Refused: Error, CustomStringConvertible {
    let words: [String]
    var description: String { "FaultServer refuses \(words.joined(separator: " "))" }
  }

  private struct LoopbackRefusal: Error, CustomStringConvertible {
    let text: String
    var description: String { "FaultServer says: \(text)" }
  }
}
