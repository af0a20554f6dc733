import RandomStreams
import Testing

@testable import Providers

@Suite("So much in any minute")
struct MinuteQuotaTests {
  private static let second = 1_000_000_000

  @Test("In 200 random runs no minute has more than the quota, and no wait is longer than needed")
  func neverMore() {
    for seed in 0..<200 {
      var stream = WordStream(StreamKey(seed: seed))
      let most = 1 + Int(stream.next() % 50)
      var quota = MinuteQuota(most: most)
      var granted: [(time: Int, amount: Int)] = []
      var now = 0
      for id in 1...300 {
        now += Int(stream.next() % 4) * Self.second
        let amount = Int(stream.next() % 10)
        let wait = quota.wait(for: amount, now: now)
        func sum(at time: Int) -> Int {
          granted.reduce(0) { $0 + ($1.time + MinuteQuota.minute > time ? $1.amount : 0) }
        }
        let counted = min(amount, most)
        #expect(sum(at: now + wait) + counted <= most, "seed \(seed), grant \(id)")
        if wait > 0 { #expect(sum(at: now + wait - 1) + counted > most, "seed \(seed)") }
        now += wait
        quota.grant(amount, id: id, now: now)
        granted.append((now, counted))
        if stream.next() % 3 == 0 {
          let index = max(0, granted.count - 1 - Int(stream.next() % 5))
          let less = granted[index].amount / 2
          // A correction of a grant that no longer counts changes nothing, here as there.
          quota.correct(index + 1, to: less)
          granted[index].amount = less
        }
      }
    }
  }

  @Test("More than the quota goes alone in its minute")
  func tooMuch() {
    var quota = MinuteQuota(most: 100)
    #expect(quota.wait(for: 5000, now: 0) == 0)
    quota.grant(5000, id: 1, now: 0)
    #expect(quota.wait(for: 1, now: Self.second) == 59 * Self.second)
    #expect(quota.wait(for: 5000, now: 60 * Self.second) == 0)
  }
}
