import ExperimentDesign
import MAKERCore
import NoisyChannels
import Simulation
import Testing

@Suite struct TiltedSamplerTests {
  static func point(
    shares: [Double] = [0.9, 0.1], population: StepPopulation? = nil, k: Int = 6, cap: Int? = nil,
    unit: TrialUnit = .race
  ) -> PlannedPoint {
    var point = SamplerTests.point(.vote, unit: unit, shares: shares, v: 0.9, k: k, cap: cap).point
    point.isTilted = true
    point.model = population.map { SimulatedModel(name: "steps", population: $0) }
    return PlannedPoint(point: point, stop: .trials(100))
  }

  static func beta() throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.8, flagRate: 0, error: .beta(alpha: 0.95, beta: 18.05)),
        .init(share: 0.2, flagRate: 0.1, error: .constant(0.2)),
      ], wrongShares: [0.7, 0.3])
  }

  /// Any split of a range gives the same counts and weights.
  @Test func rangesAdd() throws {
    let points = [
      Self.point(), Self.point(k: 8, cap: 10), Self.point(shares: [0.8, 0.1, 0.1], cap: 20),
      Self.point(population: try Self.beta()),
    ]
    for planned in points {
      let sampler = try Samplers.make(for: planned, seed: 4)
      let whole = sampler.sample(0..<600)
      var parts = Tally()
      for start in stride(from: 0, to: 600, by: 37) {
        parts += sampler.sample(start..<min(600, start + 37))
      }
      #expect(whole == parts, "\(planned.point.setting)")
      #expect(try whole == Samplers.make(for: planned, seed: 4).sample(0..<600))
      #expect(try whole != Samplers.make(for: planned, seed: 5).sample(0..<600))
      #expect(whole.trials == 600 && whole.racesWrong > 100 && (whole.weights ?? 0) > 0)
    }
  }

  /// At the wrong barrier all ratios are ((1 − p)/p)^k, capped or not: hits times the unit.
  @Test(arguments: [nil, 8, 12])
  func twoCandidatesHaveOneWeight(cap: Int?) throws {
    let planned = Self.point(cap: cap)
    let tally = try Samplers.make(for: planned, seed: 4).sample(0..<2000)
    #expect(tally.racesWrong > 1000)
    #expect(tally.weights == tally.racesWrong << 30 && tally.weightsSquared == tally.weights)
    #expect(tally.hasConstantWeights)
    #expect((cap == nil) == (tally.racesUndecided == 0))
  }

  /// A third candidate that nobody votes for changes nothing.
  @Test func anEmptyCandidateChangesNothing() throws {
    let pair = try Samplers.make(for: Self.point(k: 5), seed: 4)
    let three = try Samplers.make(for: Self.point(shares: [0.9, 0.1, 0], k: 5), seed: 4)
    let (a, b) = (pair.sample(0..<3000), three.sample(0..<3000))
    #expect(b.hasConstantWeights)
    // Other streams, for the shares are part of the id: a loss of 1.7e-5 of the races is not seen.
    #expect(a.racesWrong == 3000 && b.racesWrong == 3000)
  }

  /// The sum of squares is that of the weights, as far as their steps go.
  @Test func squaresBelongToTheWeights() throws {
    let sampler = try Samplers.make(for: Self.point(population: try Self.beta()), seed: 6)
    var sum = 0.0
    for trial in 0..<300 {
      let one = sampler.sample(trial..<trial + 1)
      let weight = try #require(one.weightSum)
      #expect(weight >= 0 && weight <= 1)
      #expect(abs(try #require(one.weightSquares) - weight * weight) < 0x1p-30)
      sum += weight * weight
    }
    let whole = sampler.sample(0..<300)
    #expect(abs(try #require(whole.weightSquares) - sum) < 300 * 0x1p-30)
  }

  @Test func whatIsNoTiltedRaceIsRefusedInOneLine() throws {
    var histogram = Self.point().point
    histogram.listedVotes = 9
    var rule = Self.point().point
    rule.rule = .firstTo
    var greedy = Self.point().point
    greedy.temperature = .greedyFirst
    let points = [
      Self.point(unit: .task).point, Self.point(cap: 3).point, Self.point(shares: [1, 0]).point,
      histogram, rule, greedy,
    ]
    for point in points {
      let planned = PlannedPoint(point: point, stop: .trials(10))
      let error = #expect(throws: SamplerError.self) { try Samplers.make(for: planned, seed: 1) }
      let text = error?.description ?? "\n"
      #expect(!text.contains("\n") && text.hasPrefix(point.setting), "\(text)")
    }
    #expect(throws: SamplerError.self) {
      try RaceTrace.replay(Self.point(), seed: 1, trial: 0, steps: 0..<1)
    }
  }
}
