import Analysis
import ExperimentDesign
import Simulation
import Storage

/// The finished points of an experiment beside what theory says.
struct ResultSet {
  let plan: Plan
  let oracle: any Oracle
  let results: [PointResult]
  /// Simulated runs beside the published one; empty without one.
  let undecidedRuns: [UndecidedRuns]
  /// Replies by their length, point by point, drawn again when they are first asked for; empty unless
  /// the model's long replies err.
  let lengths: Lazy<[(result: PointResult, counts: LengthCounts)]>
  /// The race of the hard step, looked for when it is first asked for.
  let hardStepRace: Lazy<Result<HardStepFinding?, any Error>>
  /// Policies of escalation, followed when they are first asked for; none without models to escalate to.
  let escalations: Lazy<Result<[EscalationFinding], any Error>>

  /// Reads the finished points of a plan from a store; points not yet done are left out.
  init(plan: Plan, store: LabStore, oracle: any Oracle) throws {
    self.plan = plan
    self.oracle = oracle
    var results: [PointResult] = []
    for planned in plan.points {
      guard let tally = try store.finishedTally(planned, seed: plan.seed) else { continue }
      let trials = planned.point.keepsTrials ? try store.trials(planned, seed: plan.seed) : []
      results.append(
        PointResult(
          planned: planned, seed: plan.seed, tally: tally, trials: trials, oracle: oracle))
    }
    self.results = results
    lengths = Lazy { [results] in
      results.compactMap { result in result.lengths.map { (result, $0) } }
    }
    hardStepRace = Lazy { [results] in Result { try HardStepFinding.first(in: results) } }
    escalations = Lazy {
      Result {
        try plan.definition.escalation.map { try EscalationFinding.all($0, seed: plan.seed) } ?? []
      }
    }
    do {
      undecidedRuns =
        try plan.definition.undecidedSteps.map {
          try ClaimJudge.undecidedRuns(results, of: plan.points, published: UndecidedCounts($0))
        } ?? []
    } catch {
      throw LabError("\(plan.experiment): undecided_steps: \(error)")
    }
  }

  /// Whether every point of the plan is done.
  var isComplete: Bool { results.count == plan.points.count }

  /// How far the experiment is, in words.
  var progress: String { "\(results.count) of \(plan.points.count) points" }

  /// The claims of the experiment, judged.
  func claims() -> [ClaimResult] {
    // Without claims nothing need be held against what is published.
    guard !plan.definition.claims.isEmpty else { return [] }
    let judge = ClaimJudge(
      results: results, agreements: agreements, undecidedRuns: undecidedRuns,
      costs: costAgreements,
      plans: (try? escalations.value.get())?.compactMap(\.simulated) ?? [], oracle: oracle)
    return plan.definition.claims.map { judge.judge($0, experiment: plan.experiment) }
  }
}
