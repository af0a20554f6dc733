import RandomStreams
import SharedState
import Testing

@testable import Providers

@Suite("A limit of one's own within that of all, in virtual time")
struct NestedLimiterTests {
  private static let second = 1_000_000_000

  @Test("In 200 random runs both bounds hold, and cancelled waiters lose no permit")
  func nests() {
    for seed in 0..<200 {
      let (left, mine, all, bounds) = VirtualTime.run { virtual -> (Int, [Int], Int, (Int, Int)) in
        var stream = WordStream(StreamKey(seed: seed))
        let (own, most) = (1 + Int(stream.next() % 4), 1 + Int(stream.next() % 8))
        let clock = ChannelClock(virtual)
        let shared = AdaptiveLimiter(maximum: most, clock: clock)
        let limiters = (0..<4).map { number in
          NestedLimiter(
            own: number == 0 ? nil : AdaptiveLimiter(maximum: own, clock: clock), shared: shared)
        }
        let mine = Locked([0, 0, 0, 0])
        let all = Locked(0)
        await withTaskGroup(of: Void.self) { group in
          for number in 0..<60 {
            let start = Int(stream.next() % 20) * Self.second / 4
            let time = Int(stream.next() % 8) * Self.second / 4
            let patience = Int(stream.next() % 30) * Self.second / 4
            group.addTask {
              let limiter = limiters[number % 4]
              try? await clock.sleep(start)
              await withTaskGroup(of: Void.self) { inner in
                inner.addTask {
                  guard let permit = try? await limiter.acquire() else { return }
                  all.withLock { $0 = max($0, shared.window.underWay) }
                  if let underWay = limiter.own?.window.underWay {
                    mine.withLock { $0[number % 4] = max($0[number % 4], underWay) }
                  }
                  try? await clock.sleep(time)
                  limiter.release(permit, .answered)
                }
                inner.addTask { try? await clock.sleep(patience) }
                await inner.next()
                inner.cancelAll()
              }
            }
          }
        }
        let left = ([shared] + limiters.compactMap(\.own)).reduce(0) {
          $0 + $1.window.underWay + $1.waiting
        }
        return (left, mine.withLock { $0 }, all.withLock { $0 }, (own, most))
      }
      #expect(left == 0, "seed \(seed)")
      #expect(mine[0] == 0 && mine.allSatisfy { $0 <= bounds.0 }, "seed \(seed): \(mine)")
      #expect(all <= bounds.1 && all > 0, "seed \(seed): \(all)")
    }
  }

  @Test("Who is paced tightly keeps nobody else waiting")
  func keepsNobodyWaiting() {
    let times = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let shared = AdaptiveLimiter(maximum: 2, clock: clock)
      let slow = NestedLimiter(own: AdaptiveLimiter(maximum: 1, clock: clock), shared: shared)
      let free = NestedLimiter(shared: shared)
      let last = Locked(0)
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask {
            let limiter = number < 10 ? slow : free
            try? await clock.sleep(number)
            guard let permit = try? await limiter.acquire() else { return }
            try? await clock.sleep(Self.second)
            limiter.release(permit, .answered)
            if number >= 10 { last.withLock { $0 = max($0, clock.now) } }
          }
        }
      }
      return (free: last.withLock { $0 }, all: clock.now)
    }
    #expect(times.free <= 11 * Self.second, "\(times)")
    #expect(times.all >= 10 * Self.second, "\(times)")
  }
}
