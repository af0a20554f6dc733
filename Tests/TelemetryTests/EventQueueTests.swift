import Foundation
import MAKERCore
import SharedState
import Telemetry
import Testing

@Suite struct EventQueueTests {
  private let draw = DrawCoordinates(trial: 0, step: 0, draw: 0)

  @Test func everyEventArrivesInOrder() throws {
    let sink = RecordingSink()
    let queue = EventQueue([sink])
    for index in 0..<50_000 {
      queue.observe(.voteCast(draw, candidate: index, lead: 0))
      // The room is smaller than what is sent in all.
      while sink.seen.withLock(\.count) + 10_000 < index {
        Thread.sleep(forTimeInterval: 0.001)
      }
    }
    let ending = queue.close()
    #expect(ending.isFinished && ending.lines == [])
    let events = sink.seen.withLock { $0 }
    #expect(
      events.map {
        if case .voteCast(_, let candidate, _) = $0.event { candidate } else { -1 }
      } == Array(0..<50_000))
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(sink.last.withLock { $0?.lost.total } == 0)
  }

  @Test func eventsBelowEveryLevelAreNotTaken() throws {
    let warnings = RecordingSink(level: .warning)
    let queue = EventQueue([warnings, RecordingSink(level: .error)])
    #expect(queue.level == .warning)
    queue.observe(.cancelled(draw))
    queue.observe(.flagged(draw, .empty))
    queue.observe(.failed(draw, failure: ChannelFailure(.fatal, "gone")))
    #expect(queue.close().lines == [])
    #expect(warnings.seen.withLock { $0.map(\.event.name) } == ["cancelled", "failed"])
    let none = EventQueue([])
    none.observe(.cancelled(draw))
    #expect(none.close().lost.total == 0)
  }

  @Test(.timeLimit(.minutes(10))) func aStuckSinkHoldsNoRunUpAndWhatIsLostIsCounted() throws {
    let stuck = StuckSink()
    let beside = RecordingSink()
    let queue = EventQueue([stuck, beside], capacity: 100)
    queue.observe(.cancelled(draw))
    stuck.isStuck.wait()
    // Whatever the run sends now finds nobody; that it ends shows that it does not wait.
    var run = ToyRun()
    run.steps = 300
    let report = try run.solve(observer: queue)
    #expect(report.ending == .finished)
    let early = queue.close(within: 0.05)
    #expect(!early.isFinished && early.undelivered == 101)
    #expect(early.lines.count == 2)

    let debugEvents = report.issued + report.used * 2 + report.decided
    let others = report.decided + report.retries + 2
    #expect(early.lost.total == debugEvents + others - 100)
    #expect(early.lost.total(from: .info) < early.lost.total)
    stuck.letGo.signal()
    let ending = queue.close(within: 60)
    #expect(ending.isFinished && ending.undelivered == 0 && ending.lost == early.lost)
    #expect(beside.seen.withLock(\.count) == 101)
    #expect(beside.last.withLock { $0?.lost } == early.lost)
  }

  @Test(.timeLimit(.minutes(10))) func roomIsKeptForEventsAboveDebug() {
    let stuck = StuckSink()
    let queue = EventQueue([stuck], capacity: 100)
    queue.observe(.cancelled(draw))
    stuck.isStuck.wait()
    for _ in 0..<80 { queue.observe(.flagged(draw, .empty)) }
    for _ in 0..<25 { queue.observe(.cancelled(draw)) }
    #expect(queue.lost[.debug] == 5 && queue.lost[.warning] == 0)
    queue.observe(.failed(draw, failure: ChannelFailure(.fatal, "gone")))
    #expect(queue.lost[.error] == 1 && queue.lost.total(from: .warning) == 1)
    stuck.letGo.signal()
    #expect(queue.close(within: 60).lines == ["events: lost for want of room: 5 debug, 1 error"])
  }

  @Test func aFailingSinkIsToldOnceAndKeepsNothingFromOthers() throws {
    let beside = RecordingSink()
    let queue = EventQueue([FailingSink(), beside])
    try ToyRun().solve(observer: queue)
    let ending = queue.close(within: 60)
    #expect(ending.isFinished && ending.lost.total == 0)
    #expect(ending.lines.count == 1)
    #expect(ending.lines[0].hasPrefix("failing: no room (failed "))
    let names = beside.seen.withLock { $0.map(\.event.name) }
    #expect(names.first == "runStarted" && names.last == "runEnded")
  }

  @Test func eventsAfterClosingAreLost() {
    let queue = EventQueue([RecordingSink()])
    #expect(queue.close().lost.total == 0)
    queue.observe(.cancelled(draw))
    #expect(queue.lost[.warning] == 1)
  }

  @Test func manyThreadsMayObserve() async {
    let sink = RecordingSink()
    let queue = EventQueue([sink], capacity: 1_000)
    await withTaskGroup(of: Void.self) { group in
      for trial in 0..<4 {
        group.addTask {
          for step in 0..<5_000 {
            queue.observe(.cancelled(DrawCoordinates(trial: trial, step: step, draw: 0)))
          }
        }
      }
    }
    let ending = queue.close(within: 60)
    let events = sink.seen.withLock { $0 }
    #expect(events.count + ending.lost.total == 20_000)
    for trial in 0..<4 {
      let steps = events.compactMap {
        if case .cancelled(let draw) = $0.event, draw.trial == trial { draw.step } else { nil }
      }
      #expect(steps == steps.sorted())
    }
  }
}
