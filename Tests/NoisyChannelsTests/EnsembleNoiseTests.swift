import MAKERCore
import NoisyChannels
import RandomStreams
import Statistics
import Testing

@Suite struct EnsembleNoiseTests {
  /// Two-sided 5 sigma: the false alarm of every check of chance here.
  static let falseAlarm = 5.7e-7

  static func member(
    _ error: StepPopulation.ErrorLaw, flags: Double = 0, _ wrong: [Double] = [1]
  ) -> ModelEnsemble.Member { .init(flagRate: flags, error: error, wrongShares: wrong) }

  /// Null: draw n is by member n modulo 3, each with its own errors, flags and wrong answers; n =
  /// 30,000 steps, exact binomial tests.
  @Test func membersTakeTurns() throws {
    let ensemble = try ModelEnsemble(members: [
      Self.member(.constant(0.1)), Self.member(.constant(0.5), flags: 0.2, [0, 1]),
      Self.member(.beta(alpha: 1, beta: 3), flags: 0.4),
    ])
    let noise = EnsembleNoise(ensemble)
    #expect(noise.members == 3 && noise.candidates == 3 && noise.commonLaw == nil)
    let steps = 30_000
    var counts = [[Int]](repeating: [0, 0, 0, 0], count: 6)
    for step in 0..<steps {
      let key = StreamKey(seed: 41).child(step)
      let draws = noise.draws(step: step, temperature: .constant(0.1), stream: key)
      for draw in 0..<6 {
        switch draws.outcome(draw, key: key) {
        case .vote(let candidate): counts[draw][candidate] += 1
        case .flagged: counts[draw][3] += 1
        }
      }
    }
    let expected = [[0.9, 0.1, 0, 0], [0.4, 0, 0.4, 0.2], [0.45, 0.15, 0, 0.4]]
    for (draw, counts) in counts.enumerated() {
      for (count, share) in zip(counts, expected[draw % 3]) {
        let p = BinomialTest.pValue(
          successes: count, trials: steps, probability: share, complement: 1 - share)
        #expect(p > Self.falseAlarm, "draw \(draw): \(counts)")
      }
    }
  }

  /// Null: the first votes of two members are both wrong with c·E[q²] + (1 − c)·E[q]²; n = 40,000.
  @Test(arguments: [0, 0.3, 1]) func commonStepsAreHardForAll(common: Double) throws {
    let law = StepPopulation.ErrorLaw.beta(alpha: 0.5, beta: 1.5)
    let noise = EnsembleNoise(
      try ModelEnsemble(members: [Self.member(law), Self.member(law)], common: common))
    let steps = 40_000
    var wrong = [0, 0, 0]
    for step in 0..<steps {
      let key = StreamKey(seed: 42).child(step)
      let votes = (0..<2).map {
        noise.outcome(step: step, temperature: 0.1, stream: key, draw: $0) == .vote(candidate: 1)
      }
      if votes[0] { wrong[0] += 1 }
      if votes[1] { wrong[1] += 1 }
      if votes[0], votes[1] { wrong[2] += 1 }
    }
    let square = 0.5 * 1.5 / (2 * 3)
    for (count, share) in zip(wrong, [0.25, 0.25, common * square + (1 - common) * 0.0625]) {
      let p = BinomialTest.pValue(
        successes: count, trials: steps, probability: share, complement: 1 - share)
      #expect(p > Self.falseAlarm, "common \(common): \(wrong) of \(steps), expected \(share)")
    }
  }

  /// A first draw at τ = 0 is the first member's.
  @Test func theFirstMemberIsAskedFirst() throws {
    let noise = EnsembleNoise(
      try ModelEnsemble(members: [
        Self.member(.constant(0.7)), Self.member(.constant(0.1)),
      ]), isGreedy: true)
    for step in 0..<100 {
      let key = StreamKey(seed: 43).child(step)
      let draws = noise.draws(step: step, temperature: .greedyFirst, stream: key)
      #expect(draws.outcome(0, key: key) == .vote(candidate: 1))
      #expect(
        draws.outcome(1, key: key)
          == noise.outcome(step: step, temperature: 0.1, stream: key, draw: 1))
    }
  }
}
