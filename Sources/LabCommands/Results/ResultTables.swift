import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Statistics
import StoppingRules
import Storage

/// The CSV files of an experiment.
///
/// Nothing in them depends on time, commit, machine, workers or shards.
extension ResultSet {
  /// One row a design point.
  var pointTable: CSVTable {
    let names = ResultSet.estimates.flatMap { estimate in
      ["", "_low", "_high", "_exact", "_z"].map { estimate.name + $0 }
    }
    let columns = ResultSet.identityColumns + settingColumns + countColumns
    let further =
      (hasLatency ? ResultSet.timeColumns : [])
      + (plan.definition.factors.issue != nil ? ResultSet.issueColumns : [])
      + (hasCosts ? ResultSet.costColumns : [])
      + (plan.definition.keepsTrials ? ResultSet.runColumns : [])
      + (plan.definition.factors.model != nil ? [ResultSet.priceColumn] : [])
    return CSVTable(
      comments: comments, columns: columns.map(\.0) + names + further.map(\.0),
      rows: results.map { result in
        columns.map { $0.1(result) }
          + ResultSet.estimates.flatMap { ResultSet.fields($0.of(result)) }
          + further.map { $0.1(result) }
      })
  }

  /// One row a vote: races undecided, found and exact; nil without histograms.
  var voteTable: CSVTable? {
    guard plan.definition.listedVotes != nil else { return nil }
    var rows: [[String]] = []
    for result in results {
      for count in result.undecidedByVote(oracle: oracle) where count.isWorthARow {
        let interval = BinomialInterval.fixedTrials(
          successes: count.undecided, trials: count.races, level: result.level)
        rows.append(
          settingColumns.map { $0.1(result) } + [
            "\(count.vote)", "\(count.undecided)", "\(count.races)",
            text(Double(count.undecided) / Double(count.races)), text(interval.low),
            text(interval.high), text(count.exact),
          ])
      }
    }
    let columns = ["vote", "undecided", "races", "share", "share_low", "share_high", "share_exact"]
    return CSVTable(
      comments: comments, columns: settingColumns.map(\.0) + columns, rows: rows)
  }

  /// One row a setting and model: how votes grow with the steps; nil without such claims.
  var fitTable: CSVTable? {
    let kinds: Set<ClaimDefinition.Kind> = [
      .slopeMatchesExact, .slopeNearAsymptote, .logarithmFits,
    ]
    guard plan.definition.claims.contains(where: { kinds.contains($0.kind) }) else { return nil }
    var rows: [[String]] = []
    for fit in ScalingFit.fits(results.filter { $0.point.fidelity == .vote }) {
      for model in [fit.perStep] + fit.models {
        rows.append([
          fit.setting, text(fit.results[0].point.stepSuccess), model.name,
          text(model.intercept), text(model.coefficient), text(model.greatestRelativeResidual),
          text(model.rSquared), text(fit.slope), text(fit.slopeError), text(fit.exactSlope),
          text(fit.asymptote),
        ])
      }
    }
    return CSVTable(
      comments: comments,
      columns: [
        "setting", "p", "model", "intercept", "coefficient", "greatest_relative_residual",
        "r_squared", "slope", "slope_se", "slope_exact", "slope_asymptote",
      ],
      rows: rows)
  }

  /// One row a comparison of a claim; nil without claims.
  func claimTable(_ claims: [ClaimResult]) -> CSVTable? {
    ClaimTable.table(claims, comments: comments)
  }

  /// Whether replies take time in this experiment.
  private var hasLatency: Bool { plan.definition.factors.latency != nil }

  /// Whether costs are asked about: replies of several steps, or models with their prices.
  private var hasCosts: Bool {
    plan.definition.factors.subtaskSteps != nil || plan.definition.factors.model != nil
  }

  /// Experiment, seed and epoch: the same for every machine, layout and time.
  var comments: [String] {
    [
      "experiment \(plan.experiment)", "seed \(plan.seed)", "epoch \(SeedEpoch.current)",
    ]
  }

  typealias Column = (String, @Sendable (PointResult) -> String)

