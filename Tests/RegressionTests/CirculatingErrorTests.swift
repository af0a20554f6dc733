import Foundation
import MAKERCore
import Testing

/// Claims about the paper that go round and are wrong: each gives other numbers than ours.
///
/// A fourth, "750 tokens context limit", is in `RedFlagPolicyTests`.
@Suite struct CirculatingErrorTests {
  private let steps = 1_048_575

  /// "k ≥ ln(1/t)/ln(1 − 2q + 2p)" has neither the steps nor a logarithm of odds in it.
  @Test func marginFromTheTargetAlone() throws {
    for (p, margin) in [(0.6429, 29), (0.9978, 3), (0.7658, 15)] {
      let q = try Probability(p).complement
      let claimed = log(1 / 0.95) / log(1 - 2 * q + 2 * p)
      let ours = try MinimumMargin(
        stepSuccess: Probability(p), steps: steps, target: Probability(0.95))
      #expect(claimed < 1, "one vote would do, whatever the task")
      #expect(ours.margin == margin)
      let single = try TwoCandidateRace(stepSuccess: Probability(p), margin: 1)
      #expect(try VotedTask(race: single, steps: steps).reliability.correct < 1e-100)
    }
  }

  /// "P(error) = 1/(1 + ((1 − p)/p)^k)" is what equation 9 gives the right answer.
  @Test func errorAndSuccessExchanged() throws {
    for (p, k) in [(0.6, 1), (0.6, 4), (0.9978, 3)] {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
      let claimed = 1 / (1 + pow(try Probability(p).complement / p, Double(k)))
      #expect(abs(claimed - race.correct) < 1e-15)
      #expect(race.wrong < 0.5 && claimed > 0.5, "more votes would make it worse")
    }
  }

  /// "99.8 % valid votes" takes p for v: of 3,251,372 samples of the run 3,147,188 were valid.
  @Test func validRateTakenForAccuracy() throws {
    // Undecided steps after each round, both published for first-to-ahead-by-3; a step takes one
    // sample or vote a round while it is undecided, and the first rounds leave all undecided.
    let sampling = [
      1_048_575, 1_048_575, 1_048_575, 81959, 18461, 3807, 973, 288, 100, 31, 14, 5, 2, 2, 2, 1, 1,
      1,
    ]
    let voting =
      [1_048_575, 1_048_575, 1_048_575, 710, 710, 17, 13, 2, 2] + Array(repeating: 1, count: 9)
    let samples = sampling.reduce(0, +)
    let votes = voting.reduce(0, +)
    #expect(samples == 3_251_372 && votes == 3_147_188)
    let validRate = Double(votes) / Double(samples)
    #expect(abs(validRate - 0.96796) < 5e-6)
    let race = try TwoCandidateRace(stepSuccess: Probability(1 - 2.2575e-4), margin: 3)
    func expected(_ v: Double) throws -> Double {
      try CostEquations(race: race, steps: steps, validRate: v).approximateTask
    }
    #expect(abs(try expected(validRate) - Double(samples)) < 100)
    #expect(abs(try expected(0.998) - Double(samples)) > 90_000)
  }
}
