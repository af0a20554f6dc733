import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Tasks
import Testing

@Suite struct CalibrationSamplerTests {
  /// Null: a draw is wrong with the channel's error rate, at any size.
  ///
  /// n = 4,000 a size, false alarm 5.7e-7 each.
  @Test(arguments: [1, 10, 20, 30])
  func errorsAreThoseOfTheChannel(disks: Int) throws {
    let error = 0.3583
    let sampler = CalibrationSampler(
      disks: disks, shares: CandidateShares(stepSuccess: try Probability(1 - error)),
      root: StreamKey(seed: 3).child(disks))
    let n = 4000
    let tally = sampler.sample(0..<n)
    #expect(tally.races == n && tally.votes == n && tally.draws == n && tally.trials == n)
    #expect(tally.trialsUndecided == 0)
    let z =
      (Double(tally.racesWrong) - Double(n) * error)
      / (Double(n) * error * (1 - error)).squareRoot()
    #expect(abs(z) < 5, "\(tally.racesWrong) wrong, z \(z)")
    #expect(sampler.sample(0..<90) + sampler.sample(90..<200) == sampler.sample(0..<200))
  }

  /// Null: every step is chosen alike.
  ///
  /// n = 32,000 over 31 steps; the chi-square statistic of 30 degrees is above 87 with 1.6e-7.
  @Test func stepsAreChosenEvenly() throws {
    let sampler = CalibrationSampler(
      disks: 5, shares: CandidateShares(stepSuccess: try Probability(0.5)),
      root: StreamKey(seed: 4))
    var counts = [Int](repeating: 0, count: 31)
    for trial in 0..<32_000 { counts[sampler.step(ofTrial: trial)] += 1 }
    let expected = 32_000.0 / 31
    let statistic = counts.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(statistic < 87, "\(counts)")
  }

  /// The lengths are those of the draws that are counted, and long replies are wrong more often.
  @Test func lengthsAreOfTheSameDraws() throws {
    let law = try LongReplyLaw(ramblingShare: 0.3, longFault: 0.5)
    let sampler = CalibrationSampler(disks: 20, law: law, root: StreamKey(seed: 5))
    let tally = sampler.sample(0..<3000)
    let counts = sampler.lengths(0..<3000)
    #expect(counts.all.reduce(0, +) == 3000)
    #expect(counts.wrong.reduce(0, +) == tally.racesWrong + tally.racesUndecided)
    #expect(zip(counts.all, counts.wrong).allSatisfy { $0 >= $1 })
    // All that the channel cut, at 2048 tokens, has no answer.
    #expect(counts.all.count == 41)
    #expect(tally.racesUndecided > 0)
    let short = (counts.all[..<14].reduce(0, +), counts.wrong[..<14].reduce(0, +))
    let long = (counts.all[18..<40].reduce(0, +), counts.wrong[18..<40].reduce(0, +))
    #expect(long.1 * short.0 > 50 * short.1 * long.0, "\(short), \(long)")
    var parts = sampler.lengths(0..<1000)
    parts += sampler.lengths(1000..<3000)
    #expect(parts == counts)
  }

  @Test func binsBeginAtOneToken() {
    var counts = LengthCounts(binWidth: 50)
    for tokens in [1, 50, 51, 100, 101] { counts.add(tokens: tokens, isWrong: tokens == 51) }
    #expect(counts.all == [2, 2, 1] && counts.wrong == [0, 1, 0])
  }
}
