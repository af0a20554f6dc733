import Foundation
import Synchronization

/// A value that threads share; one at a time reads or changes it.
///
/// The lock keeps threads apart in a way that the thread sanitizer understands; the mutex within, never
/// contended, lets the compiler check that nobody goes past it.
package final class Locked<Value: Sendable>: Sendable {
  private let lock = NSLock()
  private let value: Mutex<Value>

  /// Starts with a value.
  package init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// Reads or changes the value.
  package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return value.withLock { body(&$0) }
  }
}
