import MAKERCore
import RaceTheory
import StoppingRules
import Testing

@Suite struct ChainRuleTests {
  /// The chain of a rule does what its races do, vote by vote.
  ///
  /// Seeds 0 to 149.
  @Test(arguments: StoppingKind.allCases.filter { $0 != .certifiedMajority })
  func chainsAreTheRaces(kind: StoppingKind) throws {
    for seed in 0..<150 {
      let delta = [0.2, 0.05, 0.003][seed % 3]
      let made = try StoppingRules.make(setting(kind, delta: delta, p: 0.7, cap: 90))
      let rule = try #require(made as? any ChainRule)
      try compare(rule, seed: seed)
    }
  }

  private func compare(_ rule: some ChainRule, seed: Int) throws {
    var votes = VoteSource([0.55, 0.45], seed: seed)
    var race = rule.race()
    var phase = 0
    var counts = (first: 0, second: 0)
    while true {
      let candidate = votes.next()
      if candidate == 0 { counts.first += 1 } else { counts.second += 1 }
      let verdict = race.cast(candidate)
      let turn = rule.turn(phase: phase, voted: candidate, counts: counts)
      if let verdict {
        #expect(turn == .ended(verdict), "\(rule.source), seed \(seed), \(counts)")
        return
      }
      guard case .open(let next) = turn else {
        Issue.record("\(rule.source), seed \(seed): the chain ends at \(counts), the race does not")
        return
      }
      phase = next
    }
  }

  /// Monte Carlo of every rule with a chain equals its law.
  ///
  /// Null: the law; 4,000 races at p = .7, δ = .05 and .005; 5 sigma a check; seed 17.
  @Test(arguments: StoppingKind.allCases.filter { $0 != .certifiedMajority })
  func racesFollowTheLaw(kind: StoppingKind) throws {
    for delta in [0.05, 0.005] {
      let rule = try StoppingRules.make(setting(kind, delta: delta, p: 0.75, cap: 400))
      let chain = try #require(rule as? any ChainRule)
      let exact = law(chain, .constant(0.3))
      let n = 4000
      let found = RaceCounts(rule, shares: [0.7, 0.3], races: n, seed: 17)
      for (name, count, share) in [
        ("wrong", found.wrong, exact.wrong), ("undecided", found.undecided, exact.undecided),
      ] {
        let sigma = (share * (1 - share) / Double(n)).squareRoot()
        // Beside the deviation one race more or less.
        let slack = 5 * sigma + 1 / Double(n)
        #expect(
          abs(Double(count) / Double(n) - share) <= slack,
          "\(kind) at \(delta): \(name) \(count) of \(n), expected \(share)")
      }
      let error = (exact.varianceVotes / Double(n)).squareRoot()
      #expect(
        abs(found.meanVotes - exact.meanVotes) <= 5 * error + 1e-9,
        "\(kind) at \(delta): votes \(found.meanVotes), expected \(exact.meanVotes)")
    }
  }

  private func law(_ rule: some ChainRule, _ error: StepPopulation.ErrorLaw) -> StoppingLaw {
    StoppingLaw(rule, error: error)
  }

  /// The expected votes that ESC's control scheme prints:
  /// `w (Σ_{i <= L/w - 2} Q (1 - Q)^i (i + 1) + (1 - Q)^(L/w - 1) L/w)`, Q = Σ p_j^w.
  @Test func windowsTakeTheVotesOfTheControlScheme() throws {
    for (window, windows) in [(5, 8), (8, 5), (1, 1), (3, 14), (40, 1)] {
      for p in [0.5, 0.7, 0.85, 0.95] {
        let rule = WindowStop(try setting(.esc, delta: 0.1), window: window, windows: windows)
        var (right, wrong) = (1.0, 1.0)
        for _ in 0..<window {
          right *= p
          wrong *= 1 - p
        }
        let unanimous = right + wrong
        var left = 1.0
        var expected = 0.0
        for i in 0..<(windows - 1) {
          expected += unanimous * left * Double(i + 1)
          left *= 1 - unanimous
        }
        expected = Double(window) * (expected + left * Double(windows))
        let found = StoppingLaw(rule, error: .constant(1 - p)).meanVotes
        #expect(abs(found / expected - 1) < 1e-12, "w = \(window), p = \(p): \(found) \(expected)")
      }
    }
  }
}
