import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Testing

/// Fidelity `vote` under both rules against the exact law of unequal steps.
@Suite struct PopulationAgreementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var population: StepPopulation
    /// Shares and valid rate in place of the population, where all steps are alike.
    var shares: [Double]?
    var validRate = 1.0
    var rule: RaceRule.Kind
    var margin: Int
    var steps: Int
    var trials: Int

    var testDescription: String {
      "\(name) \(rule.rawValue) k \(margin) s \(steps) n \(trials) seed \(Setting.seed)"
    }

    func sampled(listed: Int) throws -> Tally {
      let model = shares == nil ? SimulatedModel(name: name, population: population) : nil
      let point = DesignPoint(
        experiment: "agreement/population", fidelity: .vote, unit: steps == 1 ? .race : .task,
        shares: shares ?? model?.shares ?? [], validRate: model?.validRate ?? validRate,
        steps: steps, disks: nil, target: nil, margin: margin, marginChoice: .fixed(margin),
        minimumMargin: nil, cap: nil, listedVotes: listed, rule: rule, model: model,
        listedDraws: listed)
      let planned = PlannedPoint(point: point, stop: .trials(trials))
      return try Samplers.make(for: planned, seed: Setting.seed).sample(0..<trials)
    }

    /// Everything that a tally says for or against a law.
    func checks(_ tally: Tally, against population: StepPopulation, listed: Int) throws
      -> [AgreementCheck]
    {
      let law = try PopulationLaw(population, rule: RaceRule(margin: margin, kind: rule))
      let n = Double(tally.races)
      func sum(_ value: (StepLaw) -> Double) -> Double {
        law.total(steps) { [value($0)] }[0] * Double(trials)
      }
      var checks = [
        AgreementCheck.sum(
          "wrong steps", of: n, observed: tally.racesWrong, mean: sum(\.wrong),
          variance: sum { $0.wrong * (1 - $0.wrong) }),
        .sum(
          "votes", of: n, observed: tally.votes, mean: sum(\.meanVotes),
          variance: sum(\.varianceVotes)),
        .sum(
          "draws", of: n, observed: tally.draws, mean: sum(\.meanDraws),
          variance: sum(\.varianceDraws)),
      ]
      let success = law.success(steps: steps)
      checks.append(
        .binomial(
          "right tasks", of: trials, observed: tally.trialsCorrect, probability: success,
          complement: 1 - success))
      // With an outlier the cells are two multinomials, and the statistic is no larger.
      for (quantity, counts, survival) in [
        (
          "race lengths in votes", tally.endedAtVote,
          law.expectedUndecidedByVote(steps: steps, upTo: listed)
        ),
        (
          "race lengths in draws", tally.endedAtDraw,
          law.expectedUndecidedByDraw(steps: steps, upTo: listed)
        ),
      ] {
        let open = survival.map { max(0, $0) / Double(steps) }
        let cells = [0] + zip(open, open.dropFirst()).map { max(0, $0 - $1) } + [open[listed]]
        checks +=
          AgreementCheck.cells(quantity, counts: counts, probabilities: cells).map { [$0] } ?? []
      }
      return checks
    }
  }

  static func population(outlier: Int? = nil, harder factor: Double = 1) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.7, flagRate: 0, error: .constant(0.05 * factor)),
        .init(share: 0.2, flagRate: 0.1, error: .beta(alpha: 0.5 * factor, beta: 2)),
        .init(share: 0.1, flagRate: 0.35, error: .beta(alpha: 1, beta: 2)),
      ], wrongShares: [0.8, 0.2],
      outliers: outlier.map { [.init(step: $0, flagRate: 0.2, shares: [0.4, 0.3, 0.3])] } ?? [])
  }

  static func cases() throws -> [Case] {
    var cases: [Case] = []
    for rule in RaceRule.Kind.allCases {
      cases.append(
        Case(
          name: "unequal", population: try population(), rule: rule, margin: 3, steps: 20,
          trials: 1500))
      cases.append(
        Case(
          name: "with an outlier", population: try population(outlier: 4), rule: rule, margin: 2,
          steps: 6, trials: 4000))
      cases.append(
        Case(
          name: "the outlier", population: try population(outlier: 0), rule: rule, margin: 3,
          steps: 1, trials: 15_000))
    }
    let alike = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.2, error: .constant(0.4))], wrongShares: [0.75, 0.25])
    for margin in [1, 2, 4] {
      cases.append(
        Case(
          name: "alike", population: alike, shares: [0.6, 0.3, 0.1], validRate: 0.8,
          rule: .firstTo, margin: margin, steps: 1, trials: 15_000))
    }
    return cases
  }

  @Test func samplesFollowTheLaw() throws {
    for setting in try Self.cases() {
      let tally = try setting.sampled(listed: 25)
      #expect(tally.races == setting.steps * setting.trials)
      let checks = try setting.checks(tally, against: setting.population, listed: 25)
      #expect(checks.count >= 5, "\(setting.testDescription)")
      print(
        (["seed \(Setting.seed), \(setting.testDescription)"] + checks.map { "  " + $0.line })
          .joined(separator: "\n"))
      for check in checks {
        #expect(check.holds, "\(setting.testDescription): \(check.line), false alarm 5.7e-7")
      }
    }
  }

  /// Can fail: steps that err a fifth more often are noticed, and so is the other rule.
  @Test func anotherLawIsRejected() throws {
    let setting = try Self.cases()[0]
    let tally = try setting.sampled(listed: 25)
    let harder = try setting.checks(
      tally, against: Self.population(harder: 1.4), listed: 25)
    #expect(harder.contains { !$0.holds }, "\(harder.map(\.line))")
    var other = setting
    other.rule = .firstTo
    let ruled = try other.checks(tally, against: setting.population, listed: 25)
    #expect(ruled.count { !$0.holds } >= 3, "\(ruled.map(\.line))")
  }
}
