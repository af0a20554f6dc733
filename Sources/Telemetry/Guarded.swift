import Foundation
import Synchronization

/// A value that threads share, with a way to wait until it changes.
///
/// The condition keeps threads apart, in a way that the thread sanitizer understands; the mutex within,
/// never contended, lets the compiler check that nobody goes past it.
package final class Guarded<Value: Sendable>: Sendable {
  private let condition = NSCondition()
  private let value: Mutex<Value>

  /// Starts with a value.
  package init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// Reads or changes the value.
  package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return value.withLock { body(&$0) }
  }

  /// Wakes all that wait.
  package func wake() {
    condition.lock()
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until the value is ready or the time is up, then reads or changes it.
  ///
  /// - Parameters:
  ///   - seconds: Longest wait; seconds.
  ///   - isReady: Whether the value is what is waited for.
  ///   - body: Reads or changes the value, ready or not.
  /// - Returns: What the body returns.
  package func wait<Result: Sendable>(
    atMost seconds: Double, until isReady: (Value) -> Bool, then body: (inout Value) -> Result
  ) -> Result {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while !value.withLock({ isReady($0) }) {
      guard condition.wait(until: deadline) else { break }
    }
    return value.withLock { body(&$0) }
  }
}
