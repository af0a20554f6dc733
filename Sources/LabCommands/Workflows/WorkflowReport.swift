import Economics
import RaceTheory
import Simulation
import Statistics

/// Cost and makespan of a workflow: simulated, and exact where theory knows them.
struct WorkflowReport {
  /// A simulated number beside its exact value.
  struct Measure {
    /// What it is.
    var name: String
    /// Whether it is money, in dollars; else a time in seconds.
    var isMoney: Bool
    /// The estimate; nil where it is unknown.
    var sample: SampleMean?
    /// The exact value; nil where none is known.
    var exact: Double?

    /// Distance of the estimate from the exact value; standard errors, nil where one is missing.
    var z: Double? {
      guard let sample, let exact else { return nil }
      return sample.z(exact: exact)
    }
  }

  /// The workflow with one tier, or each agent's own, at its work.
  struct Alternative {
    /// Who works, as `all medium`.
    var name: String
    /// Tier that does everything; nil for each agent its own.
    var tier: ModelTier?
    /// Cost of a run.
    var cost: Measure
    /// Share of this cost that the workflow as written saves; unit 1, nil where unknown.
    var saving: Double?
  }

  /// The workflow.
  let workflow: Workflow
  /// Who works, and at which prices.
  let pricing: WorkflowPricing
  /// Where the prices are from, for a person.
  let priceText: String
  /// Simulated runs; count.
  let trials: Int
  /// Their seed.
  let seed: Int
  /// Cost, makespan and the time of one agent alone.
  let measures: [Measure]
  /// Makespan that 95 of 100 runs stay within; seconds.
  let slowMakespan: Double
  /// Runs in which every task succeeded; count.
  let successes: Int
  /// Who else could do the work.
  let alternatives: [Alternative]

  /// Confidence level of the intervals; unit 1.
  static let level = 0.95

  /// Simulates a workflow.
  ///
  /// - Parameters:
  ///   - workflow: The workflow.
  ///   - pricing: Who works, and at which prices.
  ///   - priceText: Where the prices are from, for a person.
  ///   - trials: Runs; count, at least 2.
  ///   - seed: Their seed; 0 to `Int.max`.
  init(
    _ workflow: Workflow, at pricing: WorkflowPricing, _ priceText: String, trials: Int, seed: Int
  ) {
    self.workflow = workflow
    self.pricing = pricing
    self.priceText = priceText
    self.trials = trials
    self.seed = seed
    let runs = WorkflowSimulator(workflow, at: pricing).runs(0..<trials, seed: seed)
    let theory = WorkflowTheory(workflow)
    let exactCost = pricing.meanCost(of: workflow)
    measures = [
      Measure(
        name: "cost", isMoney: true, sample: Self.costs(of: runs), exact: exactCost),
      Measure(
        name: "makespan", isMoney: false, sample: SampleMean(runs.map(\.makespan)),
        exact: theory.meanMakespan),
      Measure(
        name: "one agent alone", isMoney: false,
        sample: SampleMean(runs.map { $0.workTime + theory.meanPlanningTime }),
        exact: theory.meanSequentialTime),
    ]
    let times = runs.map(\.makespan).sorted()
    slowMakespan = times[min(times.count - 1, times.count * 95 / 100)]
    successes = runs.count { $0.isSuccess }
    let tiers: [ModelTier?] = [nil] + ModelTier.allCases
    alternatives = tiers.map { tier in
      let own = tier.map { pricing.all($0) } ?? pricing
      let exact = own.meanCost(of: workflow)
      let sample =
        tier == nil
        ? Self.costs(of: runs)
        : Self.costs(of: WorkflowSimulator(workflow, at: own).runs(0..<trials, seed: seed))
      var saving: Double?
      if tier != nil, let exact, let exactCost, exact > 0 { saving = 1 - exactCost / exact }
      return Alternative(
        name: tier.map { "all \($0.rawValue)" } ?? "as written", tier: tier,
        cost: Measure(name: "cost", isMoney: true, sample: sample, exact: exact), saving: saving)
    }
  }

  /// Mean cost of runs; dollars, nil where it is unknown.
  static func costs(of runs: [WorkflowOutcome]) -> SampleMean? {
    let costs = runs.compactMap { $0.cost.map { Double($0.picodollars) * 1e-12 } }
    return costs.count == runs.count && !costs.isEmpty ? SampleMean(costs) : nil
  }
}
