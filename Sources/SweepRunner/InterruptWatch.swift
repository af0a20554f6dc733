import Dispatch
import Foundation

/// Turns interrupts (SIGINT, SIGTERM) into a request to stop, and ends the process where that is not
/// heeded soon: every finished range is on disk already.
package final class InterruptWatch {
  /// Time that ranges in progress have after the first interrupt, unless told otherwise; seconds.
  package static let grace = 2

  private let sources: [any DispatchSourceSignal]

  /// Watches until `end`.
  ///
  /// - Parameters:
  ///   - request: What the sweep looks at between ranges.
  ///   - grace: Time from the first interrupt until it is given up; seconds, at least 1.
  ///   - heed: Called at each interrupt, once the request is made.
  ///   - giveUp: Called once when the grace has passed, or at the second interrupt; ends the process.
  package init(
    request: StopRequest, grace: Int = InterruptWatch.grace,
    heed: @escaping @Sendable () -> Void = {}, giveUp: @escaping @Sendable () -> Void
  ) {
    // A queue of its own: the shared ones can be full of ranges in progress.
    let queue = DispatchQueue(label: "interrupts")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if request.isRequested { giveUp() }
        request.stop()
        heed()
        queue.asyncAfter(deadline: .now() + .seconds(grace)) {
          if request.isRequested { giveUp() }
        }
      }
      source.resume()
      return source
    }
  }

  /// Lets interrupts end the process again.
  package func end() {
    sources.forEach { $0.cancel() }
    [SIGINT, SIGTERM].forEach { _ = signal($0, SIG_DFL) }
  }
}
