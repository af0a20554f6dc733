import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Testing

/// Fidelity `vote` under every kind of noise against its exact law.
@Suite struct NoiseAgreementTests {
  struct Case: Sendable {
    var name: String
    var model: SimulatedModel
    var margin: Int
    var rule = RaceRule.Kind.firstToAheadBy
    var steps = 1
    var cap: Int?
    var temperature = TemperatureChoice.constant
    var trials: Int

    var text: String {
      "seed \(Setting.seed), \(name) \(rule.rawValue) k \(margin) s \(steps) cap \(cap ?? 0) "
        + "\(temperature.rawValue) n \(trials)"
    }

    func sampled() throws -> Tally {
      let point = DesignPoint(
        experiment: "agreement/noise", fidelity: .vote, unit: steps == 1 ? .race : .task,
        shares: model.shares, validRate: model.validRate, steps: steps, disks: nil, target: nil,
        margin: margin, marginChoice: .fixed(margin), minimumMargin: nil, cap: cap,
        listedVotes: nil, rule: rule, model: model, temperature: temperature)
      let planned = PlannedPoint(point: point, stop: .trials(trials))
      return try Samplers.make(for: planned, seed: Setting.seed).sample(0..<trials)
    }

    /// Everything that a tally says for or against laws of the steps of a task, each so many times.
    func checks(_ tally: Tally, _ steps: [(count: Double, step: StepLaw)]) -> [AgreementCheck] {
      let n = Double(trials)
      func sum(_ value: (StepLaw) -> Double) -> Double {
        steps.reduce(0) { $0 + $1.count * value($1.step) } * n
      }
      return [
        AgreementCheck.sum(
          "wrong steps", of: n, observed: tally.racesWrong, mean: sum(\.wrong),
          variance: sum { $0.wrong * (1 - $0.wrong) }),
        .sum(
          "undecided steps", of: n, observed: tally.racesUndecided, mean: sum(\.undecided),
          variance: sum { $0.undecided * (1 - $0.undecided) }),
        .sum(
          "votes", of: n, observed: tally.votes, mean: sum(\.meanVotes),
          variance: sum(\.varianceVotes)),
        .sum(
          "draws", of: n, observed: tally.draws, mean: sum(\.meanDraws),
          variance: sum(\.varianceDraws)),
      ]
    }

    /// Prints every check and expects it to hold.
    func expectAgreement(_ steps: [(count: Double, step: StepLaw)]) throws {
      let checks = checks(try sampled(), steps)
      print(([text] + checks.map { "  " + $0.line }).joined(separator: "\n"))
      for check in checks {
        #expect(check.holds, "\(text): \(check.line), false alarm 5.7e-7")
      }
    }
  }

  static func beta(_ mean: Double, _ correlation: Double) -> StepPopulation.ErrorLaw {
    let sum = 1 / correlation - 1
    return .beta(alpha: (1 - mean) * sum, beta: mean * sum)
  }

