import MAKERCore
import NoisyChannels
import RandomStreams
import Statistics
import Testing

/// What a draw at τ = 0 is, for every noise model.
@Suite struct GreedyDrawTests {
  /// Two-sided 5 sigma: the false alarm of every check of chance here.
  static let falseAlarm = 5.7e-7

  static func population(_ rights: [Double] = [1]) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.6, flagRate: 0.25, error: .beta(alpha: 1, beta: 2)),
        .init(share: 0.4, flagRate: 0, error: .constant(0.4), wrongShares: [0.25, 0.75]),
      ], rightShares: rights,
      outliers: [.init(step: 7, flagRate: 0, shares: [0.2, 0.2, 0.3, 0.3])])
  }

  /// At τ = 0 every draw of a step is the same, and a vote is the likeliest of later draws.
  @Test func drawsRepeatTheLikeliestVote() throws {
    for rights in [[1], [0.3, 0.7]] {
      let noise = UnequalSteps(try Self.population(rights), isGreedy: true)
      #expect(noise.commonLaw == nil)
      for step in 0..<40 {
        let key = StreamKey(seed: 31).child(step)
        let first = noise.outcome(step: step, temperature: 0, stream: key, draw: 0)
        for draw in 1..<20 {
          #expect(noise.outcome(step: step, temperature: 0, stream: key, draw: draw) == first)
        }
        guard case .vote(let candidate) = first else { continue }
        var counts = [Int](repeating: 0, count: 4)
        for draw in 0..<4000 {
          let outcome = noise.outcome(step: step, temperature: 0.1, stream: key, draw: draw)
          if case .vote(let voted) = outcome { counts[voted] += 1 }
        }
        // Ties and near ones aside.
        let most = counts.max() ?? 0
        #expect(Double(counts[candidate]) > 0.9 * Double(most), "step \(step): \(counts)")
      }
    }
  }

  /// Null: a step's greedy draw is flagged as often as any, whatever the error rate; n = 30,000.
  @Test func flagsAreDecidedOnceAStep() throws {
    let noise = IndependentErrors(
      shares: try CandidateShares([0.2, 0.5, 0.3]), validRate: 0.7, isGreedy: true)
    var flags = 0
    for step in 0..<30_000 {
      let key = StreamKey(seed: 32).child(step)
      switch noise.outcome(step: step, temperature: 0, stream: key, draw: 0) {
      case .flagged: flags += 1
      case .vote(let candidate): #expect(candidate == 1)
      }
    }
    let p = BinomialTest.pValue(
      successes: flags, trials: 30_000, probability: 0.3, complement: 0.7)
    #expect(p > Self.falseAlarm, "\(flags) flags")
    // A model that is not asked to be greedy does not know temperatures.
    let plain = IndependentErrors(shares: try CandidateShares([0.2, 0.5, 0.3]), validRate: 0.7)
    #expect(plain.commonLaw != nil)
    for step in 0..<50 {
      let key = StreamKey(seed: 33).child(step)
      let outcomes = [0, 0.1].map {
        plain.outcome(step: step, temperature: $0, stream: key, draw: 0)
      }
      #expect(outcomes[0] == outcomes[1])
    }
  }

  /// Only the first draw of a greedy-first step has a law of its own; other policies know one.
  @Test func onlyTheFirstDrawIsGreedy() throws {
    let noise = UnequalSteps(try Self.population(), isGreedy: true)
    for step in 0..<200 {
      let key = StreamKey(seed: 34).child(step)
      let draws = noise.draws(step: step, temperature: .greedyFirst, stream: key)
      for draw in 0..<5 {
        let temperature = draw == 0 ? 0.0 : 0.1
        #expect(
          draws.outcome(draw, key: key)
            == noise.outcome(step: step, temperature: temperature, stream: key, draw: draw))
      }
      let same = noise.draws(step: step, temperature: .constant(0.1), stream: key)
      #expect(
        same.outcome(0, key: key)
          == noise.outcome(step: step, temperature: 0.1, stream: key, draw: 0))
    }
  }
}
