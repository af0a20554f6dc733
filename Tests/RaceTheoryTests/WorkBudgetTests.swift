import MAKERCore
import Testing

@testable import RaceTheory

@Suite struct WorkBudgetTests {
  private static let beta = [
    StepPopulation.StepClass(share: 1, flagRate: 0, error: .beta(alpha: 0.45, beta: 8.55))
  ]

  /// Every way to a law counts against the budget that it is given.
  @Test func allLawsOfAQuestionShareOneBudget() throws {
    let four = try CandidateShares([0.45, 0.2, 0.2, 0.15])
    let race = try TwoCandidateRace(stepSuccess: Probability(0.6), margin: 5)
    let split = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .constant(0.1))], rightShares: [0.5, 0.5],
      wrongShares: [1])
    let laws: [(String, (WorkBudget) throws -> Void)] = [
      ("two candidates", { _ = try RaceLaw(of: race, budget: $0) }),
      ("four candidates", { _ = try RaceLaw(shares: four, margin: 3, budget: $0) }),
      (
        "first to k",
        { _ = try RaceLaw(shares: four, rule: RaceRule(margin: 3, kind: .firstTo), budget: $0) }
      ),
      ("Beta steps", { _ = try RaceLaw(classes: Self.beta, margin: 3, cap: 40, budget: $0) }),
      ("paths", { _ = try PopulationLaw(split, rule: RaceRule(margin: 3), cap: 20, budget: $0) }),
      (
        "margins",
        {
          _ = try MarginPlan(
            classes: Self.beta, steps: 100, target: Probability(0.95), cap: 40, budget: $0)
        }
      ),
    ]
    for (name, law) in laws {
      let enough = WorkBudget(greatest: 1e8)
      try law(enough)
      #expect(enough.spent > 0, "\(name)")
      // What two need is more than one and a half of what one needs.
      let both = WorkBudget(greatest: 1.5 * enough.spent)
      try law(both)
      #expect(throws: TheoryError.self, "\(name)") { try law(both) }
      #expect(both.spent <= 1.5 * enough.spent + 1e5, "\(name): \(both.spent)")
    }
  }

  /// A budget changes no law that it is enough for.
  @Test func aBudgetChangesNoDigit() throws {
    let shares = try CandidateShares([0.5, 0.3, 0.2])
    let budget = WorkBudget(greatest: 1e7)
    let bounded = try RaceLaw(shares: shares, margin: 4, budget: budget)
    let free = try RaceLaw(shares: shares, margin: 4)
    #expect(bounded.correctAt == free.correctAt)
    #expect(bounded.wrongAt == free.wrongAt)
  }

  /// What can be told beforehand is refused before any of it is done.
  @Test func whatIsKnownToBeTooLongIsNotBegun() throws {
    let budget = WorkBudget(greatest: 1e6)
    let race = try TwoCandidateRace(stepSuccess: Probability(0.51), margin: 400)
    #expect(throws: TheoryError.self) { try RaceLaw(of: race, budget: budget) }
    #expect(budget.spent == 0)
  }
}
