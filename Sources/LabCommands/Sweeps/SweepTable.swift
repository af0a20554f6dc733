import Analysis
import ExperimentDesign
import MAKERCore
import RandomStreams
import Statistics
import Storage

/// The tables of a sweep.
///
/// Nothing in them depends on when or how often the sweep was cut and resumed, only on what the store
/// holds: latencies and repeated requests are those of the draws as they were recorded.
struct SweepTable {
  let plan: SweepPlan
  let results: [SweepResult]

  /// Confidence level of the intervals of the table; unit 1.
  static let level = 0.95

  /// Experiment, seed and epoch.
  var comments: [String] {
    ["experiment \(plan.experiment)", "seed \(plan.seed)", "epoch \(SeedEpoch.current)"]
  }

  /// One row a cell.
  var cells: CSVTable {
    CSVTable(
      comments: comments, columns: ["source"] + Self.columns.map(\.0),
      rows: results.map { result in
        [sources.firstIndex(of: result.cell.source).map { "\($0 + 1)" } ?? ""]
          + Self.columns.map { $0.1(result) }
      })
  }

  /// Channels with their temperatures: the cells of one read the same draws.
  var sources: [SweepCell.Source] {
    var sources: [SweepCell.Source] = []
    for result in results where !sources.contains(result.cell.source) {
      sources.append(result.cell.source)
    }
    return sources
  }

  private typealias Column = (String, @Sendable (SweepResult) -> String)

  private static let columns: [Column] = [
    ("channel", { $0.cell.channel }),
    ("temperature", { $0.cell.temperature.description }),
    ("reading", { $0.cell.reading.rawValue }),
    ("cap", { "\($0.cell.cap)" }),
    ("k", { "\($0.cell.margin)" }),
    ("n", { "\($0.trials.count)" }),
    ("right", { "\($0.count(.right))" }),
    ("wrong", { "\($0.count(.wrong))" }),
    ("undecided", { "\($0.count(.undecided))" }),
    ("unlabelled", { "\($0.trials.count - $0.labelled)" }),
    ("accuracy", { text($0.accuracy) }),
    ("accuracy_low", { text($0.success(level: level)?.low) }),
    ("accuracy_high", { text($0.success(level: level)?.high) }),
    ("steps", { "\($0.steps)" }),
    ("votes", { "\($0.sum(\.votes))" }),
    ("draws", { "\($0.sum(\.used))" }),
    ("votes_per_step", { text(perStep($0, \.votes)) }),
    ("draws_per_step", { text(perStep($0, \.used)) }),
    ("flagged", { "\($0.flags.total)" }),
    (
      "flags",
      {
        $0.flags.listed.map { "\($0.flag.rawValue) \($0.count)" }.joined(separator: "; ")
      }
    ),
    ("input_tokens", { known($0.usage.inputTokens) }),
    ("output_tokens", { known($0.usage.outputTokens) }),
    ("cost", { $0.usage.cost.map { text($0) } ?? "unknown" }),
    (
      "latency_ms",
      { result in
        let used = result.sum(\.used)
        let latencies = result.trials.values.reduce(0.0) { $0 + Double($1.report.latencies) }
        return used == 0 ? "" : text(latencies / Double(used) / 1e6)
      }
    ),
    ("retries", { "\($0.sum(\.retries))" }),
    ("model", { $0.models.isEmpty ? "unknown" : $0.models.joined(separator: "; ") }),
    ("independence", { $0.dependence ?? "" }),
    ("stop_rule", { $0.cell.stopRule(trials: $0.wanted) }),
  ]

  private static func perStep(
    _ result: SweepResult, _ value: (SolveReport) -> Int
  ) -> Double? {
    result.steps == 0 ? nil : Double(result.sum(value)) / Double(result.steps)
  }

  private static func known(_ count: Int?) -> String { count.map(String.init) ?? "unknown" }
}
