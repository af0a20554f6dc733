import Foundation
import SharedState
import Testing

@Suite(.timeLimit(.minutes(5))) struct MonitorTests {
  @Test func whatManyThreadsChangeIsChangedByOneAtATime() {
    let (monitor, locked) = (Monitor(0), Locked(0))
    let (threads, steps) = (4, 1_000)
    for _ in 0..<threads {
      Thread.detachNewThread {
        for _ in 0..<steps {
          locked.withLock { $0 += 1 }
          monitor.change { $0 += 1 }
        }
      }
    }
    let all = threads * steps
    #expect(monitor.wait { $0 == all ? $0 : nil } == all)
    #expect(locked.withLock { $0 } == all)
  }

  @Test func aWaitEndsWhenItsTimeIsUp() {
    let monitor = Monitor(1)
    let nothing = monitor.wait(until: .distantPast) { $0 == 2 ? $0 : nil }
    #expect(nothing == nil)
    let unready = monitor.wait(atMost: 0, until: { $0 == 2 }) { $0 }
    #expect(unready == 1)
    let ready = monitor.wait(atMost: 0, until: { $0 == 1 }) { value in
      value = 2
      return value
    }
    #expect(ready == 2)
    #expect(monitor.wait(until: .distantPast) { $0 == 2 ? $0 : nil } == 2)
  }

  @Test func whoWaitsIsWoken() {
    let monitor = Monitor(0)
    Thread.detachNewThread {
      // Unheard until somebody is woken.
      monitor.withLock { $0 = 1 }
      monitor.wake()
    }
    #expect(monitor.wait { $0 == 1 ? $0 : nil } == 1)
  }
}