  /// Columns that name a setting; some only where they are factors.
  private var settingColumns: [Column] {
    let factors = plan.definition.factors
    var columns = ResultSet.settingColumns
    if factors.model != nil { columns.insert(ResultSet.modelColumn, at: 0) }
    if factors.subtaskSteps != nil { columns.append(ResultSet.subtaskColumn) }
    if factors.rule != nil || factors.stopping != nil { columns.append(ResultSet.ruleColumn) }
    if factors.stopping != nil { columns += ResultSet.stoppingColumns }
    if factors.digits != nil {
      columns.append(("digits", { $0.point.digits.map(String.init) ?? "" }))
      columns.append(("depth", { $0.point.depth.map(String.init) ?? "" }))
    }
    if factors.tokenLimit != nil {
      columns.append(("token_limit", { $0.point.tokenLimit.map(String.init) ?? "" }))
    }
    if factors.reading != nil {
      columns.append(("reading", { $0.point.reading?.rawValue ?? "" }))
    }
    if factors.temperature != nil {
      columns.append(("temperature", { $0.point.temperature.rawValue }))
    }
    if hasLatency { columns.append(ResultSet.latencyColumn) }
    if factors.issue != nil { columns.append(("issue", { $0.point.issue.description })) }
    if factors.isTilted != nil { columns.append(ResultSet.tiltedColumn) }
    return columns
  }

  private static let modelColumn: Column = ("model", { $0.point.model?.name ?? "" })
  private static let priceColumn: Column = (
    "usd_per_mtok_out", { text($0.point.model?.outputPrice) }
  )
  private static let subtaskColumn: Column = ("m", { "\($0.point.subtaskSteps)" })
  private static let ruleColumn: Column = (
    "rule", { $0.point.stopping?.kind.rawValue ?? $0.point.rule.rawValue }
  )
  /// What a stopping rule allows and assumes, and whether it promises that on the channel.
  private static let stoppingColumns: [Column] = [
    ("delta", { text($0.point.stopping?.delta) }),
    ("assumed_p", { text($0.point.stopping?.assumedSuccess) }),
    ("promised", { $0.point.isPromised == true ? "yes" : "no" }),
  ]
  private static let latencyColumn: Column = ("latency_ms", { text($0.point.latency) })
  private static let tiltedColumn: Column = ("tilted", { "\($0.point.isTilted)" })
  /// Votes of the tilted races, the wrong ones among them, and their likelihood ratios in steps of 2^-30 of the bound.
  private static let weightColumns: [Column] = [
    ("tilted_votes", { $0.point.isTilted ? "\($0.tally.votes)" : "" }),
    ("tilted_wrong", { $0.point.isTilted ? "\($0.tally.racesWrong)" : "" }),
    ("weights", { $0.tally.weights.map(String.init) ?? "" }),
    ("weights_squared", { $0.tally.weightsSquared.map(String.init) ?? "" }),
    ("weight_bound", { text($0.point.weightBound) }),
  ]
  /// What is counted of tilted races is not what the model does, but for their number.
  private static let countsOfAnyRace: Set<String> = [
    "stop_rule", "estimator", "trials", "races", "tilted_votes", "tilted_wrong", "weights",
    "weights_squared",
    "weight_bound",
  ]
  /// Steps whose first two votes are both wrong, and how many there would be if votes were independent.
  private static let collisionColumns: [Column] = [
    ("collisions", { $0.tally.collisions.map(String.init) ?? "" }),
    ("early_wrong", { $0.tally.earlyWrong.map(String.init) ?? "" }),
    ("collisions_independent", { text($0.tally.independentCollisions) }),
  ]

  /// Counts, those of collisions only where they were counted; empty for theory.
  private var countColumns: [Column] {
    var columns = ResultSet.countColumns
    if results.contains(where: { $0.tally.collisions != nil }) {
      columns += ResultSet.collisionColumns
    }
    if results.contains(where: { $0.point.isTilted }) { columns += ResultSet.weightColumns }
    return columns.map { name, value in
      (
        name,
        {
          let isEmpty =
            $0.point.fidelity == .exact
            || ($0.point.isTilted && !ResultSet.countsOfAnyRace.contains(name))
          return isEmpty ? "" : value($0)
        }
      )
    }
  }

  private static let settingColumns: [Column] = [
    ("p", { $0.point.hasShares ? text($0.point.stepSuccess) : "" }),
    (
      "shares",
      { $0.point.shares.count == 2 ? "" : $0.point.shares.map { text($0) }.joined(separator: ";") }
    ),
    ("v", { $0.point.hasShares ? text($0.point.validRate) : "" }),
    ("target", { text($0.point.target) }),
    ("disks", { $0.point.disks.map(String.init) ?? "" }),
    ("steps", { "\($0.point.steps)" }),
    ("k_min", { $0.point.minimumMargin.map(String.init) ?? "" }),
    ("k_choice", { $0.point.marginChoice.description }),
    ("k", { "\($0.point.margin)" }),
    ("cap", { $0.point.cap.map(String.init) ?? "" }),
  ]

  private static let identityColumns: [Column] = [
    ("id", { String($0.planned.id.description.prefix(16)) }),
    ("fidelity", { $0.point.fidelity.rawValue }),
    ("role", { $0.planned.role.rawValue }),
    ("unit", { $0.point.unit.rawValue }),
  ]

