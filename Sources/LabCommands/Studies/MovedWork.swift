import Analysis
import Economics
import Simulation
import Statistics

/// Work that moves from one table of tiers to another, simulated under both.
struct MovedWork {
  private let lab: PolicyLab
  private let before: RoutedPolicy
  private let now: RoutedPolicy

  /// Sets both tables up.
  ///
  /// - Parameters:
  ///   - given: The work.
  ///   - shares: Share of each work, in its order; one of 0 is left out.
  ///   - prices: Prices of the tiers, by rank.
  ///   - detection: Chance that a wrong result is found; unit 1.
  ///   - smallSuccess: Success of the small tier on the work that it does now; unit 1.
  ///   - seed: Seed.
  init(
    _ given: TierSavingsStudy.Given, shares: [Double], prices: [ModelPrices],
    detection: Double, smallSuccess: Double, seed: Int
  ) {
    lab = PolicyLab(
      stream: TaskStream(
        classes: zip(given.work, shares).filter { $0.1 > 0 }.map { work, share in
          var success = work.success
          if work.now == .small { success[0] = smallSuccess }
          return TaskStream.TaskClass(
            name: work.name, weight: share, steps: 1,
            levels: [TaskStream.Level(share: 1, stepSuccess: success)],
            inputTokens: given.inputTokens, outputTokens: given.outputTokens,
            detection: detection, label: work.name, texts: [""])
        }, tasksPerWeek: given.tasksPerWeek, weekdays: [Double](repeating: 1, count: 7),
        mislabelled: 0, unlabelled: 0),
      models: prices.map { WorkModel(ability: 0, prices: $0, millisecondsPerCall: 1) }, weeks: 1,
      limits: WeeklyLimits(), seed: seed)
    let plans = ModelTier.allCases.map { WorkPlan.climbing(from: $0, attempts: given.attempts) }
    func policy(_ name: String, _ tier: (TierSavingsStudy.Work) -> ModelTier) -> RoutedPolicy {
      let tiers = Dictionary(
        given.work.map { ($0.name, tier($0)) }, uniquingKeysWith: { first, _ in first })
      return RoutedPolicy(name, plans: plans) { $0.label.flatMap { tiers[$0] } ?? .medium }
    }
    before = policy("before", \.before)
    now = policy("now", \.now)
  }

  /// What the move does.
  struct Result {
    /// Share of the cost that is saved, and success now less success before.
    let saved, change: SampleMean
    let successBefore, successNow, reworkBefore, reworkNow: SampleMean
    /// The same, exact.
    let exactSaved, exactChange: Double
    /// Greatest distance of cost and success from theory; standard errors.
    let greatestZ: Double

    static let columns = [
      "saved", "saved_low", "saved_high", "saved_exact", "change", "change_low", "change_high",
      "change_exact", "success_before", "success_now", "rework_before", "rework_now",
    ]

    var row: [String] {
      [
        saved.mean, saved.studentInterval().low, saved.studentInterval().high, exactSaved,
        change.mean,
        change.studentInterval().low, change.studentInterval().high, exactChange,
        successBefore.mean, successNow.mean,
        reworkBefore.mean, reworkNow.mean,
      ].map { NumberFormat.significant($0, 8) }
    }

    var quantities: [StudyQuantity] {
      func quantity(_ name: String, _ mean: SampleMean, _ note: String) -> StudyQuantity {
        StudyQuantity(
          name, mean.mean, interval: mean.studentInterval(), n: mean.count,
          method: "Monte Carlo over weeks, paired", note: note)
      }
      return [
        quantity("saved", saved, "share of the cost before"),
        quantity("change", change, "success now less success before"),
        quantity("rework_before", reworkBefore, "tasks begun again, share"),
        quantity("rework_now", reworkNow, "tasks begun again, share"),
        quantity("success_before", successBefore, ""), quantity("success_now", successNow, ""),
        StudyQuantity("saved_exact", exactSaved), StudyQuantity("change_exact", exactChange),
      ]
    }
  }

  /// Simulates both tables over the same weeks.
  ///
  /// - Parameters:
  ///   - run: Who computes.
  ///   - replicates: Weeks; count.
  /// - Returns: What the move does.
  /// - Throws: What theory throws.
  func result(_ run: StudyRun, replicates: Int) async throws -> Result {
    let (lab, before, now) = (lab, before, now)
    let weeks = try await run.map(replicates) {
      [lab.run(before, replicate: $0), lab.run(now, replicate: $0)]
    }
    let compared = try PolicyComparison(lab, [before, now], weeks).policies
    let exact = compared.compactMap(\.exact)
    func rework(_ policy: Int) -> SampleMean {
      SampleMean(
        weeks.map {
          Double($0[policy].attempts - $0[policy].done) / Double(max(1, $0[policy].done))
        })
    }
    return Result(
      saved: compared[1].saved, change: compared[1].gain, successBefore: compared[0].success,
      successNow: compared[1].success, reworkBefore: rework(0), reworkNow: rework(1),
      exactSaved: 1 - exact[1].cost / exact[0].cost, exactChange: exact[1].right - exact[0].right,
      greatestZ: compared.compactMap(\.greatestZ).max() ?? 0)
  }
}
