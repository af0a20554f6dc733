import MAKERCore
import RaceTheory
import Testing

@Suite struct RaceLawTests {
  /// Every path of votes, enumerated, for a race that a cap keeps short.
  @Test(arguments: [[0.6, 0.4], [0.5, 0.3, 0.2], [0.4, 0.2, 0.2, 0.2], [0.3, 0.7]])
  func capMatchesEnumeration(shares: [Double]) throws {
    for margin in 1...3 {
      for cap in 1...7 {
        var exact = (correct: 0.0, wrong: 0.0, undecided: 0.0, votes: 0.0)
        func follow(_ race: VoteRace, _ mass: Double) {
          for candidate in shares.indices {
            var next = race
            let flow = mass * shares[candidate]
            switch next.cast(candidate) {
            case nil: follow(next, flow)
            case .won(candidate: 0):
              exact.correct += flow
              exact.votes += flow * Double(next.votes)
            case .won:
              exact.wrong += flow
              exact.votes += flow * Double(next.votes)
            case .undecided:
              exact.undecided += flow
              exact.votes += flow * Double(next.votes)
            }
          }
        }
        follow(VoteRace(rule: RaceRule(margin: margin), cap: cap), 1)
        var laws = [try RaceLaw(shares: CandidateShares(shares), margin: margin, cap: cap)]
        if shares.count == 2 {
          let race = try TwoCandidateRace(stepSuccess: Probability(shares[0]), margin: margin)
          laws.append(try RaceLaw(of: race, cap: cap))
        }
        for law in laws {
          #expect(abs(law.correct - exact.correct) < 1e-12)
          #expect(abs(law.wrong - exact.wrong) < 1e-12)
          #expect(abs(law.undecided - exact.undecided) < 1e-12)
          #expect(abs(law.meanVotes - exact.votes) < 1e-11)
        }
      }
    }
  }

  /// Two candidates as a chain and as a walk are the same race.
  @Test func chainOfTwoIsTheWalk() throws {
    for (p, k) in [(0.51, 3), (0.7, 5), (0.95, 4), (0.4, 4)] {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
      let walk = try RaceLaw(of: race)
      let chain = try RaceLaw(
        shares: CandidateShares([p, race.stepSuccess.complement]), margin: k)
      #expect(abs(walk.correct - chain.correct) < 1e-12)
      #expect(abs(walk.varianceVotes / chain.varianceVotes - 1) < 1e-9)
      #expect(walk.quantile(0.99) == chain.quantile(0.99))
    }
  }

  /// Small probabilities keep their digits: the chain of two candidates against the closed form.
  @Test(arguments: [(0.9, 20), (0.9, 25), (0.9, 32), (0.99, 15), (0.6, 40)])
  func smallProbabilitiesKeepTheirDigits(p: Double, k: Int) throws {
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
    let law = try RaceLaw(shares: CandidateShares(stepSuccess: race.stepSuccess), margin: k)
    #expect(abs(law.wrong / race.wrong - 1) < 2e-6, "\(law.wrong) for \(race.wrong)")
    #expect(law.correct <= 1)
  }

  /// The law of a subtask of several steps has the moments of the closed form.
  @Test func scatteredVotesLengthenTheLaw() throws {
    let race = try TwoCandidateRace(
      stepSuccess: Probability(0.9), margin: 3, stepsPerSubtask: 4)
    let law = try RaceLaw(of: race)
    #expect(abs(law.meanVotes / race.meanVotes - 1) < 1e-12)
    #expect(abs(law.varianceVotes / race.varianceVotes - 1) < 1e-11)
    #expect(abs(law.correct / race.correct - 1) < 1e-12)
  }

  /// Spread errors help: a right candidate below one half can win where two candidates would lose.
  @Test func spreadErrorsRescueAMinority() throws {
    let law = try RaceLaw(shares: CandidateShares([0.45, 0.2, 0.2, 0.15]), margin: 3)
    #expect(abs(law.wrong - 0.1208) < 0.005)
    let two = try TwoCandidateRace(stepSuccess: Probability(0.45), margin: 3)
    #expect(abs(two.wrong - 0.646) < 0.001)
  }

  @Test func tailDecaysByTheRatio() throws {
    for (p, k) in [(0.6, 2), (0.7, 3), (0.85, 5)] {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
      let survival = try RaceLaw(of: race, tail: 1e-40).survival
      let n = survival.lastIndex { $0 > 1e-30 } ?? 0
      let ratio = survival[n + 2] / survival[n]
      let expected = CostScaling.tailRatio(stepSuccess: race.stepSuccess, margin: k)
      #expect(abs(ratio / expected - 1) < 1e-9, "p \(p) k \(k)")
    }
  }

  @Test func refusesBadSharesAndEndlessRaces() throws {
    for shares in [
      [0.5], [0.5, 0.6], [1.2, -0.2], [.nan, 1], [Double](repeating: 0.05, count: 20),
    ] {
      #expect(throws: MarginError.self) { try CandidateShares(shares) }
    }
    #expect(throws: TheoryError.self) {
      try RaceLaw(of: TwoCandidateRace(stepSuccess: Probability(0.5), margin: 1_000_000))
    }
    let distinct = try CandidateShares([0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.05])
    #expect(throws: TheoryError.self) { try RaceLaw(shares: distinct, margin: 3000) }
  }
}
