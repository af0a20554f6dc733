import RandomStreams
import SharedState
import Testing

@testable import Providers

@Suite("Permits of a provider, in virtual time")
struct AdaptiveLimiterTests {
  private static let second = 1_000_000_000

  @Test("Who came first goes first")
  func fair() {
    let order = VirtualTime.run { virtual in
      let limiter = AdaptiveLimiter(maximum: 1, clock: ChannelClock(virtual))
      let order = Locked<[Int]>([])
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask {
            try? await virtual.sleep(for: .nanoseconds(number))
            guard let permit = try? await limiter.acquire() else { return }
            order.withLock { $0.append(number) }
            try? await virtual.sleep(for: .seconds(1))
            limiter.release(permit, .other)
          }
        }
      }
      return order.withLock { $0 }
    }
    #expect(order == Array(0..<20))
  }

  @Test("No more requests a minute than allowed, and no fewer than can be", arguments: [1, 7, 60])
  func requestsPerMinute(_ most: Int) {
    let times = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let limiter = AdaptiveLimiter(maximum: 4, requestsPerMinute: most, clock: clock)
      let times = Locked<[Int]>([])
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<(3 * most + 1) {
          group.addTask {
            guard let permit = try? await limiter.acquire() else { return }
            times.withLock { $0.append(clock.now) }
            try? await clock.sleep(Self.second / 10)
            limiter.release(permit, .answered)
          }
        }
      }
      return times.withLock { $0 }
    }
    #expect(times.count == 3 * most + 1)
    for (index, time) in times.enumerated() where index >= most {
      #expect(time - times[index - most] >= MinuteQuota.minute)
    }
    #expect((times.last ?? 0) <= 3 * MinuteQuota.minute + Self.second)
  }

  @Test("Tokens count at most until they are known")
  func tokensPerMinute() {
    let end = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let limiter = AdaptiveLimiter(maximum: 1, tokensPerMinute: 1000, clock: clock)
      for _ in 0..<10 {
        guard let permit = try? await limiter.acquire(tokens: 900) else { return -1 }
        try? await clock.sleep(Self.second)
        limiter.release(permit, .answered, tokens: 10)
      }
      return clock.now
    }
    #expect(end == 10 * Self.second)
  }

  @Test("What the provider asks to wait holds all calls")
  func holds() {
    let times = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let limiter = AdaptiveLimiter(clock: clock)
      limiter.hold(for: 30 * Self.second)
      return await withTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            guard let permit = try? await limiter.acquire() else { return -1 }
            limiter.release(permit, .answered)
            return clock.now
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(times == Array(repeating: 30 * Self.second, count: 4))
  }

  @Test("In 300 random runs with cancelled waiters no permit is lost and no bound passed")
  func loses() {
    for seed in 0..<300 {
      let (left, largest, maximum) = VirtualTime.run { virtual -> (Int, Int, Int) in
        var stream = WordStream(StreamKey(seed: seed))
        let maximum = 1 + Int(stream.next() % 5)
        let clock = ChannelClock(virtual)
        let limiter = AdaptiveLimiter(
          maximum: maximum, requestsPerMinute: stream.next() % 2 == 0 ? nil : 20, clock: clock)
        let largest = Locked(0)
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<40 {
            let start = Int(stream.next() % 20) * Self.second / 4
            let time = Int(stream.next() % 8) * Self.second / 4
            let patience = Int(stream.next() % 30) * Self.second / 4
            let end: AdaptiveWindow.End =
              switch stream.next() % 3 {
              case 0: .answered
              case 1: .rateLimited
              default: .other
              }
            group.addTask {
              try? await clock.sleep(start)
              await withTaskGroup(of: Void.self) { inner in
                inner.addTask {
                  guard let permit = try? await limiter.acquire() else { return }
                  largest.withLock { $0 = max($0, limiter.window.underWay) }
                  try? await clock.sleep(time)
                  limiter.release(permit, end)
                }
                inner.addTask { try? await clock.sleep(patience) }
                await inner.next()
                inner.cancelAll()
              }
            }
          }
        }
        return (
          limiter.window.underWay + limiter.waiting, largest.withLock { $0 }, maximum
        )
      }
      #expect(left == 0, "seed \(seed)")
      #expect(largest <= maximum, "seed \(seed)")
    }
  }

  @Test("Many tasks settle at a server's limit", arguments: [1, 4, 12])
  func settles(_ capacity: Int) {
    let (served, end) = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let limiter = AdaptiveLimiter(maximum: 64, clock: clock)
      let busy = Locked(0)
      let served = Locked(0)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
          group.addTask {
            while clock.now < 300 * Self.second {
              guard let permit = try? await limiter.acquire() else { return }
              let isServed = busy.withLock { busy in
                if busy == capacity { return false }
                busy += 1
                return true
              }
              try? await clock.sleep(isServed ? Self.second : Self.second / 50)
              if isServed {
                busy.withLock { $0 -= 1 }
                served.withLock { $0 += 1 }
              }
              limiter.release(permit, isServed ? .answered : .rateLimited)
            }
          }
        }
      }
      return (served.withLock { $0 }, clock.now)
    }
    let use = Double(served) / (Double(end) / 1e9 * Double(capacity))
    #expect(use >= 0.8 && use <= 1, "use \(use)")
  }
}
