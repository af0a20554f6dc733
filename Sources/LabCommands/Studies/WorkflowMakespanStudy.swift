import Analysis
import Economics
import ExperimentDesign
import Simulation
import Statistics

/// How long agents take side by side, and what they cost: simulated beside theory.
enum WorkflowMakespanStudy: Study {
  static let name = "workflow_makespan"

  /// What the study is given.
  struct Given: Decodable, Sendable {
    /// Times of a call of the first kind of agent; seconds.
    let laws: [Spread]
    /// Numbers of agents; count.
    let agents: [Int]
    /// Agents that may work at a time; count, 0 for all.
    let limits: [Int]
    /// Probabilities that a try fails; unit 1.
    let failureRates: [Double]
    /// Times that a failed task is done again, at most; count.
    let retries: Int
    /// The number of agents whose makespan is held against that of one.
    let reference: Int
    /// Runs a setting; count.
    let trials: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case laws, agents, limits, retries, reference, trials
      case failureRates = "failure_rates"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      laws = try container.decode([Spread].self, forKey: .laws)
      agents = try container.decode([Int].self, forKey: .agents)
      limits = try container.decode([Int].self, forKey: .limits)
      failureRates = try container.decode([Double].self, forKey: .failureRates)
      retries = try container.decode(Int.self, forKey: .retries)
      reference = try container.decode(Int.self, forKey: .reference)
      trials = try container.decode(Int.self, forKey: .trials)
      try container.check(!laws.isEmpty, .laws, "lists no law")
      try container.check(
        Set(laws.map(WorkflowSetting.name)).count == laws.count, .laws, "lists a law twice")
      try container.check(
        !agents.isEmpty && agents.allSatisfy { (1...1000).contains($0) }, .agents,
        "must be 1 to 1000")
      try container.check(
        agents.contains(1) && agents.contains(reference), .agents,
        "must have 1 and the reference among them")
      try container.check(
        limits.contains(0) && limits.allSatisfy { (0...1000).contains($0) }, .limits,
        "must be 0 to 1000, and 0, which is no limit, among them")
      try container.check(
        failureRates.contains(0) && failureRates.allSatisfy { $0 >= 0 && $0 < 1 }, .failureRates,
        "must be at least 0, below 1, and 0 among them")
      try container.check((0...100).contains(retries), .retries, "must be 0 to 100")
      try container.check((100...1_000_000).contains(trials), .trials, "must be 100 to 10^6")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let shipped = try Workflow.shipped()
    let pricing = WorkflowPricing(
      of: shipped, in: PriceBooks([try PriceBook.shipped()]), on: shipped.date)
    let settings = settings(given, shipped)
    let results = try await run.map(settings.count) { index in
      WorkflowSettingResult(
        settings[index], at: pricing, trials: given.trials, seed: run.seed, index: index)
    }
    let scores = results.flatMap(\.scores)
    let least = results.flatMap(\.pValues).min() ?? 1
    let checks = results.reduce(0) { $0 + $1.pValues.count }
    var quantities = [
      StudyQuantity("settings", Double(results.count)),
      StudyQuantity(
        "exact_makespans", Double(results.count { $0.exactMakespan != nil }),
        note: "settings whose expected makespan is known"),
      StudyQuantity("checks", Double(checks)),
      StudyQuantity(
        "reference", Double(given.reference), note: "agents whose time is over that of one"),
      StudyQuantity(
        "greatest_z", scores.map(abs).max() ?? 0, n: given.trials,
        method: "simulated against exact"),
      StudyQuantity(
        "agreement_p", min(1, Double(checks) * least), n: given.trials,
        method: "least p-value times the number of checks"),
    ]
    for law in given.laws { quantities += ratios(of: law, given, results) }
    return StudyFindings(
      quantities,
      tables: [StudyTable(columns: WorkflowSettingResult.columns, rows: results.map(\.row))],
      caption:
        "n = \(NumberFormat.grouped(given.trials)) simulated runs a point with 95 % intervals; "
        + "lines: theory.")
  }

  /// Every setting once: a limit that no agent has to wait for is no limit.
  private static func settings(_ given: Given, _ shipped: Workflow) -> [WorkflowSetting] {
    given.laws.flatMap { law in
      given.failureRates.flatMap { failureRate in
        given.limits.flatMap { limit in
          given.agents.filter { limit == 0 || limit < $0 }.map { agents in
            var workflow = shipped
            workflow.agents = agents
            workflow.limit = limit == 0 ? nil : limit
            workflow.failureRate = failureRate
            workflow.retries = failureRate == 0 ? 0 : given.retries
            workflow.kinds[0] = shipped.kinds[0].taking(law)
            return WorkflowSetting(workflow: workflow, law: law)
          }
        }
      }
    }
  }

  /// Makespan of several agents against that of one, and against one that does it all.
  private static func ratios(
    of law: Spread, _ given: Given, _ results: [WorkflowSettingResult]
  ) -> [StudyQuantity] {
    func plain(_ agents: Int) -> WorkflowSettingResult? {
      results.first {
        let workflow = $0.setting.workflow
        return $0.setting.law == law && workflow.agents == agents && workflow.limit == nil
          && workflow.failureRate == 0
      }
    }
    guard let many = plain(given.reference), let exactMany = many.exactMakespan,
      let exactOne = plain(1)?.exactMakespan
    else { return [] }
    let name = WorkflowSetting.name(law)
    let interval = many.makespan.interval(level: 0.99)
    let note = "\(given.reference) agents against one"
    return [
      StudyQuantity("ratio_\(name)", exactMany / exactOne, note: note),
      StudyQuantity(
        "simulated_ratio_\(name)", many.makespan.mean / exactOne,
        interval: Interval(
          low: interval.low / exactOne, high: interval.high / exactOne, level: interval.level),
        n: given.trials, method: "simulated makespan", note: note),
      StudyQuantity(
        "speedup_\(name)", many.exactAlone / exactMany,
        note: "one agent that does \(given.reference) tasks against \(given.reference) agents"),
    ]
  }
}
