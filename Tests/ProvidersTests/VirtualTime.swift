import SharedState
import Synchronization

@testable import Providers

/// Time that passes at once.
///
/// All tasks run on one thread, and when none can go on, the clock goes to the next one's hour.  So waits
/// of hours are tested in no time, and always alike.
final class VirtualTime: TaskExecutor, Clock {
  struct Instant: InstantProtocol {
    /// Since the beginning; nanoseconds.
    var time: Int

    func advanced(by duration: Duration) -> Instant {
      let (seconds, attoseconds) = duration.components
      return Instant(time: time + Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }

    func duration(to other: Instant) -> Duration { .nanoseconds(other.time - time) }

    static func < (left: Instant, right: Instant) -> Bool { left.time < right.time }
  }

  private struct Sleeper: Sendable {
    let id: Int
    let until: Int
    let wake: CheckedContinuation<Void, Never>
  }

  private struct State: Sendable {
    var jobs: [UnownedJob] = []
    var next = 0
    var sleepers: [Sleeper] = []
    var now = 0
    var ids = 0
    var isDone = false
  }

  private let state = Mutex(State())

  var now: Instant { Instant(time: state.withLock { $0.now }) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.ids += 1
      return state.ids
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { (wake: CheckedContinuation<Void, Never>) in
        let isOver = state.withLock { state in
          if Task.isCancelled || deadline.time <= state.now { return true }
          state.sleepers.append(Sleeper(id: id, until: deadline.time, wake: wake))
          return false
        }
        if isOver { wake.resume() }
      }
    } onCancel: {
      state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
        return state.sleepers.remove(at: index).wake
      }?.resume()
    }
    try Task.checkCancellation()
  }

  /// Runs work to its end in virtual time.
  ///
  /// - Parameter work: What is done; its tasks must be children of its own.
  /// - Returns: What the work returns.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable (VirtualTime) async -> Value
  ) -> Value {
    let time = VirtualTime()
    let box = Locked<Value?>(nil)
    Task(executorPreference: time) {
      let value = await work(time)
      box.withLock { $0 = value }
      time.state.withLock { $0.isDone = true }
    }
    time.drive()
    guard let value = box.withLock({ $0 }) else {
      fatalError("every task waits, and none for the time")
    }
    return value
  }

  private func drive() {
    while true {
      let job = state.withLock { state -> UnownedJob? in
        guard state.next < state.jobs.count else {
          state.jobs.removeAll(keepingCapacity: true)
          state.next = 0
          return nil
        }
        state.next += 1
        return state.jobs[state.next - 1]
      }
      if let job {
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        continue
      }
      let sleeper = state.withLock { state -> Sleeper? in
        guard !state.isDone,
          let index = state.sleepers.indices.min(by: {
            (state.sleepers[$0].until, state.sleepers[$0].id)
              < (state.sleepers[$1].until, state.sleepers[$1].id)
          })
        else { return nil }
        let sleeper = state.sleepers.remove(at: index)
        state.now = max(state.now, sleeper.until)
        return sleeper
      }
      guard let sleeper else { return }
      sleeper.wake.resume()
    }
  }
}
