import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import Statistics

/// What retrying costs without a vote, in three readings, and how that grows with the task.
struct NaiveRetryStudy: Study {
  static let name = "naive_retry"

  struct Given: Decodable, Sendable {
    let p: Double
    let steps: Int
    let target: Double
    /// Sizes over which the growth is fitted; steps.
    let sizes: [Int]
    /// What the document says voting and retrying take; calls.
    let statedVoting: Double
    let statedRetry: Double
    /// Retries after a failure that the document assumes; count.
    let statedRetries: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case p, steps, target, sizes
      case statedVoting = "stated_voting_calls"
      case statedRetry = "stated_retry_calls"
      case statedRetries = "stated_retries"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      p = try container.decode(Double.self, forKey: .p)
      steps = try container.decode(Int.self, forKey: .steps)
      target = try container.decode(Double.self, forKey: .target)
      sizes = try container.decode([Int].self, forKey: .sizes)
      statedVoting = try container.decode(Double.self, forKey: .statedVoting)
      statedRetry = try container.decode(Double.self, forKey: .statedRetry)
      statedRetries = try container.decode(Int.self, forKey: .statedRetries)
      try container.check(
        (0...1000).contains(statedRetries), .statedRetries, "is outside its range: 0 to 1000")
      try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      try container.check(
        target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
      try container.check(
        (1...1000).contains(steps), .steps, "\(steps) is outside its range: 1 to 1000")
      try container.check(
        sizes.count >= 3 && Set(sizes).count == sizes.count && sizes.allSatisfy { $0 >= 2 }, .sizes,
        "are not three different sizes from 2 steps on")
    }
  }

  /// One size of the task, every way of doing it.
  private struct Size {
    let steps: Int
    let whole: TaskRetry
    let oracle: StepRetry
    let margin: Int
    let votes: Double

    init(steps: Int, p: Probability, target: Probability) throws {
      self.steps = steps
      whole = TaskRetry(stepSuccess: p, steps: steps)
      oracle = StepRetry.least(stepSuccess: p, steps: steps, target: target)
      margin = try MinimumMargin(stepSuccess: p, steps: steps, target: target).margin
      votes = try Double(steps) * TwoCandidateRace(stepSuccess: p, margin: margin).meanVotes
    }

    /// log10 of s·2^k at the margin that the task needs.
    var logStated: Double { log10(Double(steps)) + Double(margin) * log10(2) }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let p = try Probability(given.p)
    let target = try Probability(given.target, name: "target")
    let task = try Size(steps: given.steps, p: p, target: target)
    let sizes = try given.sizes.sorted().map { try Size(steps: $0, p: p, target: target) }
    let saved = { (calls: Double) in 1 - task.votes / calls }
    let whole = pow(10, task.whole.logCalls)
    let oracle = task.oracle.calls(steps: task.steps)
    var quantities = [
      StudyQuantity("k_min", Double(task.margin)),
      StudyQuantity("votes", task.votes),
      StudyQuantity(
        "calls_whole", whole, note: "the whole task again until an oracle finds it right"),
      StudyQuantity("log10_calls_whole", task.whole.logCalls),
      StudyQuantity(
        "log10_calls_stopped", task.whole.logCallsStopped,
        note: "the same, an oracle ending each attempt at its first wrong step"),
      StudyQuantity(
        "calls_step_oracle", oracle,
        note: "each step again until an oracle finds it right, as often as the target needs"),
      StudyQuantity("retries_step_oracle", Double(task.oracle.attempts - 1)),
      StudyQuantity(
        "success_step_oracle", task.oracle.reliability(steps: task.steps).correct),
      StudyQuantity(
        "log10_success_unchecked", task.whole.logSuccess,
        note: "no oracle: nothing says which step to do again, so any number of calls leaves p"),
      StudyQuantity("saved_against_whole", saved(whole)),
      StudyQuantity("saved_against_step_oracle", saved(oracle)),
      StudyQuantity("votes_over_step_oracle", task.votes / oracle),
      StudyQuantity("saved_as_stated", 1 - given.statedVoting / given.statedRetry),
    ]
    quantities += stated(given, p) + growth(sizes)
    return StudyFindings(
      quantities, tables: [table(sizes)],
      caption:
        "p = \(studyNumber(given.p)), target \(studyNumber(given.target)). Exact expectations.")
  }

  /// As many retries after a failure as the document assumes: of each step, and of the whole task.
  private static func stated(_ given: Given, _ p: Probability) -> [StudyQuantity] {
    let attempts = given.statedRetries + 1
    let step = StepRetry(stepSuccess: p, attempts: attempts)
    let task = TaskRetry(stepSuccess: p, steps: given.steps)
    // 1 − (1 − P)^n without loss, P = p^s.
    let success = pow(10, task.logSuccess)
    let ever = 0 - expm1(Double(attempts) * log1p(0 - success))
    return [
      StudyQuantity("stated_calls", given.statedRetry, method: "as stated"),
      StudyQuantity("stated_retries", Double(given.statedRetries), method: "as stated"),
      StudyQuantity(
        "calls_step_stated", step.calls(steps: given.steps),
        note: "each step again until an oracle finds it right, with the stated retries at most"),
      StudyQuantity("success_step_stated", step.reliability(steps: given.steps).correct),
      StudyQuantity(
        "calls_whole_stated",
        Double(given.steps) * (success > 0 ? ever / success : Double(attempts)),
        note: "the whole task again until an oracle finds it right, with the stated retries at most"
      ),
      StudyQuantity("log10_success_whole_stated", log10(ever)),
    ]
  }

  /// How calls grow with the steps: in doublings a step, and as a power.
  private static func growth(_ sizes: [Size]) -> [StudyQuantity] {
    let steps = sizes.map { Double($0.steps) }
    let doublings = sizes.map { ($0.whole.logCalls - log10(Double($0.steps))) / log10(2) }
    let power = LinearFit(x: steps.map { log10($0) }, y: sizes.map(\.whole.logCalls))
    let missed = zip(steps, sizes).map { steps, size in
      abs(power.intercept + power.slope * log10(steps) - size.whole.logCalls)
    }
    let exponential = LinearFit(x: steps, y: doublings)
    let voting = LinearFit(x: steps.map { log10($0) }, y: sizes.map { log10($0.votes) })
    return [
      StudyQuantity(
        "doublings_per_step", exponential.slope, note: "of whole-task retry's calls a step"),
      StudyQuantity(
        "excess_doublings_per_step",
        LinearFit(x: steps, y: zip(doublings, sizes).map { $0 - Double($1.margin) }).slope,
        note: "by which whole-task retry outgrows s·2^k at the margin that the task needs"),
      StudyQuantity("exponential_r_squared", exponential.rSquared ?? 1),
      StudyQuantity(
        "power_law_misses", missed.max() ?? 0, note: "powers of ten, greatest over the sizes"),
      StudyQuantity("voting_power", voting.slope, note: "exponent of s that fits the votes"),
    ]
  }

  private static func table(_ sizes: [Size]) -> StudyTable {
    StudyTable(
      columns: [
        "steps", "k_min", "log10_votes", "log10_calls_whole", "log10_calls_stopped",
        "log10_calls_step_oracle", "attempts_step_oracle", "log10_stated",
      ],
      rows: sizes.map {
        [
          "\($0.steps)", "\($0.margin)", studyNumber(log10($0.votes)),
          studyNumber($0.whole.logCalls),
          studyNumber($0.whole.logCallsStopped),
          studyNumber(log10($0.oracle.calls(steps: $0.steps))),
          "\($0.oracle.attempts)", studyNumber($0.logStated),
        ]
      })
  }
}
