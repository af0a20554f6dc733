import Analysis
import Economics
import ExperimentDesign
import Simulation

/// What moving work to a table of tiers saves, rework included, and what it does to quality.
struct TierSavingsStudy: Study {
  static let name = "tier_savings"

  /// Work that is alike: who did it before, who does it now.
  struct Work: Decodable, Sendable {
    let name: String
    let share: Double
    let before: ModelTier
    let now: ModelTier
    /// Share of its tasks that each tier gets right at once; unit 1.
    let success: [Double]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case name, share, before, now, success
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      share = try container.decode(Double.self, forKey: .share)
      before = try container.decode(ModelTier.self, forKey: .before)
      now = try container.decode(ModelTier.self, forKey: .now)
      success = try container.decode([Double].self, forKey: .success)
      try container.check(share >= 0, .share, "\(share) is below 0")
      try container.check(
        success.count == 3 && success.allSatisfy { $0 > 0 && $0 < 1 }, .success,
        "needs three shares between 0 and 1 (small, medium, large)")
    }
  }

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let replicates: Int
    let tasksPerWeek: Double
    let attempts: Int
    let work: [Work]
    let models: [String]
    let days: [String]
    let inputTokens: Int
    let outputTokens: Int
    /// Chances that a wrong result is found, the first one the claim's.
    let detection: [Double]
    /// Success of the small tier on what is moved to it, the first one the claim's.
    let smallSuccess: [Double]
    /// Other shares of the work that the table allows, each as long as `work`.
    let shares: [[Double]]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case replicates, attempts, work, models, days, detection, shares
      case tasksPerWeek = "tasks_per_week"
      case inputTokens = "input_tokens"
      case outputTokens = "output_tokens"
      case smallSuccess = "small_success"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      replicates = try container.decode(Int.self, forKey: .replicates)
      tasksPerWeek = try container.decode(Double.self, forKey: .tasksPerWeek)
      attempts = try container.decode(Int.self, forKey: .attempts)
      work = try container.decode([Work].self, forKey: .work)
      models = try container.decode([String].self, forKey: .models)
      days = try container.decode([String].self, forKey: .days)
      inputTokens = try container.decode(Int.self, forKey: .inputTokens)
      outputTokens = try container.decode(Int.self, forKey: .outputTokens)
      detection = try container.decode([Double].self, forKey: .detection)
      smallSuccess = try container.decode([Double].self, forKey: .smallSuccess)
      shares = try container.decode([[Double]].self, forKey: .shares)
      try container.check((2...100_000).contains(replicates), .replicates, "allowed is 2 to 100000")
      try container.check(
        (1...100_000).contains(tasksPerWeek), .tasksPerWeek, "allowed are 1 to 100000 tasks")
      try container.check((1...10).contains(attempts), .attempts, "allowed is 1 to 10")
      try container.check(!work.isEmpty, .work, "lists no work")
      for own in [work.map(\.share)] + shares {
        try container.check(
          own.count == work.count && own.allSatisfy { $0 >= 0 } && own.contains { $0 > 0 },
          .shares, "needs a share of 0 or more for each work, one of them above 0")
      }
      try container.check(models.count == 3, .models, "needs three models")
      try container.check(
        !days.isEmpty && days.allSatisfy { CalendarDate($0) != nil }, .days,
        "needs days as 2026-11-20")
      try container.check(
        (0...1_000_000).contains(inputTokens), .inputTokens, "allowed are 0 to 1000000 tokens")
      try container.check(
        (0...1_000_000).contains(outputTokens), .outputTokens, "allowed are 0 to 1000000 tokens")
      try container.check(
        !detection.isEmpty && detection.allSatisfy { (0...1).contains($0) }, .detection,
        "needs chances from 0 to 1")
      try container.check(
        !smallSuccess.isEmpty && smallSuccess.allSatisfy { $0 > 0 && $0 < 1 }, .smallSuccess,
        "needs shares between 0 and 1")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let book = try PriceBook.shipped()
    var rows: [[String]] = []
    var quantities: [StudyQuantity] = []
    var greatestZ = 0.0
    var (saved, changes): ([Double], [Double]) = ([], [])
    for (number, day) in given.days.compactMap({ CalendarDate($0) }).enumerated() {
      let prices = try given.models.map { try ModelsGiven.prices($0, on: day, in: book) }
      for (corner, shares) in ([given.work.map(\.share)] + given.shares).enumerated() {
        for detection in given.detection {
          for success in given.smallSuccess {
            let setting = MovedWork(
              given, shares: shares, prices: prices, detection: detection, smallSuccess: success,
              seed: run.seed)
            let result = try await setting.result(run, replicates: given.replicates)
            rows.append(
              ["\(day)", shares.map(text).joined(separator: " "), text(detection), text(success)]
                + result.row)
            greatestZ = max(greatestZ, result.greatestZ)
            if number == 0 {
              saved.append(result.exactSaved)
              changes.append(result.exactChange)
            }
            if number == 0, corner == 0, detection == given.detection[0],
              success == given.smallSuccess[0]
            {
              quantities += result.quantities
            }
          }
        }
      }
    }
    let note = "over shares, pass rates and checks that the document leaves open"
    quantities += [
      .open("saved_open", saved, note: note), .open("change_open", changes, note: note),
      StudyQuantity("least_pass_percent", 100 * (given.smallSuccess.min() ?? 0)),
      StudyQuantity("most_pass_percent", 100 * (given.smallSuccess.max() ?? 0)),
      StudyQuantity("least_found_percent", 100 * (given.detection.min() ?? 0)),
      StudyQuantity("most_found_percent", 100 * (given.detection.max() ?? 0)),
      StudyQuantity(
        "greatest_z", greatestZ, n: 2 * rows.count, method: "Monte Carlo against exact"),
    ]
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["day", "shares", "detection", "small_success"] + MovedWork.Result.columns,
          rows: rows)
      ],
      caption: "\(given.replicates) weeks a point, the week the unit, paired; bars: 95 % intervals."
    )
  }

  private static func text(_ value: Double) -> String { NumberFormat.significant(value, 6) }
}
