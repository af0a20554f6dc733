import Analysis
import MAKERCore
import Storage
import TextFormats

/// `makerlab fit`: populations of steps fitted to the curves of undecided steps of a run.
enum FitCommand: LabCommand {
  static let description = CommandDescription(
    "fit",
    abstract: "populations of unequal steps, fitted to a run's undecided steps",
    discussion: """
      The file has the columns panel (sampling: draws, voting: votes), rule (first-to-ahead-by-k and \
      first-to-k, judged on the same votes), round and undecided_steps.  Three families are fitted \
      by maximum composite likelihood: iid, all steps alike; independent, three classes of flag \
      rates and one Beta law of errors; dependent, the mean of the Beta law by class.

      Deviances say how far counts are from a family; they are judged by drawing runs from it.
      """,
    operands: [OperandDescription("file", help: "CSV file of undecided steps by round")],
    options: [
      .value(
        "outlier", "step",
        help: "index of the last undecided step, to be fitted on its own; 0 to below the steps",
        default: "none"),
      .value(
        "bootstrap", "runs",
        help: "runs drawn from the best fit and fitted anew: p-value and intervals; 1 to 100000",
        default: "none"),
      .value("seed", "n", help: "seed of these runs", default: "1"),
      .format,
    ],
    examples: [
      .init(
        "makerlab fit Experiments/paper/fig8/published.csv --outlier 10241",
        "the paper's run of a million steps"),
      .init(
        "makerlab fit Experiments/paper/fig8/published.csv --outlier 10241 --format json",
        "populations to copy into an experiment"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let file = arguments.operand("file") ?? ""
    let counts = try FitCommand.counts(file)
    let outlier = try arguments.integer("outlier", in: 0...(counts.steps - 1))
    let report: FitReport
    let runs = try arguments.integer("bootstrap", in: 1...100_000)
    let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
    do {
      var made = try FitReport(counts, outlier: outlier)
      if let runs, let best = made.best {
        var bar: ProgressBar? = context.showsProgress ? ProgressBar.onStandardError() : nil
        let clock = ContinuousClock()
        let start = clock.now
        func shown(_ done: Int) -> RunProgress {
          RunProgress(
            label: "bootstrap", fraction: Double(done) / Double(runs), count: Double(done),
            unit: "runs")
        }
        made.bootstrap = try FitBootstrap(best, counts: counts, runs: runs, seed: seed) {
          bar?.update(shown($0), elapsed: (clock.now - start) / .seconds(1))
        }
        bar?.finish(shown(runs), elapsed: (clock.now - start) / .seconds(1))
      }
      report = made
    } catch { throw LabError("\(file): \(error)") }
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table: context.write(report.text)
    case .json: context.write(JSONText.pretty(try report.json()).trimmedEnd)
    case .csv: context.write(report.csv)
    }
    return .done
  }

  /// Reads a file of undecided steps.
  ///
  /// - Parameter file: Path of a CSV file.
  /// - Returns: The counts.
  /// - Throws: `LabError` that names the file and what is wrong with it.
  static func counts(_ file: String) throws -> UndecidedCounts {
    do {
      let table = try CSVTable(contentsOf: file)
      let columns = try ["panel", "rule", "round", "undecided_steps"].map(table.column)
      let rows = try table.rows.indices.map { row in
        try UndecidedRow(
          panel: columns[0][row], rule: columns[1][row], round: columns[2][row],
          undecided: columns[3][row])
      }
      return try UndecidedCounts(rows: rows)
    } catch let error as CSVError {
      throw LabError("\(file): \(error)")
    } catch let error as UndecidedCountsError {
      throw LabError("\(file): \(error)")
    }
  }
}
