import Foundation
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

/// Races whose first draw is at τ = 0: the step's likeliest vote.
@Suite struct GreedyFirstTests {
  /// The walk from one vote in: gambler's ruin with the barriers at −k and +k.
  @Test func knownErrorsAreTheRuinOfAGambler() throws {
    for p in [0.95, 0.7, 0.5, 0.4] {
      for margin in 1...6 {
        let population = try StepPopulation(classes: [
          .init(share: 1, flagRate: 0, error: .constant(1 - p))
        ])
        let law = try PopulationLaw(
          population, rule: RaceRule(margin: margin), isGreedyFirst: true
        ).ordinary
        let start = 1 - p <= 0.5 ? 1.0 : -1
        let k = Double(margin)
        let r = (1 - p) / p
        // P(hit −k before k from the start).
        let ruin =
          p == 0.5
          ? (k - start) / (2 * k)
          : (pow(r, k + start) - pow(r, 2 * k)) / (1 - pow(r, 2 * k))
        let votes =
          margin == 1
          ? 1
          : p == 0.5
            ? 1 + k * k - 1 : 1 + ((1 - ruin) * k - ruin * k - start) / (2 * p - 1)
        #expect(abs(law.wrong - ruin) < 1e-12 + 1e-9 * ruin, "p \(p), k \(margin): \(law.wrong)")
        #expect(abs(law.meanVotes - votes) < 1e-8, "p \(p), k \(margin): \(law.meanVotes)")
        #expect(abs(law.meanDraws - law.meanVotes) < 1e-12)
      }
    }
  }

  /// The mean over error rates of races with that first vote, by Simpson's rule on both sides of the
  /// rate at which the likeliest vote turns.
  @Test(arguments: [RaceRule(margin: 2), RaceRule(margin: 3), RaceRule(margin: 2, kind: .firstTo)])
  func betaErrorsAreTheMeanOfRaces(rule: RaceRule) throws {
    for (rights, wrongs) in [([1], [1]), ([1], [0.7, 0.3]), ([0.6, 0.4], [1])]
      as [([Double], [Double])]
    {
      // Density 12·q²(1 − q).
      let population = try StepPopulation(
        classes: [.init(share: 1, flagRate: 0, error: .beta(alpha: 3, beta: 2))],
        rightShares: rights, wrongShares: wrongs)
      let law = try PopulationLaw(population, rule: rule, cap: 6, isGreedyFirst: true).ordinary
      let limit = rights[0] / (rights[0] + wrongs[0])
      var exact = RaceEnumeration()
      for (range, first) in [(0...limit, 0), (limit...1, rights.count)] {
        for (q, weight) in simpson(range, parts: 60) {
          exact.add(
            RaceEnumeration(rule: rule, cap: 6, right: rights.count) { history in
              let shares = rights.map { (1 - q) * $0 } + wrongs.map { q * $0 }
              return history.isEmpty ? shares.indices.map { $0 == first ? 1 : 0 } : shares
            }, weight: weight * 12 * q * q * (1 - q))
        }
      }
      for (found, expected) in [
        (law.correct, exact.correct), (law.wrong, exact.wrong), (law.undecided, exact.undecided),
        (law.meanVotes, exact.votes),
      ] {
        #expect(
          abs(found - expected) < 1e-6, "\(rule), \(rights), \(wrongs): \(found) for \(expected)")
      }
    }
  }

  /// What a first vote at τ = 0 is worth: independent steps get a vote for free, hard ones one against.
  @Test func theFirstVoteHelpsEasyStepsAndHurtsHardOnes() throws {
    let rule = RaceRule(margin: 4)
    func wrong(_ rate: Double, _ isGreedy: Bool) throws -> Double {
      try PopulationLaw(
        StepPopulation(classes: [.init(share: 1, flagRate: 0, error: .constant(rate))]), rule: rule,
        isGreedyFirst: isGreedy
      ).ordinary.wrong
    }
    #expect(try wrong(0.05, true) < 0.06 * wrong(0.05, false))
    #expect(try wrong(0.6, true) > wrong(0.6, false))
  }

  /// Draws with flags, class by class, drawn one by one; 5 sigma and 0.0027 a point of 14.
  @Test func drawsMatchSimulation() throws {
    let classes: [StepPopulation.StepClass] = [
      .init(share: 0.6, flagRate: 0.25, error: .constant(0.2)),
      .init(share: 0.4, flagRate: 0.5, error: .constant(0.7)),
    ]
    let rule = RaceRule(margin: 3)
    let law = try PopulationLaw(
      StepPopulation(classes: classes), rule: rule, isGreedyFirst: true
    ).ordinary
    var generator = WordStream(StreamKey(seed: 20_261_120))
    let trials = 60_000
    var open = [Int](repeating: 0, count: 13)
    var unanimous = open
    var draws = (sum: 0.0, squares: 0.0)
    var wrong = 0
    for _ in 0..<trials {
      let step = Double.random(in: 0..<1, using: &generator) < 0.6 ? classes[0] : classes[1]
      var race = VoteRace(rule: rule, cap: nil)
      var drawn = 0
      var verdict: Verdict?
      while verdict == nil {
        if drawn < open.count { open[drawn] += 1 }
        drawn += 1
        if Double.random(in: 0..<1, using: &generator) < step.flagRate { continue }
        let isWrong =
          drawn == 1
          ? step.error.mean > 0.5
          : Double.random(in: 0..<1, using: &generator) < step.error.mean
        verdict = race.cast(isWrong ? 1 : 0)
      }
      if verdict != .won(candidate: 0) { wrong += 1 }
      if race.votes == rule.margin, drawn < unanimous.count { unanimous[drawn] += 1 }
      draws.sum += Double(drawn)
      draws.squares += Double(drawn * drawn)
    }
    func check(_ count: Int, _ share: Double, _ name: String) {
      let error = max(1e-30, share * (1 - share) / Double(trials)).squareRoot()
      let found = Double(count) / Double(trials)
      #expect(abs(found - share) <= 5 * error, "\(name): \(found) for \(share)")
    }
    check(wrong, law.wrong, "wrong")
    let survival = law.survivalByDraw(upTo: 12)
    for (n, count) in open.enumerated() { check(count, survival[n], "open at draw \(n)") }
    let alone = law.unanimousAtDraw(upTo: 12)
    for (n, count) in unanimous.enumerated() { check(count, alone[n], "unanimous at draw \(n)") }
    let mean = draws.sum / Double(trials)
    let error = (law.varianceDraws / Double(trials)).squareRoot()
    #expect(abs(mean - law.meanDraws) <= 5 * error, "\(mean) draws for \(law.meanDraws)")
    let variance = draws.squares / Double(trials) - mean * mean
    #expect(abs(variance / law.varianceDraws - 1) < 0.05, "\(variance)")
  }

  /// An outlier repeats its own likeliest vote.
  @Test func outliersHaveTheirOwnFirstVote() throws {
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .constant(0.1))],
      outliers: [.init(step: 1, flagRate: 0.5, shares: [0.4, 0.6])])
    let law = try PopulationLaw(population, rule: RaceRule(margin: 1), isGreedyFirst: true)
    #expect(law.ordinary.wrong == 0)
    // Wrong where the first draw is a vote, else as often as any vote.
    #expect(abs(law.outliers[0].wrong - (0.5 + 0.5 * 0.6)) < 1e-15)
    #expect(abs(law.outliers[0].meanDraws - (0.5 + 0.5 * 3)) < 1e-15)
  }
}
