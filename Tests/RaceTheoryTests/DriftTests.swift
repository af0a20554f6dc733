import Foundation
import MAKERCore
import RaceTheory
import Testing

/// Tasks whose error rates drift, against their steps one by one.
@Suite struct DriftTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    var classes: [StepPopulation.StepClass]
    var rights = [1.0]
    var rule = RaceRule(margin: 3)
    var cap: Int?
    var isGreedy = false
    var testDescription: String {
      "\(classes), \(rights), \(rule), cap \(cap ?? 0), greedy \(isGreedy)"
    }
  }

  static func drift(_ first: Double, _ last: Double, share: Double = 1, flags: Double = 0)
    -> StepPopulation.StepClass
  { .init(share: share, flagRate: flags, error: .drift(first: first, last: last)) }

  static let settings = [
    Setting(classes: [drift(0.01, 0.2)]),
    Setting(classes: [drift(0.3, 0.02)], rule: RaceRule(margin: 5)),
    Setting(classes: [drift(0.2, 0.7)], rule: RaceRule(margin: 4), cap: 12),
    Setting(
      classes: [
        drift(0, 0.1, share: 0.5, flags: 0.2),
        .init(share: 0.5, flagRate: 0.4, error: .beta(alpha: 1, beta: 9)),
      ], rule: RaceRule(margin: 2)),
    Setting(classes: [drift(0.02, 0.2)], rights: [0.5, 0.5], rule: RaceRule(margin: 2)),
    Setting(classes: [drift(0.02, 0.2)], rule: RaceRule(margin: 3, kind: .firstTo)),
    Setting(classes: [drift(0.02, 0.3)], isGreedy: true),
    Setting(classes: [drift(0.3, 0.7, flags: 0.1)], rule: RaceRule(margin: 2), isGreedy: true),
  ]

  @Test(arguments: settings)
  func aTaskIsItsSteps(setting: Setting) throws {
    let population = try StepPopulation(classes: setting.classes, rightShares: setting.rights)
    for steps in [1, 2, 127, 128, 129, 300] {
      func law(_ population: StepPopulation) throws -> PopulationLaw {
        try PopulationLaw(
          population, rule: setting.rule, cap: setting.cap, isGreedyFirst: setting.isGreedy,
          steps: steps)
      }
      let task = try law(population)
      #expect(task.places.count <= 256)
      var sums = (wrong: 0.0, votes: 0.0, draws: 0.0, variance: 0.0, open: 0.0, logSuccess: 0.0)
      for step in 0..<steps {
        let place = StepPopulation.place(ofStep: step, of: steps)
        let one = try law(Self.steps(population, at: place)).ordinary
        sums.wrong += one.wrong
        sums.votes += one.meanVotes
        sums.draws += one.meanDraws
        sums.variance += one.varianceVotes
        sums.open += one.survivalByDraw(upTo: 6)[6]
        sums.logSuccess += log1p(-one.wrong - one.undecided)
      }
      for (name, found, expected) in [
        ("wrong", task.total(steps) { [$0.wrong] }[0], sums.wrong),
        ("average wrong", task.ordinary.wrong * Double(steps), sums.wrong),
        ("votes", task.expectedVotes(steps: steps), sums.votes),
        ("draws", task.expectedDraws(steps: steps), sums.draws),
        ("variance", task.total(steps) { [$0.varianceVotes] }[0], sums.variance),
        ("open", task.expectedUndecidedByDraw(steps: steps, upTo: 6)[6], sums.open),
        ("success", task.success(steps: steps), exp(sums.logSuccess)),
      ] {
        #expect(
          abs(found - expected) < 1e-10 * max(expected, 1e-3),
          "\(name) of \(steps) steps: \(found) for \(expected)")
      }
    }
  }

  /// A million steps take no longer than a hundred: 64 places stand for them.
  @Test func aMillionStepsAreAFewPlaces() throws {
    let population = try StepPopulation(classes: [Self.drift(0.001, 0.003)])
    let steps = 1 << 20
    let law = try PopulationLaw(population, rule: RaceRule(margin: 3), steps: steps)
    #expect(law.places.count == 64)
    #expect(abs(law.places.reduce(0) { $0 + $1.share } - 1) < 1e-13)
    var log = 0.0
    for step in stride(from: 0, to: steps, by: 1) {
      let q = 0.001 + 0.002 * Double(step) / Double(steps - 1)
      let odds = pow(q / (1 - q), 3)
      log -= log1p(odds)
    }
    #expect(abs(law.success(steps: steps) / exp(log) - 1) < 1e-10)
  }

  /// The steps at a place of their task, where nothing drifts.
  private static func steps(
    _ population: StepPopulation, at place: Double
  ) throws -> StepPopulation {
    try StepPopulation(
      classes: population.classes.map {
        StepPopulation.StepClass(
          share: $0.share, flagRate: $0.flagRate, error: $0.error.at(place),
          wrongShares: $0.wrongShares)
      }, rightShares: population.rightShares, wrongShares: population.wrongShares)
  }
}
