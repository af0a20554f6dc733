import Economics
import Foundation
import MAKERCore
import RaceTheory
import Simulation
import Statistics
import Testing

/// Patterns as the real orchestrator follows them, against exact theory.
@Suite struct PatternAgreementTests {
  struct Case: CustomTestStringConvertible {
    var pattern: String
    var successes = [0.7, 0.85, 0.97]
    var validRates = [1.0, 1.0, 1.0]
    var difficulty = LadderDifficulty.alike
    var steps = 4
    var review: ReviewQuality?

    var testDescription: String {
      "\(pattern) p \(successes) v \(validRates) \(difficulty) s \(steps)"
    }

    var setting: PatternSetting {
      get throws {
        try PatternSetting(
          models: ModelTier.allCases.map {
            PatternModel(
              $0, stepSuccess: successes[$0.rank], validRate: validRates[$0.rank],
              price: Money(picodollars: [250, 3000, 15_000][$0.rank] * 1_000_000),
              seconds: [1, 2.5, 4][$0.rank])
          }, difficulty: difficulty, steps: steps, review: review)
      }
    }
  }

  static let flagged = [0.6, 0.8, 0.9]
  static let careful = ReviewQuality(planSuccess: 0.9, sensitivity: 0.8, specificity: 0.9)
  static let hard = LadderDifficulty.hardSteps(share: 0.2, stepSuccess: [0.4, 0.6, 0.9])

  static let cases: [Case] = [
    Case(pattern: "single"), Case(pattern: "single:tier=large", validRates: flagged),
    Case(pattern: "simple"), Case(pattern: "simple", validRates: flagged),
    Case(pattern: "simple:rule=first-to-ahead-by-k", validRates: flagged),
    Case(pattern: "simple:draws=7,k=3,tier=medium", difficulty: hard),
    Case(pattern: "adaptive"), Case(pattern: "adaptive:k=2,cap=4", validRates: flagged),
    Case(pattern: "adaptive:k=3,cap=8,issue=batch-3", validRates: flagged),
    Case(pattern: "adaptive:k=2,cap=5", difficulty: .proportional(correlation: 0.2)),
    Case(pattern: "ladder"), Case(pattern: "ladder:flags=2,attempts=7", validRates: flagged),
    Case(pattern: "ladder:flags=1", validRates: flagged),
    Case(pattern: "ladder:tiers=small+large,k=2+1,attempts=5+1,count=votes+votes,flags=any"),
    Case(pattern: "ladder:count=votes,flags=2", validRates: flagged),
    Case(pattern: "ladder:issue=batch-3,flags=2", validRates: flagged, difficulty: hard),
    Case(
      pattern: "ladder:k=3,attempts=6", validRates: flagged,
      difficulty: .proportional(correlation: 0.3)),
    Case(
      pattern: "ladder:k=2,attempts=3", difficulty: .separate(correlation: 0.3), steps: 1),
    Case(pattern: "plan-execute-review", review: careful),
    Case(
      pattern: "plan-execute-review:rounds=3,execute=ladder:attempts=3", validRates: flagged,
      review: careful),
    Case(
      pattern: "plan-execute-review:rounds=3,execute=adaptive:k=2,cap=4", difficulty: hard,
      review: careful),
    Case(
      pattern: "plan-execute-review:rounds=2,reviewer=medium,execute=ladder:attempts=3",
      difficulty: .proportional(correlation: 0.3), review: careful),
    Case(
      pattern: "plan-execute-review:rounds=5,execute=simple:rule=first-to-ahead-by-k",
      steps: 2, review: ReviewQuality(sensitivity: 1, specificity: 0.5)),
  ]

  /// Tasks of a case: as many as tell the patterns apart, fewer where agreement alone is tested often.
  static let (tasks, fewTasks) = (4000, 400)