  /// Rows of hetero.csv: mean p, correlation, k, P(step wrong), mean votes.
  @Test(arguments: [
    (0.85, 0.01, 3, 0.00706059695599, 4.266661514), (0.85, 0.2, 5, 0.0534691664682, 8.372624946),
    (0.95, 0.05, 4, 0.00035303512653, 4.508805427), (0.99, 0.1, 2, 0.00156590555084, 2.043634023),
  ])
  func betaStepsFollowTheReference(
    mean: Double, correlation: Double, margin: Int, wrong: Double, votes: Double
  ) throws {
    let population = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0, error: Self.beta(mean, correlation))
    ])
    let law = try PopulationLaw(population, rule: RaceRule(margin: margin)).ordinary
    #expect(abs(law.wrong / wrong - 1) < 1e-11 && abs(law.meanVotes / votes - 1) < 1e-9)
    try Case(
      name: "mean \(mean), rho \(correlation)",
      model: SimulatedModel(name: "m", population: population), margin: margin, trials: 60_000
    ).expectAgreement([(1, law)])
  }

  /// Populations of every kind, and what they are at once.
  static func populations() throws -> [(name: String, population: StepPopulation)] {
    let hard = StepPopulation.StepClass(share: 0.1, flagRate: 0, error: .constant(0.6))
    let easy = StepPopulation.StepClass(share: 0.9, flagRate: 0, error: .constant(0.05))
    let shared = StepPopulation.StepClass(
      share: 0.1, flagRate: 0.3, error: .constant(0.6), wrongShares: [0, 1])
    return [
      ("systematically wrong steps", try StepPopulation(classes: [easy, hard])),
      (
        "hard steps share one wrong answer",
        try StepPopulation(classes: [easy, shared], wrongShares: [0.5, 0.5])
      ),
      (
        "flags go with errors",
        try StepPopulation(classes: [
          .init(share: 0.8, flagRate: 0.02, error: .constant(0.03)),
          .init(share: 0.2, flagRate: 0.6, error: beta(0.7, 0.1)),
        ])
      ),
      (
        "equally good answers",
        try StepPopulation(
          classes: [easy, .init(share: 0.1, flagRate: 0.1, error: beta(0.8, 0.1))],
          rightShares: [0.5, 0.3, 0.2])
      ),
      (
        "a drift",
        try StepPopulation(classes: [
          .init(share: 0.7, flagRate: 0.1, error: .drift(first: 0.02, last: 0.3)), hardShare(0.3),
        ])
      ),
    ]
  }

  private static func hardShare(_ share: Double) -> StepPopulation.StepClass {
    .init(share: share, flagRate: 0, error: beta(0.8, 0.1))
  }

  @Test(arguments: TemperatureChoice.allCases) func populationsFollowTheirLaw(
    temperature: TemperatureChoice
  ) throws {
    for (name, population) in try Self.populations() {
      for (rule, cap, steps) in [
        (RaceRule.Kind.firstToAheadBy, nil, 5), (.firstTo, nil, 5), (.firstToAheadBy, 6, 1),
      ] as [(RaceRule.Kind, Int?, Int)] {
        // Three ways of being right keep a race without a cap open for long.
        let margin = population.rightCandidates > 1 ? 2 : 3
        let law = try PopulationLaw(
          population, rule: RaceRule(margin: margin, kind: rule), cap: cap,
          isGreedyFirst: temperature == .greedyFirst, steps: steps)
        try Case(
          name: name, model: SimulatedModel(name: "m", population: population), margin: margin,
          rule: rule, steps: steps, cap: cap, temperature: temperature,
          trials: 20_000 / steps
        ).expectAgreement(law.places.map { (Double(steps) * $0.share, $0.step) })
      }
    }
  }

  /// Models whose steps are alike, with a first vote that is not.
  @Test func greedyFirstOfAlikeStepsFollowsItsLaw() throws {
    for (shares, v) in [([0.6, 0.4], 0.75), ([0.3, 0.45, 0.25], 1)] as [([Double], Double)] {
      let error = 1 - shares[0]
      let population = try StepPopulation(
        classes: [.init(share: 1, flagRate: 1 - v, error: .constant(error))],
        wrongShares: shares.dropFirst().map { $0 / error })
      let law = try PopulationLaw(population, rule: RaceRule(margin: 3), isGreedyFirst: true)
      try Case(
        name: "shares \(shares), v \(v)", model: SimulatedModel(name: "m", population: population),
        margin: 3, temperature: .greedyFirst, trials: 30_000
      ).expectAgreement([(1, law.ordinary)])
    }
  }

  @Test func ensemblesFollowTheirLaw() throws {
    let law = Self.beta(0.9, 0.1)
    for (name, errors, common) in [
      ("two alike", [law, law], 0), ("two alike, half in common", [law, law], 0.5),
      ("three", [law, .constant(0.2), Self.beta(0.7, 0.05)], 0),
    ] as [(String, [StepPopulation.ErrorLaw], Double)] {
      let ensemble = try ModelEnsemble(members: errors.map { .init(error: $0) }, common: common)
      for (rule, cap) in [
        (RaceRule.Kind.firstToAheadBy, nil), (.firstTo, nil), (.firstToAheadBy, 5),
      ]
        as [(RaceRule.Kind, Int?)]
      {
        let step = try #require(
          try StepLaw.exact(ensemble, rule: RaceRule(margin: 3, kind: rule), cap: cap))
        try Case(
          name: name, model: SimulatedModel(name: "m", ensemble: ensemble), margin: 3, rule: rule,
          cap: cap, trials: 30_000
        ).expectAgreement([(1, step)])
      }
    }
  }

  /// Can fail: every law is rejected by the samples of its neighbour.
  @Test func anotherLawIsRejected() throws {
    let laws = try Self.populations().map {
      try PopulationLaw($0.population, rule: RaceRule(margin: 2), steps: 5)
    }
    for (index, (name, population)) in try Self.populations().enumerated() {
      let sampled = Case(
        name: name, model: SimulatedModel(name: "m", population: population), margin: 2, steps: 5,
        trials: 4000)
      let tally = try sampled.sampled()
      func isRejected(_ law: PopulationLaw) -> Bool {
        sampled.checks(tally, law.places.map { (5 * $0.share, $0.step) }).contains { !$0.holds }
      }
      #expect(!isRejected(laws[index]), "\(name)")
      #expect(isRejected(laws[(index + 1) % laws.count]), "\(name)")
    }
  }

  /// The populations, and two models in turn, one of which is flagged.
  private static func models() throws -> [SimulatedModel] {
    let law = beta(0.9, 0.1)
    let ensemble = try ModelEnsemble(
      members: [.init(flagRate: 0.2, error: law), .init(error: law)])
    return try populations().map { SimulatedModel(name: $0.name, population: $0.population) }
      + [SimulatedModel(name: "ensemble", ensemble: ensemble)]
  }

  /// A trial shown draw by draw ends as it was counted, whatever decides its draws.
  @Test func replayedTrialsEndAsCounted() throws {
    for model in try Self.models() {
      for temperature in TemperatureChoice.allCases {
        let point = DesignPoint(
          experiment: "agreement/noise", fidelity: .vote, unit: .task, shares: model.shares,
          validRate: model.validRate, steps: 4, disks: nil, target: nil, margin: 2,
          marginChoice: .fixed(2), minimumMargin: nil, cap: nil, listedVotes: nil, model: model,
          temperature: temperature)
        let planned = PlannedPoint(point: point, stop: .trials(40))
        let tally = try Samplers.make(for: planned, seed: 7).sample(0..<40)
        var shown = (wrong: 0, votes: 0, draws: 0)
        for trial in 0..<40 {
          for race in try RaceTrace.replay(planned, seed: 7, trial: trial, steps: 0..<4) {
            shown.wrong += race.outcome.end == .wrong ? 1 : 0
            shown.votes += race.outcome.votes
            shown.draws += race.outcome.draws
          }
        }
        #expect(
          shown == (tally.racesWrong, tally.votes, tally.draws),
          "\(model.name), \(temperature.rawValue)")
      }
    }
  }

  /// Fidelity agent says what fidelity vote counts, and refuses several right answers.
  @Test func agentsSayTheSame() throws {
    for model in try Self.models() {
      for temperature in TemperatureChoice.allCases {
        func tally(_ fidelity: Fidelity) throws -> Tally {
          let point = DesignPoint(
            experiment: "agreement/noise", fidelity: fidelity, unit: .task, shares: model.shares,
            validRate: model.validRate, steps: 4, disks: nil, target: nil, margin: 2,
            marginChoice: .fixed(2), minimumMargin: nil, cap: nil, listedVotes: nil, model: model,
            temperature: temperature)
          return try Samplers.make(for: PlannedPoint(point: point, stop: .trials(30)), seed: 7)
            .sample(0..<30)
        }
        if model.population?.rightCandidates ?? 1 > 1 {
          let error = #expect(throws: SamplerError.self) { try tally(.agent) }
          #expect(error?.description.contains("one right answer") == true)
          continue
        }
        let (said, counted) = (try tally(.agent), try tally(.vote))
        #expect(
          (said.racesWrong, said.votes, said.draws)
            == (counted.racesWrong, counted.votes, counted.draws),
          "\(model.name), \(temperature.rawValue)")
      }
    }
  }
}
