import Foundation

extension Process {
  /// Waits for the end, asleep.
  ///
  /// `waitUntilExit` knows no limit, and keeps a core busy on any thread
  /// but the one that started the process.
  ///
  /// - Parameter limit: How long to wait before the process is killed.
  /// - Throws: An error where it had to be killed.
  package func waitForEnd(within limit: Duration = .seconds(120)) throws {
    let deadline = ContinuousClock.now + limit
    while isRunning {
      guard ContinuousClock.now < deadline else {
        kill(processIdentifier, SIGKILL)
        throw Endless(program: executableURL?.path ?? "the process", limit: limit)
      }
      Thread.sleep(forTimeInterval: 0.002)
    }
  }

  private struct Endless: Error, CustomStringConvertible {
    let program: String
    let limit: Duration
    var description: String { "\(program) did not end within \(limit)" }
  }
}
