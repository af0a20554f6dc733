import MAKERCore
import StoppingRules
import Testing

@Suite struct CountRuleTests {
  /// Probability of at most that many of n fair coins, by adding up binomial coefficients.
  static func atMost(_ successes: Int, of n: Int) -> Double {
    var term = 1.0
    for _ in 0..<n { term /= 2 }
    var sum = 0.0
    for i in 0...successes {
      sum += term
      term *= Double(n - i) / Double(i + 1)
    }
    return sum
  }

  /// 2^n / ((n + 1) C(n, a)), multiplied out.
  static func priorPosteriorRatio(_ a: Int, _ b: Int) -> Double {
    var ratio = 1.0 / Double(a + b + 1)
    for i in 0..<(a + b) { ratio *= 2 * Double(i < a ? i + 1 : i - a + 1) / Double(i + 1) }
    return ratio
  }

  /// Boundaries against the rules' formulas, added up term by term.
  ///
  /// Seed 3.
  @Test func boundariesAreTheFormulas() throws {
    var numbers = VoteSource([1], seed: 3)
    for _ in 0..<40 {
      let delta = 0.2 * numbers.uniform() * numbers.uniform() * numbers.uniform() + 1e-6
      let adaptive = try AdaptiveConsistency(setting(.adaptiveConsistency, delta: delta, cap: 300))
      let ratio = try PriorPosteriorRatio(setting(.ppr, delta: delta, cap: 300))
      let mixture = try MixtureRatioTest(setting(.mixtureSPRT, delta: delta, cap: 300))
      for _ in 0..<200 {
        let b = numbers.below(100)
        let a = b + 1 + numbers.below(60)
        func check(_ rule: some CountRule, _ value: Double, _ bound: Double) {
          // Ties are decided by rounding.
          if abs(value / bound - 1) < 1e-9 { return }
          let expected: CountDecision = value >= bound ? .leaderWins : .goOn
          #expect(
            rule.decision(leader: a, runnerUp: b, votes: a + b) == expected,
            "\(rule.source): \(a):\(b) at \(delta)")
        }
        // I_½(a + 1, b + 1) is the chance of at most b of a + b + 1 coins.
        check(adaptive, 1 / Self.atMost(b, of: a + b + 1), 1 / delta)
        let r = Self.priorPosteriorRatio(a, b)
        check(ratio, r, 1 / delta)
        check(mixture, 2 * r * Self.atMost(a, of: a + b + 1), 1 / delta)
      }
    }
  }

  /// Where wrong votes share one candidate and p is known, Wald's test and the posterior are
  /// first-to-ahead-by-k, race by race, whatever the votes.
  ///
  /// Seed 5.
  @Test func knownSuccessIsFirstToAheadByK() throws {
    var numbers = VoteSource([1], seed: 5)
    for trial in 0..<300 {
      let p = 0.55 + 0.44 * numbers.uniform()
      let delta = 0.3 * numbers.uniform() * numbers.uniform() + 1e-9
      let rules = try [StoppingKind.firstToAheadBy, .sprt, .bayes].map {
        try StoppingRules.make(setting($0, delta: delta, p: p, cap: 200))
      }
      let ends = rules.map { rule in
        var votes = VoteSource([0.6, 0.4], seed: trial)
        return rule.follow { votes.next() }
      }
      #expect(ends[0] == ends[1] && ends[0] == ends[2], "p = \(p), δ = \(delta): \(ends)")
      #expect(Set(rules.map(\.fewestVotes)).count == 1, "p = \(p), δ = \(delta)")
    }
  }

  /// Rules with a margin are the laboratory's one race, whatever the candidates.
  ///
  /// Seed 7.
  @Test func marginsAreTheOneRace() throws {
    for trial in 0..<200 {
      for kind in [RaceRule.Kind.firstToAheadBy, .firstTo] {
        let name = StoppingKind(rawValue: kind.rawValue)
        let made = try setting(#require(name), delta: 0.01, cap: 40)
        let rule = try StoppingRules.make(made)
        var votes = VoteSource([0.4, 0.3, 0.2, 0.1], seed: 7000 + trial)
        let found = rule.follow { votes.next() }
        var same = VoteSource([0.4, 0.3, 0.2, 0.1], seed: 7000 + trial)
        var race = VoteRace(
          rule: RaceRule(margin: rule.fewestVotes, kind: kind), cap: made.cap)
        var verdict: Verdict?
        while verdict == nil { verdict = race.cast(same.next()) }
        #expect(found.verdict == verdict && found.votes == race.votes, "\(kind) trial \(trial)")
      }
    }
  }

  @Test func leastMarginsKeepTheErrorAndOneLessDoesNot() throws {
    // 1/(1 + (p/q)^k) at p = .8: .2, .0588, .0154.
    for (delta, margin) in [(0.2, 1), (0.199, 2), (0.0589, 2), (0.0587, 3), (0.0154, 3)] {
      #expect(try FirstToAheadBy(setting(.firstToAheadBy, delta: delta)).margin == margin)
    }
    // Wrong majorities at p = .8: .2, .104, .05792.
    for (delta, margin) in [(0.2, 1), (0.199, 2), (0.1041, 2), (0.1039, 3), (0.05793, 3)] {
      #expect(try FirstTo(setting(.firstTo, delta: delta)).margin == margin)
      #expect(try Majority(setting(.majority, delta: delta)).votes == 2 * margin - 1)
    }
  }

  @Test func capsLeaveUndecided() throws {
    for kind in StoppingKind.allCases {
      let rule = try StoppingRules.make(setting(kind, delta: 1e-6, cap: 2))
      let end = rule.follow { 0 }
      #expect(end == StoppedRace(verdict: .undecided, votes: 2), "\(kind)")
    }
  }

  @Test func tiesAtThePluralityAreUndecided() throws {
    let majority = try Majority(setting(.majority, delta: 0.06))
    #expect(majority.votes == 5)
    var race = majority.race()
    let verdicts = [0, 1, 0, 1, 2].map { race.cast($0) }
    #expect(verdicts.dropLast().allSatisfy { $0 == nil } && verdicts.last == .undecided)
  }

  @Test func settingsOutsideTheirRangeAreRefused() throws {
    for (kind, delta, shares, cap) in [
      (StoppingKind.ppr, 0.5, [0.8, 0.2], 100), (.ppr, 0, [0.8, 0.2], 100),
      (.ppr, 0.1, [0.8, 0.1], 100), (.ppr, 0.1, [0.8, 0.2], 0), (.sprt, 0.1, [0.5, 0.5], 100),
      (.firstToAheadBy, 0.1, [0.4, 0.6], 100), (.bayes, 0.1, [0.4, 0.4, 0.2], 100),
    ] {
      #expect(throws: StoppingError.self) {
        try StoppingSetting(kind: kind, delta: delta, assumedShares: shares, cap: cap)
      }
    }
    // Below one half the most likely answer can be known all the same.
    _ = try StoppingSetting(kind: .bayes, delta: 0.1, assumedShares: [0.4, 0.3, 0.3])
    _ = try StoppingSetting(kind: .adaptiveConsistency, delta: 0.1, assumedShares: [0.4, 0.6])
  }
}
