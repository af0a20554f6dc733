import MAKERCore
import StoppingRules
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct CertifiedMajorityTests {
  /// The bets multiplied out from the whole history, each on what was known before its vote.
  private func product(_ history: [Int], for candidate: Int, over other: Int) -> Double {
    var (own, rival, product) = (0, 0, 1.0)
    for vote in history where vote == candidate || vote == other {
      let share = max(0.5, (Double(own) + 0.5) / Double(own + rival + 1))
      product *= vote == candidate ? 2 * share : 2 * (1 - share)
      if vote == candidate { own += 1 } else { rival += 1 }
    }
    return product
  }

  /// Seed 23.
  @Test func evidenceIsTheProductOfBets() throws {
    let shares = [0.4, 0.3, 0.2, 0.1]
    let rule = CertifiedMajority(
      try StoppingSetting(kind: .certifiedMajority, delta: 1e-6, assumedShares: shares))
    var votes = VoteSource(shares, seed: 23)
    for _ in 0..<20 {
      var race = rule.race()
      var history: [Int] = []
      for _ in 0..<60 {
        let vote = votes.next()
        history.append(vote)
        _ = race.cast(vote)
      }
      for candidate in 0..<4 {
        for other in 0..<4 where other != candidate {
          let expected = log(product(history, for: candidate, over: other))
          let found = race.evidence(for: candidate, over: other)
          #expect(abs(found - expected) < 1e-12, "\(history) \(candidate) over \(other)")
        }
      }
    }
  }

  /// Over all histories of 12 fair votes the products average to 1; with the latest share put into every
  /// factor, as a public implementation does, they average to more, and are no evidence.
  @Test func productsAreFairBets() throws {
    let rule = try CertifiedMajority(setting(.certifiedMajority, delta: 1e-12))
    let n = 12
    var mean = 0.0
    var latest = 0.0
    for bits in 0..<(1 << n) {
      var race = rule.race()
      var ones = 0
      for i in 0..<n {
        _ = race.cast(bits >> i & 1)
        ones += bits >> i & 1
      }
      mean += exp(race.evidence(for: 1, over: 0))
      let share = max(0.5, (Double(ones) + 0.5) / Double(n + 1))
      latest += pow(2 * share, Double(ones)) * pow(2 * (1 - share), Double(n - ones))
    }
    #expect(abs(mean / Double(1 << n) - 1) < 1e-12)
    #expect(latest / Double(1 << n) > 1.5)
  }

  /// A leader without a majority of all votes is never certified.
  @Test func noMajorityNoCertificate() throws {
    let rule = CertifiedMajority(
      try StoppingSetting(
        kind: .certifiedMajority, delta: 0.1, assumedShares: [0.5, 0.25, 0.25], cap: 3000))
    var vote = -1
    let end = rule.follow {
      vote += 1
      return [0, 1, 0, 2][vote % 4]
    }
    #expect(end == StoppedRace(verdict: .undecided, votes: 3000))
  }

  @Test func fewestVotesAreUnanimous() throws {
    for delta in [0.1, 0.01, 1e-6] {
      let rule = try CertifiedMajority(setting(.certifiedMajority, delta: delta))
      #expect(
        rule.follow { 1 } == StoppedRace(verdict: .won(candidate: 1), votes: rule.fewestVotes))
    }
  }
}
