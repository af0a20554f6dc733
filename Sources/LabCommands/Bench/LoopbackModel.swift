import Foundation
import Providers
import TextFormats

/// The fault server of the tests, without faults: a model on loopback that takes no time but what it is
/// told to take.
final class LoopbackModel {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// The port that it listens at.
  let port: Int

  /// Starts the server that stands beside this program and waits until it listens.
  ///
  /// - Parameter words: Words after its name.
  /// - Throws: `LabError` where it does not stand there or does not start.
  init(_ words: [String]) throws {
    guard let folder = Bundle.main.executableURL?.deletingLastPathComponent(),
      case let program = folder.appending(path: "FaultServer"),
      FileManager.default.isExecutableFile(atPath: program.path)
    else {
      throw LabError("FaultServer does not stand beside this program: run `make build` first")
    }
    process.executableURL = program
    process.arguments = ["--end-with-input"] + words
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
      line.append(byte)
    }
    guard let port = Int(String(decoding: line, as: UTF8.self).dropFirst(10)) else {
      throw LabError("FaultServer does not start")
    }
    self.port = port
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  /// Requests that it has not answered whole, and whose client has not gone.
  ///
  /// - Returns: Their count.
  /// - Throws: `TransportFailure` where it does not answer, or `LabError`.
  func requestsUnderWay() async throws -> Int {
    let counts = try await CurlTransport().send(
      HTTPRequest(
        url: "http://127.0.0.1:\(port)/control/counts", headers: [], body: nil,
        timeout: 5_000_000_000))
    guard let count = (try? JSONReader.value(counts.body))?["in_flight"]?.integer else {
      throw LabError("FaultServer does not say what is under way")
    }
    return count
  }

  /// Base URL for clients of OpenAI.
  var baseURL: String { "http://127.0.0.1:\(port)/v1" }
}
