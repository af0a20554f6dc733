import Synchronization

/// A request to stop a sweep at the next finished range; may be made from a signal handler's queue.
package final class StopRequest: Sendable {
  private let requested = Atomic<Bool>(false)

  /// Nobody has asked yet.
  package init() {}

  /// Asks the sweep to stop.
  package func stop() { requested.store(true, ordering: .relaxed) }

  /// Takes a request back once it was heeded.
  package func clear() { requested.store(false, ordering: .relaxed) }

  /// Whether the sweep was asked to stop.
  package var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Waits, but not longer than until a request comes.
  ///
  /// - Parameter seconds: Time to wait; seconds, at least 0.
  package func pause(seconds: Double) async {
    let end = ContinuousClock.now + .seconds(seconds)
    while !isRequested, ContinuousClock.now < end {
      try? await Task.sleep(for: min(.milliseconds(50), end - .now))
    }
  }
}
