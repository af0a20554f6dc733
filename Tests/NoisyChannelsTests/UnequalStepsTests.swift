import MAKERCore
import NoisyChannels
import RandomStreams
import Statistics
import Testing

@Suite struct UnequalStepsTests {
  /// Two-sided 5 sigma: the false alarm of every check of chance here.
  static let falseAlarm = 5.7e-7

  static func population(
    _ outliers: [StepPopulation.Outlier] = [], wrongShares: [Double] = [1]
  ) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.6, flagRate: 0, error: .constant(0.05)),
        .init(share: 0.3, flagRate: 0.25, error: .beta(alpha: 0.5, beta: 2)),
        .init(share: 0.1, flagRate: 0.5, error: .beta(alpha: 3, beta: 1)),
      ], wrongShares: wrongShares, outliers: outliers)
  }

  /// What the first two draws of a step were; a class and an error rate hold for both.
  ///
  /// Null: pairs are multinomial with the moments of the population; n = 60,000 steps.
  @Test func twoDrawsOfAStepShareItsClassAndError() throws {
    let population = try Self.population()
    let noise = UnequalSteps(population)
    let steps = 60_000
    var counts = [Int](repeating: 0, count: 9)
    for step in 0..<steps {
      let key = StreamKey(seed: 11).child(step)
      func kind(_ draw: Int) -> Int {
        switch noise.outcome(step: step, temperature: 0.1, stream: key, draw: draw) {
        case .vote(candidate: 0): 0
        case .vote: 1
        case .flagged: 2
        }
      }
      counts[3 * kind(0) + kind(1)] += 1
    }
    var expected = [Double](repeating: 0, count: 9)
    for step in population.classes {
      let (mean, square): (Double, Double) =
        switch step.error {
        case .constant, .drift: (step.error.mean, step.error.mean * step.error.mean)
        case .beta(let a, let b):
          (a / (a + b), a * (a + 1) / ((a + b) * (a + b + 1)))
        }
      let (f, v) = (step.flagRate, 1 - step.flagRate)
      let pairs = [
        v * v * (1 - 2 * mean + square), v * v * (mean - square), v * f * (1 - mean),
        v * v * (mean - square), v * v * square, v * f * mean,
        v * f * (1 - mean), v * f * mean, f * f,
      ]
      for (index, pair) in pairs.enumerated() { expected[index] += step.share * pair }
    }
    let test = try #require(ChiSquareTest(counts: counts, probabilities: expected))
    #expect(test.pValue > Self.falseAlarm, "n \(steps), \(counts), chi-square \(test.statistic)")
    // Can fail: the same means without heterogeneity are rejected.
    let (error, flags) = (population.meanErrorRate, population.meanFlagRate)
    let one = [(1 - flags) * (1 - error), (1 - flags) * error, flags]
    let alike = one.flatMap { first in one.map { first * $0 } }
    let other = try #require(ChiSquareTest(counts: counts, probabilities: alike))
    #expect(other.pValue < Self.falseAlarm)
  }

  /// Null: each class as often as its share; n = 60,000 steps, told apart by their valid rates.
  @Test func classesComeByTheirShares() throws {
    let population = try Self.population()
    let noise = UnequalSteps(population)
    let valid = population.classes.map { Bernoulli.limit(1 - $0.flagRate) }
    var counts = [0, 0, 0]
    for step in 0..<60_000 {
      let law = noise.law(step: step, temperature: 0.1, stream: StreamKey(seed: 12).child(step))
      guard case .twoCandidates(_, let limit) = law.reading,
        let place = valid.firstIndex(of: limit)
      else {
        Issue.record("step \(step) is of no class")
        continue
      }
      counts[place] += 1
    }
    let test = try #require(
      ChiSquareTest(counts: counts, probabilities: population.classes.map(\.share)))
    #expect(test.pValue > Self.falseAlarm, "\(counts), chi-square \(test.statistic)")
  }

  /// Null: flags and votes of an outlier are its own, those of its neighbours the population's; n =
  /// 40,000 draws each, exact binomial tests.
  @Test func anOutlierIsItsOwnStepAndNoOther() throws {
    let outliers = [
      StepPopulation.Outlier(step: 7, flagRate: 0.2, shares: [0.3, 0.4, 0.2, 0.1]),
      StepPopulation.Outlier(step: 9, flagRate: 0, shares: [0, 1]),
    ]
    let noise = UnequalSteps(try Self.population(outliers))
    #expect(noise.candidates == 4 && noise.commonLaw == nil)
    let draws = 40_000
    for (step, shares) in [
      (7, [0.24, 0.32, 0.16, 0.08, 0.2]), (9, [0, 1, 0, 0, 0]), (8, nil), (6, nil), (10, nil),
    ] {
      var counts = [0, 0, 0, 0, 0]
      for trial in 0..<draws {
        let key = StreamKey(seed: 13).child(trial).child(step)
        switch noise.outcome(step: step, temperature: 0.1, stream: key, draw: 0) {
        case .vote(let candidate): counts[candidate] += 1
        case .flagged: counts[4] += 1
        }
      }
      // 0.6·0 + 0.3·0.25 + 0.1·0.5 flagged; of the valid 0.05, 0.2 and 0.75 wrong.
      let wrong = 0.6 * 0.05 + 0.3 * 0.75 * 0.2 + 0.1 * 0.5 * 0.75
      let expected = shares ?? [1 - 0.125 - wrong, wrong, 0, 0, 0.125]
      for (count, share) in zip(counts, expected) {
        let p = BinomialTest.pValue(
          successes: count, trials: draws, probability: share, complement: 1 - share)
        #expect(p > Self.falseAlarm, "step \(step): \(counts) against \(expected)")
      }
    }
  }

  /// Null: right votes, and each class's wrong ones, spread by their own shares; n = 40,000 draws,
  /// exact binomial tests.
  @Test func votesSpreadByTheirShares() throws {
    let population = try StepPopulation(
      classes: [
        .init(share: 0.5, flagRate: 0, error: .constant(0.2)),
        .init(share: 0.5, flagRate: 0.2, error: .constant(0.6), wrongShares: [0, 1]),
      ], rightShares: [0.75, 0.25], wrongShares: [0.5, 0.5])
    let noise = UnequalSteps(population)
    #expect(noise.candidates == 4 && noise.rightCandidates == 2)
    #expect((0..<4).map { noise.isRight($0) } == [true, true, false, false])
    var counts = [Int](repeating: 0, count: 5)
    let draws = 40_000
    for trial in 0..<draws {
      let key = StreamKey(seed: 15).child(trial)
      switch noise.outcome(step: 0, temperature: 0.1, stream: key, draw: 0) {
      case .vote(let candidate): counts[candidate] += 1
      case .flagged: counts[4] += 1
      }
    }
    let right = 0.5 * 0.8 + 0.5 * 0.8 * 0.4
    let expected = [right * 0.75, right * 0.25, 0.05, 0.05 + 0.5 * 0.8 * 0.6, 0.1]
    for (count, share) in zip(counts, expected) {
      let p = BinomialTest.pValue(
        successes: count, trials: draws, probability: share, complement: 1 - share)
      #expect(p > Self.falseAlarm, "\(counts) against \(expected)")
    }
  }

  /// Null: a drifting step errs by its place in the task; n = 20,000 draws a step.
  @Test func errorsDriftOverTheTask() throws {
    let population = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0, error: .drift(first: 0.1, last: 0.5))
    ])
    let noise = UnequalSteps(population, steps: 5)
    #expect(noise.commonLaw == nil)
    for (step, rate) in [(0, 0.1), (1, 0.2), (4, 0.5)] {
      var wrong = 0
      for trial in 0..<20_000 {
        let key = StreamKey(seed: 16).child(trial).child(step)
        let outcome = noise.outcome(step: step, temperature: 0.1, stream: key, draw: 0)
        wrong += outcome == .vote(candidate: 1) ? 1 : 0
      }
      let p = BinomialTest.pValue(
        successes: wrong, trials: 20_000, probability: rate, complement: 1 - rate)
      #expect(p > Self.falseAlarm, "step \(step): \(wrong)")
    }
  }

  /// Temperature and trial say nothing beyond the stream.
  @Test func aStepIsAFunctionOfItsStream() throws {
    let noise = UnequalSteps(try Self.population(wrongShares: [0.5, 0.3, 0.2]))
    for step in 0..<500 {
      let key = StreamKey(seed: 14).child(step)
      for draw in 0..<6 {
        let first = noise.outcome(step: step, temperature: 0, stream: key, draw: draw)
        let again = noise.outcome(step: step + 1, temperature: 1, stream: key, draw: draw)
        #expect(first == again, "step \(step), draw \(draw)")
      }
    }
  }
}