  private static let countColumns: [Column] = [
    ("stop_rule", { $0.planned.stop.description }),
    ("estimator", { $0.estimator.rawValue }),
    ("trials", { "\($0.tally.trials)" }),
    ("trials_correct", { "\($0.tally.trialsCorrect)" }),
    ("trials_wrong", { "\($0.tally.trialsWrong)" }),
    ("trials_undecided", { "\($0.tally.trialsUndecided)" }),
    ("races", { "\($0.tally.races)" }),
    ("races_wrong", { "\($0.tally.racesWrong)" }),
    ("races_undecided", { "\($0.tally.racesUndecided)" }),
    ("votes", { "\($0.tally.votes)" }),
    ("votes_squared", { "\($0.tally.votesSquared)" }),
    ("draws", { "\($0.tally.draws)" }),
  ]

  /// Times on the virtual clock, where latency is a factor.
  private static let timeColumns: [Column] = [
    ("elapsed_s_per_step", { text($0.elapsedPerStep?.value) }),
    ("elapsed_s_per_step_exact", { text($0.elapsedPerStep?.exact) }),
    ("elapsed_s_per_step_z", { text($0.elapsedPerStep?.z) }),
    ("sequential_s_per_step", { text($0.sequentialPerStep?.value) }),
    ("sequential_s_per_step_exact", { text($0.sequentialPerStep?.exact) }),
    ("sequential_s_per_step_z", { text($0.sequentialPerStep?.z) }),
    ("speedup", { text($0.speedup?.value) }),
    ("speedup_exact", { text($0.speedup?.exact) }),
  ]

  /// Draws asked for, where it is a factor how.
  private static let issueColumns: [Column] = [
    ("draws_per_step", { text($0.drawsPerStep.value) }),
    ("draws_per_step_exact", { text($0.drawsPerStep.exact) }),
    ("draws_per_step_z", { text($0.drawsPerStep.z) }),
    ("waste", { text($0.waste.value) }),
    ("waste_exact", { text($0.waste.exact) }),
    ("batches_per_step_exact", { text($0.batches?.meanBatches) }),
  ]

  /// What the runs took one by one, where trials are kept.
  private static let runColumns: [Column] =
    columns("draws") { $0.drawsPerRun } + columns("votes") { $0.votesPerRun }
    + columns("valid_rate") { $0.validRatePerRun } + columns("usd") { $0.dollarsPerRun }

  private static func columns(
    _ name: String, _ total: @escaping @Sendable (PointResult) -> RunTotal?
  ) -> [Column] {
    [
      ("\(name)_per_run", { text(total($0)?.median) }),
      ("\(name)_per_run_low", { text(total($0)?.range.lowerBound) }),
      ("\(name)_per_run_high", { text(total($0)?.range.upperBound) }),
      ("\(name)_per_run_exact", { text(total($0)?.exact) }),
    ]
  }

  /// Costs of a whole task; in dollars where prices are known.
  private static let costColumns: [Column] = [
    ("log10_cost", { text($0.taskCost.found) }),
    ("log10_cost_exact", { text($0.taskCost.exact) }),
    ("log10_cost_approximate", { text($0.taskCost.approximate) }),
    ("usd", { text($0.taskCost.dollars($0.taskCost.found)) }),
    ("usd_exact", { text($0.taskCost.dollars($0.taskCost.exact)) }),
    ("usd_approximate", { text($0.taskCost.dollars($0.taskCost.approximate)) }),
  ]

  /// Estimates, each with five columns; made once a row, because their quantiles cost most of it.
  private static let estimates: [(name: String, of: @Sendable (PointResult) -> Estimate)] = [
    ("failure", { $0.failureRate }),
    ("task_success", { $0.taskSuccess(level: PointResult.tableLevel) }),
    ("step_wrong", { $0.stepWrong }),
    ("votes_per_step", { $0.votesPerStep }),
  ]

  private static func fields(_ estimate: Estimate) -> [String] {
    [
      text(estimate.value), text(estimate.interval?.low), text(estimate.interval?.high),
      text(estimate.exact), text(estimate.z),
    ]
  }
}

extension UndecidedCount {
  /// Whether a race is left, or one could have been expected to be.
  fileprivate var isWorthARow: Bool {
    undecided > 0 || (exact ?? 0) * Double(races) > 0.01
  }
}

/// Ten significant digits, empty for what is unknown.
func text(_ value: Double?) -> String {
  guard let value, !value.isNaN else { return "" }
  return NumberFormat.significant(value, 10)
}
