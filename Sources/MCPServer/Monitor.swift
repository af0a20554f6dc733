import Foundation
import Synchronization

/// A value that threads share, and whose changes a thread can wait for.
///
/// The condition keeps threads apart; the mutex within, never contended, lets the compiler check that
/// nobody goes past it.
final class Monitor<Value: Sendable>: Sendable {
  private let condition = NSCondition()
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  /// Reads or changes the value, and wakes those who wait.
  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return value.withLock { body(&$0) }
  }

  /// Blocks the thread until the body returns something, or the time is up.
  ///
  /// - Parameters:
  ///   - deadline: When to give up; nil for never.
  ///   - body: Returns nil where the value is not what is waited for.
  /// - Returns: What the body returned last.
  func wait<Result: Sendable>(
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
}
