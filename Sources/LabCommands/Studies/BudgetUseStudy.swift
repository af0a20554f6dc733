import Analysis
import Economics
import ExperimentDesign
import Simulation
import Statistics

/// Weekly limits of three tiers, used in stated shares: what is used, what is passed, what is left over.
struct BudgetUseStudy: Study {
  static let name = "budget_use"

  /// A range of numbers by tier.
  struct Bounds: Decodable, Sendable {
    let least: [Double]
    let most: [Double]

    private enum CodingKeys: String, CodingKey, CaseIterable { case least, most }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      least = try container.decode([Double].self, forKey: .least)
      most = try container.decode([Double].self, forKey: .most)
      try container.check(
        least.count == 3 && most.count == 3 && zip(least, most).allSatisfy { 0 < $0 && $0 <= $1 },
        .least, "and most need three numbers above 0 (small, medium, large), the least first")
    }
  }

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    /// Weekly limits; hours.
    let limits: Bounds
    /// Stated shares of the work.
    let shares: Bounds
    /// Stated hours of the week.
    let hours: Bounds
    let weeks: Int
    let hoursPerTask: Double

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case limits, shares, hours, weeks
      case hoursPerTask = "hours_per_task"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      limits = try container.decode(Bounds.self, forKey: .limits)
      shares = try container.decode(Bounds.self, forKey: .shares)
      hours = try container.decode(Bounds.self, forKey: .hours)
      weeks = try container.decode(Int.self, forKey: .weeks)
      hoursPerTask = try container.decode(Double.self, forKey: .hoursPerTask)
      try container.check((2...1_000_000).contains(weeks), .weeks, "allowed is 2 to 1000000")
      try container.check(
        (0.001...100).contains(hoursPerTask), .hoursPerTask, "allowed is 0.001 to 100 h")
      let (low, high) = (shares.least.reduce(0, +), shares.most.reduce(0, +))
      try container.check(
        low <= 1 && high >= 1 && shares.most.allSatisfy { $0 <= 1 }, .shares,
        "must be at most 1 each and able to sum to 1")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let names = ModelTier.allCases.map(\.rawValue)
    let bounds = TierShares(least: given.shares.least, most: given.shares.most)
    let all = given.limits.most.reduce(0, +)
    let work = bounds.greatestWork(limits: given.limits.most)
    var quantities = [
      StudyQuantity("greatest_work", work, note: "hours a week within the upper limits"),
      StudyQuantity("greatest_use", work / all, note: "share of the upper limits together"),
    ]
    for (tier, name) in names.enumerated() {
      let stated = (given.hours.least[tier], given.hours.most[tier])
      quantities += [
        StudyQuantity("least_use_\(name)", stated.0 / given.limits.most[tier]),
        StudyQuantity(
          "most_use_\(name)", stated.1 / given.limits.most[tier],
          note: "stated hours against the upper limit"),
        StudyQuantity(
          "worst_use_\(name)", stated.1 / given.limits.least[tier],
          note: "greatest stated hours against the lower limit"),
      ]
    }
    quantities += [
      StudyQuantity("stated_use_low", given.hours.least.reduce(0, +) / all),
      StudyQuantity("stated_use_high", given.hours.most.reduce(0, +) / all),
    ]
    var rows: [[String]] = []
    for (name, hours) in [
      ("stated_low", given.hours.least),
      ("stated_middle", zip(given.hours.least, given.hours.most).map { ($0 + $1) / 2 }),
      ("stated_high", given.hours.most),
    ] {
      let week = try await SimulatedWeeks(hours: hours, given, run)
      quantities += week.quantities(name)
      rows += week.rows(name)
    }
    return StudyFindings(
      quantities,
      tables: [StudyTable(columns: SimulatedWeeks.columns, rows: rows)],
      caption: "\(given.weeks) simulated weeks a setting; bars: 95 % intervals of a week's use.")
  }
}

/// Weeks of tasks that take so many hours of each tier on average.
private struct SimulatedWeeks {
  let used: [SampleMean]
  /// Weeks above the lower and the upper limit of each tier; count.
  let over: [(low: Int, high: Int)]
  let whole: SampleMean
  let anyOver: (low: Int, high: Int)
  let weeks: Int
  let hours: [Double]
  let limits: BudgetUseStudy.Bounds

