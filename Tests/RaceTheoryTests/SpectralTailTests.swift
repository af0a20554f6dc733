import MAKERCore
import RaceTheory
import Testing

@Suite struct SpectralTailTests {
  /// Against the walk followed vote by vote.
  @Test(arguments: [
    (0.5, 10), (0.5, 31), (0.51, 50), (0.51, 101), (0.6, 20), (0.45, 30), (0.55, 80),
  ])
  func agreesWithTheWalk(p: Double, k: Int) throws {
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
    let law = try RaceLaw(of: race)
    let tail = try #require(SpectralTail(of: race))
    for share in [0.5, 0.9, 0.99, 0.999] {
      let votes = try #require(law.quantile(share))
      #expect(tail.quantile(share) == votes, "share \(share)")
      #expect(abs(tail.survival(after: votes) - law.survival[votes]) < 1e-9)
      #expect(tail.survival(after: votes + 1) == tail.survival(after: votes))
    }
  }

  @Test func leavesWhatItCannotSum() throws {
    for (p, k, m) in [(0.9, 100, 1), (1, 3, 1), (0.9, 1, 1), (0.9, 3, 2)] {
      let race = try TwoCandidateRace(
        stepSuccess: Probability(p), margin: k, stepsPerSubtask: m)
      #expect(SpectralTail(of: race) == nil)
    }
  }
}
