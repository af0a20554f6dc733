import RandomStreams
import Testing

@testable import Providers

@Suite("How many calls are under way")
struct AdaptiveWindowTests {
  /// A server that serves so many at once, over discrete time; everybody always wants more.
  private struct World {
    var window: AdaptiveWindow
    let capacity: Int
    var largest = 0
    var served = 0
    var refused = 0
    private var calls: [(end: Int, order: Int, call: AdaptiveWindow.Call, isServed: Bool)] = []
    private var stream: WordStream
    private var order = 0
    private(set) var now = 0

    init(maximum: Int, capacity: Int, seed: Int) {
      window = AdaptiveWindow(maximum: maximum)
      self.capacity = capacity
      stream = WordStream(StreamKey(seed: seed))
    }

    /// Goes on until a time; a call takes 900 to 1100 units, a refusal 20.
    mutating func run(until end: Int) {
      while now < end {
        while window.hasRoom {
          let isServed = calls.count(where: \.isServed) < capacity
          let time = isServed ? 900 + Int(stream.next() % 200) : 20
          order += 1
          calls.append((now + time, order, window.begin(), isServed))
        }
        largest = max(largest, window.underWay)
        guard
          let next = calls.indices.min(by: {
            (calls[$0].end, calls[$0].order) < (calls[$1].end, calls[$1].order)
          })
        else { return }
        let call = calls.remove(at: next)
        now = call.end
        window.end(call.call, call.isServed ? .answered : .rateLimited)
        if call.isServed { served += 1 } else { refused += 1 }
      }
    }
  }

  @Test("It settles near the server's limit", arguments: [1, 2, 3, 5, 10, 20, 40, 100])
  func settles(_ capacity: Int) {
    for seed in 0..<4 {
      var world = World(maximum: 200, capacity: capacity, seed: seed)
      world.run(until: 60_000)
      let (servedBefore, refusedBefore) = (world.served, world.refused)
      world.largest = 0
      world.run(until: 160_000)
      // 100 round trips: at full use each serves `capacity`.
      let use = Double(world.served - servedBefore) / Double(100 * capacity)
      let refused = Double(world.refused - refusedBefore) / Double(world.served - servedBefore)
      #expect(use >= 0.8, "limit \(capacity), seed \(seed): use \(use)")
      #expect(refused <= 0.3, "limit \(capacity), seed \(seed): \(refused) refused a call served")
      #expect(world.largest <= capacity + 2, "limit \(capacity), seed \(seed): \(world.largest)")
    }
  }

  @Test("Where the server bears all, it reaches its maximum and stays", arguments: [1, 7, 16, 64])
  func reaches(_ maximum: Int) {
    var world = World(maximum: maximum, capacity: 1000, seed: 3)
    world.run(until: 10_000)
    #expect(world.window.limit == maximum)
    #expect(world.largest == maximum)
  }

  @Test("Until a rate limit it doubles each round trip, also where all replies come at once")
  func doublesInBursts() {
    var window = AdaptiveWindow(maximum: 1000)
    for round in 1...5 {
      let calls = (0..<window.limit).map { _ in window.begin() }
      for call in calls { window.end(call, .answered) }
      #expect(window.limit == 16 << round)
    }
  }

  @Test("What was full before a call began makes the window no larger")
  func oldFillsDoNotCount() {
    var window = AdaptiveWindow(maximum: 100)
    for call in (0..<16).map({ _ in window.begin() }) { window.end(call, .other) }
    for _ in 0..<100 { window.end(window.begin(), .answered) }
    #expect(window.limit == 16)
  }

  @Test("All that was sent before a decrease causes one decrease")
  func oneDecrease() {
    var window = AdaptiveWindow(maximum: 16)
    let calls = (0..<16).map { _ in window.begin() }
    for call in calls { window.end(call, .rateLimited) }
    #expect(window.limit == 8)
    #expect(window.decreases == 1)
    let next = window.begin()
    window.end(next, .rateLimited)
    #expect(window.limit == 6)
  }

  @Test("Faults are no limits, and an idle window does not grow")
  func other() {
    var window = AdaptiveWindow(maximum: 100)
    for _ in 0..<100 { window.end(window.begin(), .other) }
    for _ in 0..<100 { window.end(window.begin(), .answered) }
    #expect(window.limit == 16)
  }

  @Test("It never leaves 1 to its maximum")
  func bounds() {
    for seed in 0..<200 {
      var stream = WordStream(StreamKey(seed: seed))
      let maximum = 1 + Int(stream.next() % 40)
      var window = AdaptiveWindow(maximum: maximum)
      var calls: [AdaptiveWindow.Call] = []
      for _ in 0..<500 {
        if window.hasRoom, stream.next() % 2 == 0 {
          calls.append(window.begin())
        } else if !calls.isEmpty {
          let end: AdaptiveWindow.End =
            switch stream.next() % 3 {
            case 0: .answered
            case 1: .rateLimited
            default: .other
            }
          window.end(calls.remove(at: Int(stream.next() % UInt64(calls.count))), end)
        }
        #expect((1...maximum).contains(window.limit), "seed \(seed)")
        #expect(window.underWay == calls.count, "seed \(seed)")
      }
    }
  }
}
