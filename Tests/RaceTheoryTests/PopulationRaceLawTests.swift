import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct PopulationRaceLawTests {
  static let classes: [StepPopulation.StepClass] = [
    .init(share: 0.6, flagRate: 0, error: .beta(alpha: 0.3, beta: 2.5)),
    .init(share: 0.25, flagRate: 0, error: .constant(0.1)),
    .init(share: 0.15, flagRate: 0, error: .constant(0.7)),
  ]

  /// The urn and the paths with their moments, vote by vote.
  @Test(arguments: [nil, 1, 4, 30])
  func agreesWithTheLawByPaths(cap: Int?) throws {
    let population = try StepPopulation(classes: Self.classes)
    for margin in [1, 2, 3, 6] {
      let law = try RaceLaw(classes: Self.classes, margin: margin, cap: cap)
      let paths = try PopulationLaw(population, rule: RaceRule(margin: margin), cap: cap).ordinary
      let place = "k \(margin), cap \(cap.map(String.init) ?? "none")"
      #expect(abs(law.wrong - paths.wrong) < 1e-13, "\(place)")
      #expect(abs(law.undecided - paths.undecided) < 1e-13, "\(place)")
      #expect(abs(law.meanVotes - paths.meanVotes) < 1e-10, "\(place)")
      #expect(abs(law.varianceVotes - paths.varianceVotes) < 1e-7, "\(place)")
      for (own, other) in zip(law.survival, paths.survivalByVote(upTo: 12)) {
        #expect(abs(own - other) < 1e-13, "\(place)")
      }
    }
  }

  /// A cap that no race meets changes nothing: the urn against closed forms and integrals.
  @Test func withoutACapItIsTheIntegral() throws {
    for margin in [1, 2, 5, 12] {
      let law = try RaceLaw(classes: Self.classes, margin: margin, tail: 1e-13)
      let race = try UnequalRace(classes: Self.classes, margin: margin)
      #expect(abs(law.wrong / race.wrong - 1) < 1e-11, "k \(margin)")
      #expect(abs(law.meanVotes / race.meanVotes - 1) < 1e-9, "k \(margin)")
      #expect(abs(law.varianceVotes / race.varianceVotes - 1) < 1e-6 || margin == 1, "k \(margin)")
    }
  }

  @Test func refusesWhatTakesTooLong() {
    #expect(throws: TheoryError.self) {
      try RaceLaw(classes: Self.classes, margin: 1_000_000_000)
    }
    #expect(throws: TheoryError.self) {
      try RaceLaw(classes: Self.classes, margin: 300, greatestWork: 100_000)
    }
  }
}
