import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Testing

@Suite struct TheoryOracleTests {
  private let oracle = TheoryOracle()

  private func expectEqual(_ race: ExactRace?, _ law: RaceLaw, tolerance: Double) throws {
    let race = try #require(race)
    for (found, exact) in [
      (race.wrong, law.wrong), (race.undecided, law.undecided), (race.meanVotes, law.meanVotes),
      (race.varianceVotes, law.varianceVotes),
    ] {
      #expect(abs(found - exact) <= tolerance * max(abs(exact), 1e-300), "\(found) for \(exact)")
    }
  }

  @Test(arguments: [(0.6, 4), (0.9, 1), (0.9, 3), (0.99, 6), (0.4, 3)])
  func twoCandidates(p: Double, margin: Int) throws {
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
    try expectEqual(
      oracle.race(of: point(p: p, k: margin)), RaceLaw(of: race), tolerance: 1e-11)
    #expect(oracle.race(of: point(p: p, k: margin))?.wrong == race.wrong)
    try expectEqual(
      oracle.race(of: point(p: p, k: margin, cap: 9)), RaceLaw(of: race, cap: 9), tolerance: 1e-14)
  }

  @Test(arguments: [nil, 7])
  func severalCandidates(cap: Int?) throws {
    let shares = [0.5, 0.25, 0.15, 0.1]
    let law = try RaceLaw(shares: CandidateShares(shares), margin: 3, cap: cap)
    let race = oracle.race(of: point(shares: shares, k: 3, cap: cap))
    try expectEqual(race, law, tolerance: 0)
    #expect((race?.undecided ?? 0 > 0) == (cap != nil))
    // Solved once: asking again gives the same.
    #expect(oracle.race(of: point(shares: shares, k: 3, steps: 99, cap: cap)) == race)
  }

  @Test func capsAndMarginsAreToldApart() {
    let races = [
      point(), point(cap: 5), point(cap: 9), point(k: 4), point(p: 0.8),
      point(shares: [0.7, 0.2, 0.1]),
    ].map { oracle.race(of: $0)?.meanVotes ?? 0 }
    #expect(Set(races).count == races.count)
  }

  @Test func survivalStaysWhereTheCapLeavesIt() throws {
    for shares in [nil, [0.5, 0.3, 0.2]] {
      let free = try #require(oracle.survival(of: point(shares: shares), votes: 20))
      let capped = try #require(oracle.survival(of: point(shares: shares, cap: 7), votes: 20))
      #expect(free.count >= 21 && capped.count >= 21)
      for vote in 0...2 { #expect(abs(free[vote] - 1) < 1e-15) }
      for vote in 0...7 { #expect(abs(capped[vote] - free[vote]) < 1e-15) }
      for vote in 7...20 { #expect(capped[vote] == capped[7]) }
      #expect(free[20] < free[7])
      let undecided = oracle.race(of: point(shares: shares, cap: 7))?.undecided
      #expect(capped[20] == undecided)
    }
  }

  @Test func taskOfSeveralSteps() throws {
    let race = try #require(oracle.race(of: point(cap: 9)))
    let task = race.task(subtasks: 5)
    var (correct, decided) = (1.0, 1.0)
    for _ in 0..<5 {
      correct *= 1 - race.wrong - race.undecided
      decided *= 1 - race.undecided
    }
    #expect(abs(task.correct - correct) < 1e-15)
    #expect(abs(task.undecided - (1 - decided)) < 1e-15)
    #expect(abs(task.failure - (1 - correct)) < 1e-15)
  }

  @Test func tailRatioIsThatOfTheSurvival() throws {
    let ratio = try #require(oracle.tailRatio(of: point(p: 0.8, k: 4)))
    let survival = try #require(oracle.survival(of: point(p: 0.8, k: 4), votes: 202))
    #expect(abs(survival[202] / survival[200] / ratio - 1) < 1e-9)
    #expect(oracle.tailRatio(of: point(cap: 9)) == nil)
    #expect(oracle.tailRatio(of: point(shares: [0.6, 0.3, 0.1])) == nil)
  }

  /// A model that is never right has no paper's formula, and a race all the same.
  @Test func aRaceThatIsNeverRightIsKnown() throws {
    let race = try #require(oracle.race(of: point(p: 0)))
    #expect(race.wrong == 1 && race.undecided == 0 && race.varianceVotes == 0)
    let survival = try #require(oracle.survival(of: point(p: 0), votes: 10))
    #expect(survival == [1, 1, 1] + [Double](repeating: 0, count: 8))
  }
}