  init(hours: [Double], _ given: BudgetUseStudy.Given, _ run: StudyRun) async throws {
    self.hours = hours
    limits = given.limits
    let free = ModelPrices(input: 0, output: 0)
    let time = Int((given.hoursPerTask * 3_600_000).rounded())
    // A class of single calls for each tier: a task's label is the tier that does it.
    let lab = PolicyLab(
      stream: TaskStream(
        classes: zip(ModelTier.allCases, hours).map { tier, hours in
          TaskStream.TaskClass(
            name: tier.rawValue, weight: hours, steps: 1,
            levels: [TaskStream.Level(share: 1, difficulty: 0)], inputTokens: 0, outputTokens: 0,
            detection: 0, label: tier.rawValue, texts: [""])
        }, tasksPerWeek: hours.reduce(0, +) / given.hoursPerTask,
        weekdays: [Double](repeating: 1, count: 7), mislabelled: 0, unlabelled: 0),
      models: ModelTier.allCases.map { _ in
        WorkModel(ability: 0, prices: free, millisecondsPerCall: time)
      }, weeks: 1, limits: WeeklyLimits(), seed: run.seed)
    let policy = RoutedPolicy(
      "by label", plans: ModelTier.allCases.map { .repeating(.single($0), attempts: 1) }
    ) { task in task.label.flatMap(ModelTier.init(rawValue:)) ?? .medium }
    let weeks = try await run.map(given.weeks) { lab.run(policy, replicate: $0) }
    let spent = weeks.map { $0.milliseconds.map { Double($0) / 3_600_000 } }
    used = hours.indices.map { tier in
      SampleMean(spent.map { $0[tier] / given.limits.most[tier] })
    }
    whole = SampleMean(spent.map { $0.reduce(0, +) / given.limits.most.reduce(0, +) })
    func over(_ limits: [Double], _ tiers: [Int]) -> Int {
      spent.count { week in tiers.contains { week[$0] > limits[$0] } }
    }
    self.weeks = given.weeks
    self.over = hours.indices.map {
      (over(given.limits.least, [$0]), over(given.limits.most, [$0]))
    }
    let all = Array(hours.indices)
    anyOver = (over(given.limits.least, all), over(given.limits.most, all))
  }

  func quantities(_ setting: String) -> [StudyQuantity] {
    func quantity(_ name: String, _ mean: SampleMean, _ note: String) -> StudyQuantity {
      StudyQuantity(
        "\(name)_\(setting)", mean.mean, interval: mean.studentInterval(), n: mean.count,
        method: "Monte Carlo over weeks", note: note)
    }
    func share(_ name: String, _ count: Int, _ note: String) -> StudyQuantity {
      StudyQuantity(
        "\(name)_\(setting)", Double(count) / Double(weeks),
        interval: BinomialInterval.fixedTrials(successes: count, trials: weeks, level: 0.95),
        n: weeks, method: "Monte Carlo over weeks", note: note)
    }
    return [
      quantity("use", whole, "share of the upper limits together"),
      share("over", anyOver.high, "share of weeks above an upper limit"),
      share("over_lower", anyOver.low, "share of weeks above a lower limit"),
    ]
  }

  static let columns = [
    "setting", "tier", "hours", "limit_low", "limit_high", "use", "use_low", "use_high",
    "weeks_over_low_limit", "weeks_over_high_limit",
  ]

  func rows(_ setting: String) -> [[String]] {
    func text(_ value: Double) -> String { NumberFormat.significant(value, 6) }
    return ModelTier.allCases.map { tier in
      let (rank, use) = (tier.rank, used[tier.rank])
      return [
        setting, tier.rawValue, text(hours[rank]), text(limits.least[rank]),
        text(limits.most[rank]),
        text(use.mean), text(use.studentInterval().low), text(use.studentInterval().high),
        text(Double(over[rank].low) / Double(weeks)), text(Double(over[rank].high) / Double(weeks)),
      ]
    }
  }
}
