import Dispatch
import Foundation

/// Does something that SIGINT and SIGTERM cancel.
///
/// - Parameter body: Ends soon where its task is cancelled.
/// - Returns: What the body returns; interrupts end the process again from then on.
package func cancelledByInterrupts<Value: Sendable>(
  _ body: @escaping @Sendable () async -> Value
) async -> Value {
  let work = Task { await body() }
  let queue = DispatchQueue(label: "interrupts")
  let sources = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler { work.cancel() }
    source.resume()
    return source
  }
  let value = await work.value
  sources.forEach { $0.cancel() }
  [SIGINT, SIGTERM].forEach { _ = signal($0, SIG_DFL) }
  return value
}

/// Does something that SIGINT and SIGTERM ask to stop, and cancel.
///
/// - Parameters:
///   - request: What the body looks at; taken back at the end.
///   - grace: Time from the first interrupt until it is given up; seconds, at least 1.
///   - giveUp: Called when the grace has passed, or at the second interrupt; ends the process.
///   - body: Ends soon where it is asked to stop, or its task is cancelled.
/// - Returns: What the body returns; interrupts end the process again from then on.
/// - Throws: What the body throws.
package func cancelledByInterrupts<Value: Sendable>(
  _ request: StopRequest, grace: Int, giveUp: @escaping @Sendable () -> Void,
  body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let work = Task { try await body() }
  let watch = InterruptWatch(
    request: request, grace: grace, heed: { work.cancel() }, giveUp: giveUp)
  defer {
    // What was heeded must not end the process any more.
    request.clear()
    watch.end()
  }
  return try await work.value
}
