import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import Statistics

/// What correlation of errors a published race implies, and what that does to a promise of success.
struct VoteIndependenceStudy: Study {
  static let name = "vote_independence"

  struct Given: Decodable, Sendable {
    /// Steps of the published race, with margin 3, and those undecided after votes 3 and 5; count.
    let steps: Int
    let afterThree: Int
    let afterFive: Int
    /// A population fitted to all published curves.
    let fitted: StepPopulation
    /// A small model's task.
    let p: Double
    let smallSteps: Int
    let target: Double
    /// Correlations of the table; unit 1, range [0, 1).
    let correlations: [Double]
    /// Tasks of the document's own scale, with its margins.
    let scales: [Scale]

    /// A task and its margin.
    struct Scale: Decodable, Sendable {
      let name: String
      let steps: Int
      let margin: Int

      enum CodingKeys: String, CodingKey, CaseIterable {
        case name, steps
        case margin = "k"
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        steps = try container.decode(Int.self, forKey: .steps)
        margin = try container.decode(Int.self, forKey: .margin)
        try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
        try container.check(
          (1...1000).contains(margin), .margin, "\(margin) is outside its range: 1 to 1000")
      }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case steps, fitted, p, target, correlations, scales
      case afterThree = "after_vote_3"
      case afterFive = "after_vote_5"
      case smallSteps = "small_steps"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      steps = try container.decode(Int.self, forKey: .steps)
      afterThree = try container.decode(Int.self, forKey: .afterThree)
      afterFive = try container.decode(Int.self, forKey: .afterFive)
      fitted = try container.decode(StepPopulationJSON.self, forKey: .fitted).population
      p = try container.decode(Double.self, forKey: .p)
      smallSteps = try container.decode(Int.self, forKey: .smallSteps)
      target = try container.decode(Double.self, forKey: .target)
      correlations = try container.decode([Double].self, forKey: .correlations)
      scales = try container.decodeIfPresent([Scale].self, forKey: .scales) ?? []
      try container.check(
        correlations.allSatisfy { $0 >= 0 && $0 < 1 }, .correlations, "are not all in [0, 1)")
      try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
      try container.check(
        (1..<steps).contains(afterThree), .afterThree, "is outside its range: 1 to below the steps")
      try container.check(
        (1...afterThree).contains(afterFive), .afterFive, "is outside its range: 1 to after_vote_3")
      try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      try container.check(smallSteps >= 1, .smallSteps, "is outside its range: at least 1")
      try container.check(
        target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
    }
  }

  /// Margin of the published race; votes.
  private static let publishedMargin = 3

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let counts = DissentCorrelation(
      steps: given.steps, afterThree: given.afterThree, afterFive: given.afterFive)
    let found = counts.estimate()
    let share = Double(given.afterThree) / Double(given.steps)
    // As many of the steps undecided after vote 3 as published, or more, were all steps alike.
    let chance = SpecialFunctions.betaLower(
      a: Double(given.afterFive), b: Double(given.afterThree - given.afterFive + 1), x: share)
    var quantities = [
      StudyQuantity("after_five", Double(given.afterFive), method: "published"),
      StudyQuantity("alike_after_five", counts.alikeAfterFive, note: "expected of alike steps"),
      StudyQuantity("times_as_many", Double(given.afterFive) / counts.alikeAfterFive),
      StudyQuantity(
        "p_value", chance, note: "exact binomial test of alike steps: as many as published, or more"
      ),
      StudyQuantity("log10_p_value", log10(chance)),
      StudyQuantity("error_rate", found.errorRate, method: "moments of the published counts"),
      StudyQuantity(
        "correlation", found.correlation, interval: counts.correlation(level: 0.999),
        n: given.steps, method: "moments of the published counts",
        note: "of two votes of a step, whose error rates are Beta"),
    ]
    if let correlation = given.fitted.voteCorrelation {
      quantities.append(
        StudyQuantity(
          "correlation_fitted", correlation, method: "maximum likelihood",
          note: "of the population fitted to all published curves, outliers left out"))
    }
    let published = Promise(
      errorRate: found.errorRate, correlation: found.correlation, margin: publishedMargin,
      steps: given.steps)
    quantities += try published.quantities("paper")
    let small = try MinimumMargin(
      stepSuccess: Probability(given.p), steps: given.smallSteps,
      target: Probability(given.target, name: "target")
    ).margin
    quantities.append(StudyQuantity("k_small", Double(small)))
    let error = try Probability(given.p).complement
    func promise(_ correlation: Double) -> Promise {
      Promise(
        errorRate: error, correlation: correlation, margin: small, steps: given.smallSteps)
    }
    quantities += try promise(found.correlation).quantities("small")
    for scale in given.scales {
      quantities += try Promise(
        errorRate: error, correlation: found.correlation, margin: scale.margin, steps: scale.steps
      ).quantities(scale.name)
    }
    let known = given.correlations.map { ($0, "grid") } + [(found.correlation, "published")]
    let rows = try known.sorted { $0.0 < $1.0 }.map { correlation, source in
      [
        studyNumber(correlation), studyNumber(given.p), "\(given.smallSteps)", "\(small)",
        studyNumber(try promise(correlation).success), source,
      ]
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["correlation", "p", "steps", "k", "success", "source"], rows: rows)
      ], caption: "Exact, Beta-distributed error rates.")
  }

  /// A task whose margin was chosen as if votes were independent.
  private struct Promise {
    let errorRate: Double
    let correlation: Double
    let margin: Int
    let steps: Int

    private func success(_ law: StepPopulation.ErrorLaw) throws -> Double {
      let race = try UnequalRace(
        classes: [.init(share: 1, flagRate: 0, error: law)], margin: margin)
      return TaskReliability(subtaskWrong: race.wrong, subtasks: Double(steps)).correct
    }

    var independent: Double { get throws { try success(.constant(errorRate)) } }

    var success: Double {
      get throws {
        if correlation == 0 { return try independent }
        let sum = 1 / correlation - 1
        return try success(.beta(alpha: errorRate * sum, beta: (1 - errorRate) * sum))
      }
    }

    func quantities(_ name: String) throws -> [StudyQuantity] {
      try [
        StudyQuantity("success_\(name)_independent", independent),
        StudyQuantity("success_\(name)_correlated", success),
      ]
    }
  }
}
