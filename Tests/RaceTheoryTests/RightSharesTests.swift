import MAKERCore
import RaceTheory
import Testing

/// Equally good answers, and classes that spread their wrong votes in their own way.
@Suite struct RightSharesTests {
  static let rules = [
    RaceRule(margin: 1), RaceRule(margin: 2), RaceRule(margin: 3),
    RaceRule(margin: 2, kind: .firstTo), RaceRule(margin: 3, kind: .firstTo),
  ]

  /// Every way of the race with the moment of its class, enumerated by the race itself.
  @Test(arguments: rules)
  func cappedRacesMatchEnumeration(rule: RaceRule) throws {
    let rights = [0.6, 0.4]
    let classes: [StepPopulation.StepClass] = [
      .init(share: 0.7, flagRate: 0.1, error: .constant(0.15)),
      .init(share: 0.2, flagRate: 0, error: .beta(alpha: 0.8, beta: 2)),
      .init(share: 0.1, flagRate: 0.3, error: .beta(alpha: 3, beta: 1), wrongShares: [0, 1]),
    ]
    let population = try StepPopulation(
      classes: classes, rightShares: rights, wrongShares: [0.5, 0.5])
    let law = try PopulationLaw(population, rule: rule, cap: 7).ordinary
    var exact = RaceEnumeration()
    for step in classes {
      let wrongs = population.wrongShares(of: step)
      exact.add(
        RaceEnumeration(rule: rule, cap: 7, right: 2) { history in
          let wrong = Double(history.count { $0 >= 2 })
          let error: Double =
            if case .beta(let alpha, let beta) = step.error {
              (alpha + wrong) / (alpha + beta + Double(history.count))
            } else { step.error.mean }
          return rights.map { (1 - error) * $0 } + wrongs.map { error * $0 }
        }, weight: step.share)
    }
    for (found, expected) in [
      (law.correct, exact.correct), (law.wrong, exact.wrong), (law.undecided, exact.undecided),
      (law.meanVotes, exact.votes),
    ] { #expect(abs(found - expected) < 1e-12, "\(rule): \(found) for \(expected)") }
  }

  /// Without a cap: as the limit of caps, by the chain for known shares and by paths for Beta.
  @Test func openRacesAreTheLimitOfCaps() throws {
    for error in [StepPopulation.ErrorLaw.constant(0.1), .beta(alpha: 1, beta: 9)] {
      let population = try StepPopulation(
        classes: [.init(share: 1, flagRate: 0, error: error)], rightShares: [0.5, 0.5])
      let rule = RaceRule(margin: 2)
      let open = try PopulationLaw(population, rule: rule).ordinary
      let capped = try PopulationLaw(population, rule: rule, cap: 150).ordinary
      #expect(capped.undecided < 1e-7 && open.undecided == 0)
      #expect(abs(open.wrong - capped.wrong) < 1e-7, "\(error)")
      #expect(abs(open.meanVotes - capped.meanVotes) < 1e-5, "\(error)")
      #expect(abs(open.correct + open.wrong - 1) < 1e-12, "\(error)")
    }
  }

  /// One right answer that takes all right votes is the race without equally good ones.
  @Test(arguments: rules)
  func oneAnswerOfManyIsTheOldRace(rule: RaceRule) throws {
    let step = StepPopulation.StepClass(share: 1, flagRate: 0, error: .beta(alpha: 1, beta: 6))
    let one = try StepPopulation(classes: [step], wrongShares: [0.7, 0.3])
    let many = try StepPopulation(
      classes: [step], rightShares: [0, 1, 0], wrongShares: [0.7, 0.3])
    for cap in [nil, 9] {
      let law = try PopulationLaw(one, rule: rule, cap: cap).ordinary
      let same = try PopulationLaw(many, rule: rule, cap: cap).ordinary
      #expect(law.wrong == same.wrong && law.meanVotes == same.meanVotes, "\(rule)")
    }
  }

  /// Votes split over two good answers cost votes above all; grouping them gives these back.
  @Test func groupingBuysVotes() throws {
    let split = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .constant(0.05))], rightShares: [0.5, 0.5])
    for margin in 2...4 {
      let rule = RaceRule(margin: margin)
      let apart = try PopulationLaw(split, rule: rule).ordinary
      let grouped = try PopulationLaw(split.grouped, rule: rule).ordinary
      let race = try TwoCandidateRace(stepSuccess: Probability(0.95), margin: margin)
      #expect(abs(grouped.wrong / race.wrong - 1) < 1e-12, "k \(margin)")
      #expect(abs(grouped.meanVotes - race.meanVotes) < 1e-10, "k \(margin)")
      #expect(apart.wrong > grouped.wrong, "k \(margin): \(apart.wrong)")
      #expect(apart.meanVotes > 1.5 * grouped.meanVotes, "k \(margin): \(apart.meanVotes)")
    }
  }

  /// A step that is never wrong has no digits of P(wrong) to wait for.
  @Test func noErrorsAreSolved() throws {
    for rights in [[1], [0.5, 0.5], [0.4, 0.3, 0.3]] {
      let population = try StepPopulation(
        classes: [.init(share: 1, flagRate: 0, error: .constant(0))], rightShares: rights)
      let law = try PopulationLaw(population, rule: RaceRule(margin: 3)).ordinary
      #expect(law.wrong == 0 && abs(law.correct - 1) < 1e-13, "\(rights)")
    }
  }
}
