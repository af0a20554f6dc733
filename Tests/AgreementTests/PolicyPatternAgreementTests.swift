import Economics
import RaceTheory
import Simulation
import Testing

/// The laboratory of policies works through a pattern as the orchestrator does, and as its law says.
@Suite struct PolicyPatternAgreementTests {
  private static let steps = 4
  private static let stepSuccess = [0.7, 0.85, 0.97]
  private static let tasks = 4000.0

  /// Tasks of equal steps whose results nobody checks.
  private static let lab = PolicyLab(
    stream: TaskStream(
      classes: [
        TaskStream.TaskClass(
          name: "alike", weight: 1, steps: steps,
          levels: [.init(share: 1, stepSuccess: stepSuccess)], inputTokens: 0, outputTokens: 0,
          detection: 0, label: "", texts: [""])
      ], tasksPerWeek: tasks, weekdays: [1, 1, 1, 1, 1, 1, 1], mislabelled: 0, unlabelled: 0),
    models: ModelTier.allCases.map { _ in
      WorkModel(
        ability: 0, prices: ModelPrices(input: 0, output: 0), millisecondsPerCall: 1)
    }, weeks: 1, limits: WeeklyLimits(), seed: Setting.seed)

  /// Null: the exact law of the pattern; 5 sigma a check, for both simulators.
  @Test(arguments: [
    "single:tier=medium", "adaptive:k=3,cap=9", "ladder:count=votes,flags=any",
    "ladder:tiers=small+medium+large,k=3+2+2,attempts=7+5+7,count=votes,flags=any",
    "ladder:tiers=small+large,k=2+1,attempts=3+1",
  ])
  func theLaboratoryFollowsThePattern(text: String) throws {
    let pattern = try VotingPattern(text)
    let setting = try PatternSetting(
      models: ModelTier.allCases.map {
        PatternModel(
          $0, stepSuccess: Self.stepSuccess[$0.rank], price: Money(picodollars: 1), seconds: 1)
      }, steps: Self.steps)
    let law = try PatternLaw(pattern, setting)
    let tally = Self.lab.run(FixedPolicy(text, .rising(pattern, attempts: 1)), replicate: 0)
    let counts = try PatternSampler(pattern, setting, seed: Setting.seed).sample(0..<1000)
    for (quantity, ours, theirs, exact) in [
      ("right", tally.right, counts.right, law.success),
      ("wrong", tally.wrong, counts.wrong, law.wrong),
      ("undecided", tally.failed, counts.undecided, law.undecided),
      ("escalated", tally.escalated, counts.escalated, law.escalated),
    ] {
      for (name, tasks, observed) in [
        ("laboratory", tally.tasks, ours), ("orchestrator", counts.tasks, theirs),
      ] {
        let check = AgreementCheck.binomial(
          "\(name): \(quantity)", of: tasks, observed: observed, probability: exact,
          complement: 1 - exact)
        #expect(check.holds, "\(text), seed \(Setting.seed): \(check.line)")
      }
    }
    #expect(tally.tasks > Int(Self.tasks) / 2)
  }
}
