import Analysis
import LabCommands
import RandomStreams
import Testing

/// Predictions of races from labelled draws.
struct RacePredictionTests {
  /// Draws and races of steps with given success, from streams of their own.
  private static func trial(
    _ successes: [Double], repeats: Int, races: Int, margin: Int, endsWhenWrong: Bool = false,
    key: StreamKey
  ) -> (counts: [StepCounts], observed: ObservedRaces) {
    var stream = WordStream(key)
    let counts = successes.map { success in
      let right = stream.binomial(repeats, success)
      return StepCounts(right: right, wrong: repeats - right)
    }
    let chains = (0..<races).map { _ in
      successes.enumerated().map { step, success in
        var (lead, votes) = (0, 0)
        while abs(lead) < margin {
          votes += 1
          lead += stream.uniform() < success ? 1 : -1
        }
        return ObservedRaces.Race(step: step, isRight: lead > 0, votes: votes)
      }
    }
    return (
      counts, ObservedRaces(margin: margin, chains: chains, endsWhenWrong: endsWhenWrong)
    )
  }

  private static func prediction(
    _ model: StepModel, _ trial: (counts: [StepCounts], observed: ObservedRaces),
    endsWhenWrong: Bool = false, cap: Int? = nil, repetitions: Int = 400
  ) -> RacePrediction {
    RacePrediction(
      StepBeliefs(model, counts: trial.counts), trial.observed, endsWhenWrong: endsWhenWrong,
      cap: cap, repetitions: repetitions, level: 0.95, key: StreamKey(seed: 3))
  }

  /// Closed forms of steps alike: p = .8 and k = 2 give 16/17 right and 2·(16/17 − 1/17)/.6 votes.
  @Test func stepsAlikeAreExact() throws {
    let counts = Array(repeating: StepCounts(right: 8, wrong: 2, flagged: 1), count: 5)
    let race = ObservedRaces.Race(step: 0, isRight: true, votes: 2)
    let observed = ObservedRaces(
      margin: 2, chains: [(0..<5).map { .init(step: $0, isRight: true, votes: race.votes) }],
      endsWhenWrong: false)
    let found = Self.prediction(.alike, (counts, observed)).comparisons
    let right = 16.0 / 17
    #expect(found.map(\.quantity) == PredictedQuantity.allCases)
    #expect(abs(found[0].expected - right) < 1e-12)
    #expect(abs(found[1].expected - 2 * (15.0 / 17) / 0.6) < 1e-12)
    #expect(abs(found[2].expected - right * right * right * right * right) < 1e-12)
    #expect(found[0].observed == 1 && found[1].observed == 2 && found[2].observed == 1)
  }

  /// A cap of two votes at k = 2: right with p², two votes; what is undecided is not right.
  @Test func aCapIsExpectedToo() throws {
    let counts = Array(repeating: StepCounts(right: 80, wrong: 20), count: 5)
    let observed = ObservedRaces(
      margin: 2, chains: [(0..<5).map { .init(step: $0, isRight: true, votes: 2) }],
      endsWhenWrong: false)
    let alike = Self.prediction(.alike, (counts, observed), cap: 2).comparisons
    #expect(abs(alike[0].expected - 0.64) < 1e-12 && abs(alike[1].expected - 2) < 1e-12)
    let sure = [StepCounts(right: 9, wrong: 0)]
    let one = ObservedRaces(
      margin: 2, chains: [[.init(step: 0, isRight: true, votes: 2)]], endsWhenWrong: false)
    #expect(Self.prediction(.alike, (sure, one), cap: 9).comparisons[0].expected == 1)
    // Of steps that differ the mean of the repetitions is told, to 5 standard errors of at most 0.04.
    let mixed = (0..<5).map { StepCounts(right: 80 - 15 * $0, wrong: 20 + 15 * $0) }
    let own = Self.prediction(.own, (mixed, observed), cap: 2, repetitions: 1000).comparisons
    let expected = mixed.reduce(0) { $0 + Double($1.right * $1.right) / 1e4 / 5 }
    #expect(abs(own[0].expected - expected) < 0.05, "\(own[0].expected) for \(expected)")
    #expect(abs(own[1].expected - 2) < 1e-12)
  }

