import MAKERCore
import RaceTheory
import RandomStreams
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct VotingParityTests {
  private func parity(_ vote: Double, _ single: Double) throws -> VotingParity {
    try VotingParity(voteSuccess: Probability(vote), singleSuccess: Probability(single))
  }

  /// Worked out by hand: odds of a race are the odds of a vote to the power of its margin, and its votes
  /// are k (2 P - 1) / (2 p - 1).
  @Test(arguments: [
    (0.855, 0.95, 2), (0.9, 0.9, 1), (0.6, 0.6, 1), (0.63, 0.7, 2), (0.54, 0.6, 3),
    (0.891, 0.99, 3),
    (0.9, 0.89, 1), (0.4, 0.3, 1),
  ])
  func theLeastMarginAndItsVotes(vote: Double, single: Double, margin: Int) throws {
    let parity = try parity(vote, single)
    #expect(parity.margin == margin)
    var odds = 1.0
    for _ in 0..<margin { odds *= vote / (1 - vote) }
    let success = odds / (1 + odds)
    let votes = margin == 1 ? 1 : Double(margin) * (2 * success - 1) / (2 * vote - 1)
    let found = try #require(parity.success)
    let calls = try #require(parity.votes)
    #expect(abs(found - success) < 1e-12 && abs(calls - votes) < 1e-9)
  }

  @Test func votesNoBetterThanACoinNeverReachABetterCall() throws {
    for vote in [0.5, 0.495, 0.1] {
      let parity = try parity(vote, 0.55)
      #expect(parity.margin == nil && parity.votes == nil && parity.success == nil)
    }
    #expect(throws: MarginError.self) { try parity(0.9, 1) }
    #expect(throws: MarginError.self) { try parity(0.9, 0) }
  }

  /// The margin reaches, and no smaller one does.
  @Test func noSmallerMarginDoesAsWell() throws {
    for seed in 0..<500 {
      var random = WordStream(StreamKey(seed: seed).child(4))
      let vote = Double.random(in: 0.51..<0.9999, using: &random)
      let single = 1 - pow(10, Double.random(in: -12 ..< -0.1, using: &random))
      let parity = try parity(vote, single)
      let margin = try #require(parity.margin, "seed \(seed)")
      let success = try #require(parity.success)
      #expect(success >= parity.singleSuccess.value, "seed \(seed): \(vote) \(single)")
      if margin > 1 {
        let less = try TwoCandidateRace(stepSuccess: Probability(vote), margin: margin - 1)
        #expect(less.correct < single, "seed \(seed): \(vote) \(single) \(margin)")
      }
    }
  }
}
