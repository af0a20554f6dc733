import Dispatch
import MAKERCore
import SharedState
import Telemetry

/// Keeps what it is handed.
struct RecordingSink: EventSink {
  let name = "recording"
  var level = EventLevel.debug
  let seen = Monitor([ObservedEvent]())
  let last = Monitor(EventBatch?.none)

  func take(_ batch: EventBatch) { seen.withLock { $0 += batch.events } }
  func finish(_ last: EventBatch) { self.last.withLock { $0 = last } }
}

/// Is stuck with its first events until it is let go.
struct StuckSink: EventSink {
  let name = "stuck"
  let level = EventLevel.debug
  let isStuck = DispatchSemaphore(value: 0)
  let letGo = DispatchSemaphore(value: 0)
  private var isFirst = true

  init() {}

  mutating func take(_ batch: EventBatch) {
    guard isFirst, !batch.events.isEmpty else { return }
    isFirst = false
    isStuck.signal()
    letGo.wait()
  }
  func finish(_ last: EventBatch) {}
}

/// Fails at everything.
struct FailingSink: EventSink {
  let name = "failing"
  let level = EventLevel.debug

  struct Refusal: Error, CustomStringConvertible {
    let description = "no\nroom"
  }

  func take(_ batch: EventBatch) throws { if !batch.events.isEmpty { throw Refusal() } }
  func finish(_ last: EventBatch) throws { throw Refusal() }
}
