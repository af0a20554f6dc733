import Foundation
package import MAKERCore
import SharedState

/// Takes the events of a run at once and brings them to sinks on a thread of its own.
///
/// The run never waits: what finds no room is counted as lost.  The last quarter of the room is kept
/// for events above debug.  Must be closed, or the thread goes on.
package final class EventQueue: Observer {
  /// How often the thread looks; seconds.
  private static let pause = 0.02

  private struct State: Sendable {
    var waiting: [ObservedEvent] = []
    /// Events handed over to the sinks and not yet done with; count.
    var handedOver = 0
    var lost = LostEvents()
    var problems: [SinkProblem] = []
    var isClosed = false
    var isFinished = false
  }

  /// Least level that any sink wants; nil where there is no sink.
  package let level: EventLevel?
  private let capacity: Int
  private let debugCapacity: Int
  /// Waiting events at which the thread is woken before its time; count.
  private let wakeCount: Int
  private let state = Monitor(State())

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - sinks: Where events go, in this order; one that may be held up, as by a network, last.
  ///   - capacity: Most events that wait, and as many again may be with the sinks; count, at least 1.
  package init(_ sinks: [any EventSink], capacity: Int = 65_536) {
    precondition(capacity >= 1, "a queue has room for at least 1 event")
    level = sinks.map(\.level).min()
    self.capacity = capacity
    debugCapacity = capacity - capacity / 4
    wakeCount = max(1, capacity / 4)
    let thread = Thread { [self] in feed(sinks) }
    thread.name = "makerlab events"
    thread.start()
  }

  /// Takes one event, or counts it as lost.
  package func observe(_ event: Event) { observe(event, of: nil) }

  /// Takes one event of a run, or counts it as lost.
  func observe(_ event: Event, of trace: RunTrace?) {
    let eventLevel = event.level
    guard let level, eventLevel >= level else { return }
    let observed = ObservedEvent(time: WallClock.now, event: event, trace: trace)
    let room = eventLevel == .debug ? debugCapacity : capacity
    let isPressing = state.withLock { state in
      guard !state.isClosed, state.waiting.count < room else {
        state.lost[eventLevel] += 1
        return false
      }
      state.waiting.append(observed)
      return state.waiting.count == wakeCount
    }
    if isPressing { state.wake() }
  }

  /// Events lost so far.
  package var lost: LostEvents { state.withLock { $0.lost } }

  /// Lets the sinks take what waits and finish, and ends the thread.
  ///
  /// - Parameter seconds: Longest wait for a sink that is stuck; seconds.
  /// - Returns: What was lost and what went wrong.
  package func close(within seconds: Double = 15) -> QueueEnding {
    state.withLock { $0.isClosed = true }
    state.wake()
    return state.wait(atMost: seconds, until: \.isFinished) { state in
      QueueEnding(
        lost: state.lost,
        undelivered: state.isFinished ? 0 : state.waiting.count + state.handedOver,
        isFinished: state.isFinished, problems: state.problems.map(\.description))
    }
  }

  private func feed(_ sinks: [any EventSink]) {
    var sinks = sinks
    var batch = EventBatch(events: [], time: 0)
    var isLast = false
    while !isLast {
      (isLast, batch.lost) = state.wait(
        atMost: Self.pause, until: { $0.isClosed || $0.waiting.count >= wakeCount }
      ) { state in
        swap(&state.waiting, &batch.events)
        state.handedOver = batch.events.count
        return (state.isClosed, state.lost)
      }
      batch.time = WallClock.now
      for index in sinks.indices { attempt(sinks[index].name) { try sinks[index].take(batch) } }
      batch.events.removeAll(keepingCapacity: true)
      state.withLock { $0.handedOver = 0 }
    }
    batch.time = WallClock.now
    for index in sinks.indices { attempt(sinks[index].name) { try sinks[index].finish(batch) } }
    state.withLock { $0.isFinished = true }
    state.wake()
  }

  private func attempt(_ name: String, _ work: () throws -> Void) {
    do {
      try work()
    } catch {
      let text = "\(error)"
      state.withLock { SinkProblem.add(name, text, to: &$0.problems) }
    }
  }
}
