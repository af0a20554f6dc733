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
