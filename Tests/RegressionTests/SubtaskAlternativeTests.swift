import Foundation
import MAKERCore
import RaceTheory
import Testing

/// Subtasks of which each step has a wrong answer of its own, by the exact race between all answers.
///
/// Equation 12 has one alternative whatever m is.  With m of them a subtask fails m times as often, so
/// that the task fails as often as one step at a time.
@Suite struct SubtaskAlternativeTests {
  /// The right answer and every way to be wrong, as products over the steps.
  private func shares(_ p: Double, m: Int) throws -> CandidateShares {
    var shares = [1.0]
    for _ in 0..<m { shares = shares.map { $0 * p } + shares.map { $0 * (1 - p) } }
    return try CandidateShares(shares)
  }

  @Test(arguments: [(0.99, 2, 2), (0.99, 3, 2), (0.995, 4, 2), (0.99, 2, 3), (0.995, 3, 3)])
  func aTaskFailsAsOneStepAtATime(p: Double, m: Int, k: Int) throws {
    let law = try RaceLaw(shares: shares(p, m: m), margin: k)
    let single = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
    let one = try TwoCandidateRace(stepSuccess: Probability(p), margin: k, stepsPerSubtask: m)
    #expect(one.wrong == single.wrong, "equation 12")
    let times = law.wrong / single.wrong
    #expect(abs(times / Double(m) - 1) < 0.1, "m \(m): \(times)")
    let steps = 12_000
    let voted = try VotedTask(
      wrong: law.wrong, meanVotes: law.meanVotes, steps: steps, stepsPerSubtask: m)
    let separate = try VotedTask(race: single, steps: steps)
    let ratio = log(voted.reliability.correct) / log(separate.reliability.correct)
    #expect(abs(ratio - 1) < 0.1, "m \(m): \(ratio)")
    #expect(voted.expectedCalls * Double(m) > separate.expectedCalls)
  }
}
