import Foundation
import TestSupport

extension FaultServerProcess {
  /// An address whose every request is counted, also one that only fetches what is there.
  var bait: String { openAI + "/chat/completions" }

  /// How often the bait was taken.
  ///
  /// - Returns: Requests of others; count.
  /// - Throws: An error where a request of our own is not counted, for then no count says anything.
  func baitTaken() throws -> Int {
    let taken = try counts().received
    _ = try LoopbackClient.send(to: port, "GET", "/v1/chat/completions")
    guard try counts().received == taken + 1 else {
      throw ServerProcess.Failure("the bait is not counted", "")
    }
    return taken
  }

  /// Waits until the counts of the model's server are so, two minutes at most.
  ///
  /// - Parameter isSo: What is waited for.
  /// - Returns: The counts that are so.
  /// - Throws: An error where they stay otherwise.
  @discardableResult func wait(until isSo: (ServerCounts) -> Bool) throws -> ServerCounts {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      let counts = try counts()
      if isSo(counts) { return counts }
      guard ContinuousClock.now < deadline else {
        throw ServerProcess.Failure("the counts stay at \(counts)", "")
      }
      Thread.sleep(forTimeInterval: 0.002)
    }
  }
}