  /// With one vote a race, what is expected of each step is the mean of its law: the Beta law that the
  /// calibration found, with the step's own draws added.
  @Test func ownStepsExpectTheirOwnMeans() throws {
    let counts = [
      StepCounts(right: 10, wrong: 0), StepCounts(right: 9, wrong: 1),
      StepCounts(right: 2, wrong: 8), StepCounts(right: 10, wrong: 0),
    ]
    let estimate = CalibrationEstimate(LabelledDraws(counts), model: .beta, level: 0.95)
    let (p, rho) = (
      try #require(estimate.success.estimate), try #require(estimate.correlation.estimate)
    )
    let sum = 1 / rho - 1
    let races = StepBeliefs(.own, counts: counts).races(margin: 1)
    for (step, race) in zip(counts, races) {
      let mean = (p * sum + Double(step.right)) / (sum + 10)
      #expect(abs(1 - race.wrong - mean) < 1e-9, "\(step)")
      #expect(race.votes == 1)
    }
    let unequal = StepBeliefs(.unequal, counts: counts).races(margin: 1)
    #expect(unequal.allSatisfy { abs(1 - $0.wrong - p) < 1e-9 })
  }

  /// What repetitions come to on average is what the exact law expects.
  ///
  /// Null: equal; 4,000 repetitions, 5 standard errors of the mean, false alarm 6e-7 a number.
  @Test(arguments: [StepModel.unequal, .own], [1, 2, 4])
  func repetitionsScatterAboutTheExactLaw(model: StepModel, margin: Int) {
    let counts = (0..<12).map { StepCounts(right: 4 + $0 % 5, wrong: 4 - $0 % 5) }
    let beliefs = StepBeliefs(model, counts: counts)
    let races = beliefs.races(margin: margin)
    var (sum, squares) = (0.0, 0.0)
    let repetitions = 4000
    for repetition in 0..<repetitions {
      var stream = WordStream(StreamKey(seed: 11).child(repetition))
      let wrong = beliefs.successes(&stream).reduce(0.0) { sum, success in
        var lead = 0
        while abs(lead) < margin { lead += stream.uniform() < success ? 1 : -1 }
        return sum + (lead < 0 ? 1 : 0)
      }
      sum += wrong
      squares += wrong * wrong
    }
    let mean = sum / Double(repetitions)
    let error = ((squares / Double(repetitions) - mean * mean) / Double(repetitions)).squareRoot()
    let expected = races.reduce(0) { $0 + $1.wrong }
    let z = (mean - expected) / error
    #expect(abs(z) < 5, "\(model) k=\(margin): \(mean), expected \(expected), z \(z), seed 11")
  }

  /// A true model is rejected about as often as its level says, and not more.
  ///
  /// Null: p-values of own steps are at most .05 in at most 5 % of cases; 100 calibrations of unequal
  /// steps from the Beta law of the model, three quantities each, so at most 15 expected; more than
  /// 30 has probability 2e-4 if the numbers were independent.
  @Test func trueModelsAreKept() {
    var rejected = 0
    for number in 0..<100 {
      let key = StreamKey(seed: 5).child(number)
      var stream = WordStream(key.child(1))
      let successes = (0..<20).map { _ in stream.beta(4, 1).value }
      let trial = Self.trial(successes, repeats: 8, races: 3, margin: 2, key: key.child(2))
      let found = Self.prediction(.own, trial, repetitions: 200)
      rejected += found.comparisons.count { $0.pValue <= 0.05 }
    }
    #expect(rejected <= 30, "\(rejected) of 300 at .05, seed 5")
  }

  /// Steps of which some are always wrong are no steps alike: independent errors promise too much.
  @Test func stepsAlikeAreRefutedByHardSteps() throws {
    let successes = (0..<40).map { $0 % 4 == 0 ? 0.05 : 0.97 }
    let trial = Self.trial(successes, repeats: 10, races: 5, margin: 4, key: StreamKey(seed: 8))
    let alike = Self.prediction(.alike, trial).comparisons
    let own = Self.prediction(.own, trial).comparisons
    #expect(alike[0].expected > 0.95 && alike[0].observed < 0.8)
    #expect(alike[0].pValue < 0.01)
    #expect(own[0].pValue > 0.01 && own[1].pValue > 0.01 && own[2].pValue > 0.01)
  }

  /// A run ends with its first wrong race; what comes after is of another state.
  @Test func chainsEndWhereTheyGoWrong() {
    let race = { ObservedRaces.Race(step: $0, isRight: $1, votes: 3) }
    let chains = [
      [race(0, true), race(1, false), race(2, true)],
      [race(0, true), race(1, true), race(2, true)],
    ]
    let ended = ObservedRaces(margin: 3, chains: chains, endsWhenWrong: true).totals
    #expect(ended.races == 5 && ended.right == 4 && ended.votes == 15)
    #expect(ended.chains == 2 && ended.solved == 1)
    let all = ObservedRaces(margin: 3, chains: chains, endsWhenWrong: false).totals
    #expect(all.races == 6 && all.right == 5 && all.solved == 1 && all.squares == 54)
  }
}