  static func checks(_ counts: PatternCounts, _ law: PatternLaw, _ setting: PatternSetting)
    -> [AgreementCheck]
  {
    let shares = [
      ("right", counts.right, law.success), ("wrong", counts.wrong, law.wrong),
      ("undecided", counts.undecided, law.undecided),
      ("escalated", counts.escalated, law.escalated),
    ].map { name, observed, exact in
      // The law of a review is a sum with signs, which rounding may take below 0.
      let exact = exact < 1e-14 ? 0 : min(1, exact)
      return AgreementCheck.binomial(
        name, of: counts.tasks, observed: observed, probability: exact, complement: 1 - exact)
    }
    func mean(
      _ quantity: String, _ moments: (mean: Double, variance: Double?), _ exact: Double
    ) -> AgreementCheck {
      let error = ((moments.variance ?? 0) / Double(counts.tasks)).squareRoot()
      let isSame = abs(moments.mean - exact) <= 1e-12 * exact
      return AgreementCheck(
        quantity: quantity, null: "normal, n \(counts.tasks)", expected: exact,
        observed: moments.mean,
        z: isSame
          ? 0 : ZScore(estimate: moments.mean, exact: exact, standardError: error).value)
    }
    let tiers = ModelTier.allCases.map { tier in
      var weights = [0.0, 0.0, 0.0]
      weights[tier.rank] = 1
      return mean(
        "calls to \(tier.rawValue)", counts.moments(weights: weights), law.calls[tier.rank])
    }
    let time = counts.timeMoments
    return shares + tiers + [
      mean("cost", counts.moments(weights: setting.prices), law.cost),
      mean("time", (time.mean / 1e9, time.variance.map { $0 / 1e18 }), law.seconds),
    ]
  }

  @Test(arguments: cases)
  func theOrchestratorFollowsTheTheory(setting: Case) throws {
    try Self.check(setting, tasks: Self.fewTasks)
  }

  /// Holds some tasks of a case against theory.
  static func check(_ setting: Case, tasks: Int) throws {
    let pattern = try VotingPattern(setting.pattern)
    let models = try setting.setting
    let law = try PatternLaw(pattern, models)
    let counts = try PatternSampler(pattern, models, seed: Setting.seed).sample(0..<tasks)
    for check in Self.checks(counts, law, models) {
      #expect(check.holds, "\(setting), seed \(Setting.seed): \(check.line)")
    }
    #expect(abs(law.success + law.wrong + law.undecided - 1) < 1e-12)
    #expect(counts.tasks == tasks)
  }

  /// The checks can fail: other attempts, another rule, other flags and another review are seen.
  @Test(arguments: [
    (11, "ladder:flags=2,attempts=5"), (11, "ladder:flags=any,attempts=7"),
    (3, "simple:rule=first-to-ahead-by-k"), (8, "adaptive:k=3,cap=8"),
    (19, "plan-execute-review:rounds=2,execute=ladder:attempts=3"),
  ])
  func rejectsOtherPatterns(index: Int, other: String) throws {
    let setting = Self.cases[index]
    let models = try setting.setting
    let counts = try PatternSampler(VotingPattern(setting.pattern), models, seed: Setting.seed)
      .sample(0..<Self.tasks)
    let law = try PatternLaw(VotingPattern(other), models)
    #expect(Self.checks(counts, law, models).contains { !$0.holds })
  }

  /// Parts of a run add up to the whole, whoever counts them.
  @Test func partsAddUp() throws {
    let setting = Self.cases[19]
    let sampler = try PatternSampler(
      VotingPattern(setting.pattern), setting.setting, seed: Setting.seed)
    var sum = sampler.sample(100..<130)
    sum += sampler.sample(0..<100)
    #expect(sum == sampler.sample(0..<130))
  }
}

@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct PatternAgreementSoakTests {
  @Test(arguments: PatternAgreementTests.cases)
  func theOrchestratorFollowsTheTheory(setting: PatternAgreementTests.Case) throws {
    try PatternAgreementTests.check(setting, tasks: PatternAgreementTests.tasks)
  }
}
