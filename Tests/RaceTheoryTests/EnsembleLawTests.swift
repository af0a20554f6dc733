import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct EnsembleLawTests {
  static func ensemble(
    _ errors: [StepPopulation.ErrorLaw], common: Double = 0
  ) throws -> ModelEnsemble {
    try ModelEnsemble(members: errors.map { .init(error: $0) }, common: common)
  }

  static func law(_ ensemble: ModelEnsemble, _ rule: RaceRule, cap: Int? = nil) throws -> StepLaw {
    try #require(try StepLaw.exact(ensemble, rule: rule, cap: cap))
  }

  /// Members alike that share all, or whose errors do not vary, are one model.
  @Test func alikeMembersAreOneModel() throws {
    for (error, common) in [
      (StepPopulation.ErrorLaw.constant(0.2), 0), (.constant(0.2), 0.5),
      (.beta(alpha: 1, beta: 8), 1),
    ] as [(StepPopulation.ErrorLaw, Double)] {
      for rule in [RaceRule(margin: 3), RaceRule(margin: 3, kind: .firstTo)] {
        for cap in [nil, 6] {
          let one = try PopulationLaw(
            StepPopulation(classes: [.init(share: 1, flagRate: 0, error: error)]), rule: rule,
            cap: cap
          ).ordinary
          let law = try Self.law(
            Self.ensemble([error, error, error], common: common), rule, cap: cap)
          #expect(abs(law.wrong / one.wrong - 1) < 1e-11, "\(error), \(rule), \(cap ?? 0)")
          #expect(abs(law.meanVotes - one.meanVotes) < 1e-11)
          #expect(abs(law.varianceVotes - one.varianceVotes) < 1e-9)
          #expect(abs(law.undecided - one.undecided) < 1e-12)
        }
      }
    }
  }

  /// The mean over both members' error rates of races whose votes they cast in turn, by Simpson's rule.
  @Test(arguments: [RaceRule(margin: 2), RaceRule(margin: 3), RaceRule(margin: 3, kind: .firstTo)])
  func betaMembersAreTheMeanOfRaces(rule: RaceRule) throws {
    // Densities 12·q²(1 − q) and 12·q(1 − q)².
    let members: [StepPopulation.ErrorLaw] = [.beta(alpha: 3, beta: 2), .beta(alpha: 2, beta: 3)]
    let law = try Self.law(Self.ensemble(members), rule, cap: 7)
    var exact = RaceEnumeration()
    for (first, weight) in simpson(0...1, parts: 60) {
      for (second, other) in simpson(0...1, parts: 60) {
        let density =
          12 * first * first * (1 - first) * 12 * second * (1 - second) * (1 - second)
        guard density > 0 else { continue }
        exact.add(
          RaceEnumeration(rule: rule, cap: 7) {
            let error = $0.count.isMultiple(of: 2) ? first : second
            return [1 - error, error]
          }, weight: weight * other * density)
      }
    }
    for (found, expected) in [
      (law.correct, exact.correct), (law.wrong, exact.wrong), (law.undecided, exact.undecided),
      (law.meanVotes, exact.votes),
    ] { #expect(abs(found - expected) < 1e-6, "\(rule): \(found) for \(expected)") }
  }

  /// The less the members have in common, the fewer steps are hard for all.
  @Test func commonDifficultyIsAMixture() throws {
    let error = StepPopulation.ErrorLaw.beta(alpha: 0.95, beta: 18.05)
    let rule = RaceRule(margin: 4)
    let laws = try [0, 0.5, 1].map {
      try Self.law(Self.ensemble([error, error], common: $0), rule)
    }
    let wrong = laws.map(\.wrong)
    #expect(wrong[0] < 0.3 * wrong[2], "\(wrong)")
    #expect(abs(wrong[1] - (wrong[0] + wrong[2]) / 2) < 1e-15)
    let three = try Self.law(Self.ensemble([error, error, error]), rule).wrong
    #expect(three < wrong[0], "\(three), \(wrong)")
  }

  @Test func whatHasNoExactLawSaysSo() throws {
    let rule = RaceRule(margin: 2)
    let flagged = try ModelEnsemble(members: [
      .init(flagRate: 0.1, error: .constant(0.1)), .init(error: .constant(0.1)),
    ])
    #expect(try StepLaw.exact(flagged, rule: rule)?.parts.count == nil)
    let scattered = try ModelEnsemble(members: [
      .init(error: .constant(0.1), wrongShares: [0.5, 0.5]), .init(error: .constant(0.1)),
    ])
    #expect(try StepLaw.exact(scattered, rule: rule)?.parts.count == nil)
    // A member that is always right and one that is always wrong never end the race.
    let stuck = try Self.ensemble([.constant(0), .constant(1)])
    #expect(throws: TheoryError.self) { try StepLaw.exact(stuck, rule: rule) }
    #expect(try Self.law(stuck, rule, cap: 10).undecided == 1)
  }
}
