import MAKERCore
import NoisyChannels
import RandomStreams
import Statistics
import Testing

@Suite struct IndependentErrorsTests {
  /// Counts of votes and flags against the stated shares; false alarm 1e-6 a check.
  @Test(
    arguments: [[0.9, 0.1], [0.6, 0.2, 0.2], [0.45, 0.2, 0.2, 0.1, 0.05]], [1.0, 0.96, 0.3])
  func drawsFollowTheShares(shares: [Double], validRate: Double) throws {
    let model = IndependentErrors(shares: try CandidateShares(shares), validRate: validRate)
    #expect(model.candidates == shares.count)
    let draws = 200_000
    var counts = [Int](repeating: 0, count: shares.count + 1)
    for step in 0..<200 {
      let key = StreamKey(seed: 3).child(step)
      for draw in 0..<draws / 200 {
        switch model.outcome(step: step, temperature: 0.1, stream: key, draw: draw) {
        case .vote(let candidate): counts[candidate] += 1
        case .flagged: counts[shares.count] += 1
        }
      }
    }
    for (share, count) in zip(shares.map { $0 * validRate } + [1 - validRate], counts) {
      let p = BinomialTest.pValue(
        successes: count, trials: draws, probability: share, complement: 1 - share)
      #expect(p > 1e-6, "\(shares) v \(validRate): \(counts)")
    }
  }

  @Test func allValidNeverFlagsAndTheGreatestWordIsAVote() throws {
    let law = OutcomeLaw(shares: try CandidateShares([0.9, 0.1]), validRate: 1)
    #expect(law.outcome(.max) == .vote(candidate: 1))
    #expect(law.outcome(0) == .vote(candidate: 0))
  }
}
