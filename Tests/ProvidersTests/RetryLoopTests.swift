import MAKERCore
import RandomStreams
import SharedState
import Testing

@testable import Providers

@Suite("Asking again, in virtual time")
struct RetryLoopTests {
  private static let second = 1_000_000_000

  /// What a loop did: how it ended, the waits it told of, and when it ended.
  struct Run: Sendable {
    var result: Result<Int, ChannelFailure>
    var waits: [Int] = []
    var attempts = 0
    var end = 0
  }

  /// Runs a loop over failures that come one after another, each after a time under way.
  private static func run(
    _ failures: [ChannelFailure], policy: RetryPolicy = RetryPolicy(), time: Int = 0, seed: Int = 1
  ) -> Run {
    VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let loop = RetryLoop(policy: policy, clock: clock)
      let stream = StreamKey(seed: seed)
      let waits = Locked<[Int]>([])
      let asked = Locked(0)
      var run = Run(result: .success(0))
      do throws(ChannelFailure) {
        let answer = try await loop.run(
          jitter: { Double(stream.word($0) >> 11) * 0x1p-53 },
          onWait: { _, _, wait in waits.withLock { $0.append(wait) } },
          ask: { number throws(ChannelFailure) -> RetryLoop.Attempt<Int> in
            asked.withLock { $0 += 1 }
            try? await clock.sleep(time)
            return number <= failures.count
              ? RetryLoop.Attempt(.failure(failures[number - 1]), time: time)
              : RetryLoop.Attempt(.success(number), time: time)
          })
        run.result = .success(answer.attempts)
      } catch {
        run.result = .failure(error)
      }
      run.waits = waits.withLock { $0 }
      run.attempts = asked.withLock { $0 }
      run.end = clock.now
      return run
    }
  }

  @Test("It asks until there is an answer, and waits as it said")
  func asksAgain() {
    let busy = ChannelFailure(.transient, "busy")
    let run = Self.run([busy, busy, busy], time: Self.second)
    #expect(run.result == .success(4))
    #expect(run.waits.count == 3)
    #expect(run.end == run.waits.reduce(0, +) + 4 * Self.second)
  }

  @Test("Retry-After is honoured")
  func honours() {
    let wait = 30 * Self.second
    let run = Self.run([ChannelFailure(.rateLimited, "429", retryAfter: wait)])
    #expect(run.result == .success(2))
    #expect((wait...(wait + Self.second / 2)).contains(run.end), "\(run.end)")
  }

  @Test("A Retry-After beyond the time of a draw fails at once")
  func failsAtOnce() {
    let run = Self.run([ChannelFailure(.rateLimited, "429", retryAfter: 3600 * Self.second)])
    #expect(run.attempts == 1)
    #expect(run.end == 0)
    guard case .failure(let failure) = run.result else {
      Issue.record("it must fail")
      return
    }
    #expect(failure.message.contains("3600 s"))
  }

  @Test("A final failure is asked for once")
  func final() {
    let run = Self.run([ChannelFailure(.fatal, "wrong key")])
    #expect(run.attempts == 1)
    #expect(run.result == .failure(ChannelFailure(.fatal, "wrong key")))
  }

  @Test("In 200 random runs attempts and time stay within the policy")
  func bounded() {
    for seed in 0..<200 {
      var stream = WordStream(StreamKey(seed: seed).child(7))
      let policy = RetryPolicy(
        attempts: 1 + Int(stream.next() % 20), wallTime: 1 + Int(stream.next() % 100) * Self.second,
        base: Int(stream.next() % 3) * Self.second / 2, cap: 20 * Self.second)
      let failures = (0..<30).map { _ in
        ChannelFailure(
          stream.next() % 2 == 0 ? .transient : .rateLimited, "no",
          retryAfter: stream.next() % 2 == 0 ? Int(stream.next() % 20) * Self.second : nil)
      }
      let time = Int(stream.next() % 5) * Self.second
      let run = Self.run(failures, policy: policy, time: time, seed: seed)
      #expect(run.attempts <= policy.attempts, "seed \(seed)")
      // The last attempt begins within the time and may end after it.
      #expect(run.end < policy.wallTime + time, "seed \(seed): \(run) \(policy)")
      #expect(run.waits.count == run.attempts - 1, "seed \(seed)")
      if case .success = run.result { Issue.record("seed \(seed): nothing answers") }
    }
  }

  @Test("Cancelling ends a wait at once")
  func cancels() {
    let end = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let loop = RetryLoop(policy: RetryPolicy(), clock: clock)
      return await withTaskGroup(of: ChannelFailure?.self) { group in
        group.addTask {
          do throws(ChannelFailure) {
            _ = try await loop.run(
              jitter: { _ in 0 }, onWait: { _, _, _ in },
              ask: { _ throws(ChannelFailure) -> RetryLoop.Attempt<Int> in
                RetryLoop.Attempt(
                  .failure(ChannelFailure(.rateLimited, "429", retryAfter: 500 * Self.second)),
                  time: 0)
              })
            return nil
          } catch { return error }
        }
        try? await clock.sleep(10 * Self.second)
        group.cancelAll()
        let failure = await group.next() ?? nil
        return (failure, clock.now)
      }
    }
    #expect(end.0 == .stopped)
    #expect(end.1 == 10 * Self.second)
  }

  @Test("A notice says how long, why and which attempt")
  func notice() {
    let notice = RetryNotice(
      coordinates: DrawCoordinates(trial: 0, step: 1, draw: 2), channel: "openai:m",
      failure: ChannelFailure(.rateLimited, "asked too often (429)"), attempt: 3, attempts: 6,
      wait: 12 * Self.second)
    #expect(
      notice.description
        == "waiting 12 s: rate limited: asked too often (429), attempt 3 of 6")
  }
}
