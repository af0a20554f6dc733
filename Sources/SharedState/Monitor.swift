package import Foundation
import Synchronization

/// A value that threads share, and whose changes a thread can wait for.
///
/// The condition keeps threads apart, in a way that the thread sanitizer understands; the mutex within,
/// never contended, lets the compiler check that nobody goes past it.
package final class Monitor<Value: Sendable>: Sendable {
  private let condition = NSCondition()
  private let value: Mutex<Value>

  /// Starts with a value.
  package init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// Reads the value, or changes what nobody waits for.
  package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return value.withLock { body(&$0) }
  }

  /// Changes the value and wakes all that wait.
  package func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return value.withLock { body(&$0) }
  }

  /// Wakes all that wait.
  package func wake() { change { _ in } }

  /// Blocks the thread until the body returns something, or the time is up.
  ///
  /// - Parameters:
  ///   - deadline: When to give up; nil for never.
  ///   - body: Returns nil where the value is not what is waited for.
  /// - Returns: What the body returned last.
  package func wait<Result: Sendable>(
    until deadline: Date? = nil, for body: (inout Value) -> Result?
  ) -> Result? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = value.withLock({ body(&$0) }) { return result }
      guard let deadline else {
        condition.wait()
        continue
      }
      guard condition.wait(until: deadline) else { return value.withLock { body(&$0) } }
    }
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
