import MAKERCore
import RaceTheory
import Testing

@Suite struct FirstToLawTests {
  /// Every path of votes, enumerated by the race itself.
  @Test(arguments: [
    [0.6, 0.4], [0.5, 0.3, 0.2], [0.4, 0.2, 0.2, 0.2], [0.3, 0.7], [0.7, 0.15, 0.15],
  ])
  func matchesEnumeration(shares: [Double]) throws {
    for margin in 1...3 {
      for cap in [1, 2, 4, 6, nil] {
        let rule = RaceRule(margin: margin, kind: .firstTo)
        let exact = Enumeration(shares: shares, rule: rule, cap: cap ?? 20)
        let law = try RaceLaw(shares: CandidateShares(shares), rule: rule, cap: cap)
        let place = "shares \(shares), k \(margin), cap \(cap.map(String.init) ?? "none")"
        #expect(abs(law.correct - exact.correct) < 1e-12, "\(place)")
        #expect(abs(law.wrong - exact.wrong) < 1e-12, "\(place)")
        #expect(abs(law.undecided - exact.undecided) < 1e-12, "\(place)")
        #expect(abs(law.meanVotes - exact.votes) < 1e-11, "\(place)")
        let variance = exact.squares - exact.votes * exact.votes
        #expect(abs(law.varianceVotes - variance) < 1e-11, "\(place)")
        for (vote, survival) in law.survival.enumerated() {
          #expect(abs(survival - exact.survival[vote]) < 1e-12, "\(place), vote \(vote)")
        }
      }
    }
  }

  /// Without a cap the longest race gives every candidate one vote less than it needs, and one more.
  @Test func endsByItself() throws {
    let rule = RaceRule(margin: 4, kind: .firstTo)
    let law = try RaceLaw(shares: CandidateShares([0.5, 0.3, 0.2]), rule: rule)
    #expect(law.correctAt.count - 1 == 10)
    #expect(law.tail == 0)
    #expect(law.correctAt[10] > 0)
  }

  /// The other rule's law is the one that there was.
  @Test func otherRuleIsTheSameLaw() throws {
    let shares = try CandidateShares([0.6, 0.3, 0.1])
    let law = try RaceLaw(shares: shares, rule: RaceRule(margin: 3))
    #expect(try law.correctAt == RaceLaw(shares: shares, margin: 3).correctAt)
  }
}

/// What a race does, by following every sequence of votes.
struct Enumeration {
  private(set) var correct = 0.0
  private(set) var wrong = 0.0
  private(set) var undecided = 0.0
  private(set) var votes = 0.0
  private(set) var squares = 0.0
  private(set) var survival: [Double]

  init(shares: [Double], rule: RaceRule, cap: Int) {
    survival = [Double](repeating: 0, count: cap + 1)
    follow(VoteRace(rule: rule, cap: cap), 1, shares)
    if let last = survival.indices.last { survival[last] = undecided }
  }

  private mutating func follow(_ race: VoteRace, _ mass: Double, _ shares: [Double]) {
    survival[race.votes] += mass
    for candidate in shares.indices {
      var next = race
      let flow = mass * shares[candidate]
      let verdict = next.cast(candidate)
      switch verdict {
      case nil:
        follow(next, flow, shares)
        continue
      case .won(candidate: 0): correct += flow
      case .won: wrong += flow
      case .undecided: undecided += flow
      }
      votes += flow * Double(next.votes)
      squares += flow * Double(next.votes * next.votes)
    }
  }
}
