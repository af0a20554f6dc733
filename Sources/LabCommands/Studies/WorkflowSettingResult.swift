import Economics
import RaceTheory
import Simulation
import Statistics

/// One setting of a study of workflows.
struct WorkflowSetting: Sendable {
  /// The workflow.
  let workflow: Workflow
  /// Time of a call of its first kind of agent; seconds.
  let law: Spread

  /// Name of a law with its variation in per cent, as `lognormal_50`.
  static func name(_ law: Spread) -> String {
    let kind =
      switch law {
      case .fixed: "fixed"
      case .uniform: "uniform"
      case .exponential: "exponential"
      case .gamma: "gamma"
      case .lognormal: "lognormal"
      }
    return "\(kind)_\(Int((100 * law.variation).rounded()))"
  }
}

/// What the simulation of one setting found, beside theory.
struct WorkflowSettingResult: Sendable {
  /// The setting.
  let setting: WorkflowSetting
  /// Simulated cost of a run; dollars, nil where unknown.
  let cost: SampleMean?
  /// Its expected value; dollars, nil where unknown.
  let exactCost: Double?
  /// Simulated makespan; seconds.
  let makespan: SampleMean
  /// Its expected value; seconds, nil where theory has none.
  let exactMakespan: Double?
  /// Expected time of one agent that does all tasks; seconds.
  let exactAlone: Double
  private let successes: Int

  /// Simulates a setting.
  ///
  /// - Parameters:
  ///   - setting: The setting.
  ///   - pricing: Who works, and at which prices.
  ///   - trials: Runs; count, at least 2.
  ///   - seed: Seed of the study.
  ///   - index: Index of the setting.
  init(
    _ setting: WorkflowSetting, at pricing: WorkflowPricing, trials: Int, seed: Int, index: Int
  ) {
    self.setting = setting
    let runs = WorkflowSimulator(setting.workflow, at: pricing)
      .runs(0..<trials, seed: seed, setting: index)
    let theory = WorkflowTheory(setting.workflow)
    cost = WorkflowReport.costs(of: runs)
    exactCost = pricing.meanCost(of: setting.workflow)
    makespan = SampleMean(runs.map(\.makespan))
    exactMakespan = theory.meanMakespan
    exactAlone = theory.meanSequentialTime
    successes = runs.count { $0.isSuccess }
  }

  /// Distances of the simulated cost and makespan from theory; standard errors.
  var scores: [Double] {
    [costScore, makespanScore].compactMap(\.self)
  }

  private var costScore: Double? {
    guard let cost, let exactCost else { return nil }
    return cost.z(exact: exactCost)
  }

  private var makespanScore: Double? { exactMakespan.map { makespan.z(exact: $0) } }

  /// Two-sided p-values of all that theory knows, the share of runs that succeed among it.
  var pValues: [Double] {
    var values = scores.map { 2 * SpecialFunctions.normalUpper(abs($0)) }
    if setting.workflow.failureRate > 0 {
      let success = setting.workflow.successProbability
      values.append(
        BinomialTest.pValue(
          successes: successes, trials: makespan.count, probability: success,
          complement: 1 - success))
    }
    return values
  }

  /// Columns of the table.
  static let columns = [
    "law", "variation", "agents", "at_a_time", "failure_rate", "makespan_exact", "makespan",
    "makespan_low", "makespan_high", "makespan_z", "alone_exact", "cost_exact", "cost", "cost_low",
    "cost_high", "cost_z", "success_exact", "success",
  ]

  /// A row of the table; numbers that nobody knows are empty.
  var row: [String] {
    let workflow = setting.workflow
    let span = makespan.interval(level: WorkflowReport.level)
    let money = cost?.interval(level: WorkflowReport.level)
    let numbers: [Double?] = [
      setting.law.variation, Double(workflow.agents), Double(workflow.slots),
      workflow.failureRate, exactMakespan, makespan.mean, span.low, span.high, makespanScore,
      exactAlone, exactCost, cost?.mean, money?.low, money?.high, costScore,
      workflow.successProbability, Double(successes) / Double(makespan.count),
    ]
    return [WorkflowSetting.name(setting.law)]
      + numbers.map { $0.map { NumberFormat.significant($0, 9) } ?? "" }
  }
}

extension AgentKind {
  /// The kind with another time of a call; seconds.
  func taking(_ seconds: Spread) -> AgentKind {
    AgentKind(
      name: name, tier: tier, tools: tools, callsPerTask: callsPerTask, tokens: tokens,
      tokensOnTier: tokensOnTier, areTokensImplied: areTokensImplied, seconds: seconds,
      claimedCost: claimedCost)
  }
}
