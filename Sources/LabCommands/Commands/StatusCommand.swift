import Economics
import ExperimentDesign
import Foundation
import MAKERCore
import Storage
import TextFormats

/// `makerlab status`: how far the experiments of a store are, and its last runs.
enum StatusCommand: LabCommand {
  static let description = CommandDescription(
    "status",
    abstract: "what a store holds: experiments, points done, trials, solves, last runs",
    discussion: """
      A study, which is computed as a whole, stands as one point without trials.  A solve stands as one trial of its task, named with the first digits of its id, and its points \
      are steps.  The points of a sweep over providers are its cells; cells that read the same draws \
      count their votes each.

      Below the table: recordings with their draws and models, and the runs that asked for them, with \
      their attempts by what became of them (cut by the end of a process among them), tokens and cost; \
      what is not known counts at its worst case.
      """,
    operands: [
      OperandDescription("folder", help: "folder of results; default Results", arity: .optional)
    ],
    options: [.format],
    examples: [.init("makerlab status", "the store in Results")])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let store = try LabFolder(arguments.operand("folder") ?? "Results").readStore()
    defer { store.close() }
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    var rows: [[String]] = []
    for plan in try store.plans() {
      var done = 0
      var trials = 0
      var votes = 0
      for planned in plan.points {
        if try store.finishedTally(planned, seed: plan.seed) != nil { done += 1 }
        for (_, tally) in try store.tallies(point: planned.id, seed: plan.seed) {
          trials += tally.trials
          // Votes of aggregate tasks were never cast.
          if planned.point.fidelity.castsVotes { votes += tally.votes }
        }
      }
      rows.append([
        plan.experiment, "\(plan.seed)", "\(done)", "\(plan.points.count)", "\(trials)", "\(votes)",
      ])
    }
    for plan in try store.sweeps() {
      let set = try await SweepResults(plan, store: store)
      rows.append([
        plan.experiment, "\(plan.seed)", "\(set.complete)", "\(set.results.count)",
        "\(set.trials)", "\(set.votes)",
      ])
    }
    for plan in try store.studies() {
      rows.append([plan.experiment, "\(plan.seed)", "1", "1", "0", "0"])
    }
    for solve in try store.solves() {
      rows.append(try row(of: solve, in: store))
    }
    let names = ["experiment", "seed", "points_done", "points", "trials", "votes"]
    switch format {
    case .csv: context.write(CSVTable(comments: [], columns: names, rows: rows).text.trimmedEnd)
    case .json:
      let objects = rows.map { row in
        JSONValue.object(
          zip(names, row).enumerated().map { index, field in
            (field.0, index == 0 ? .string(field.1) : .int(Int(field.1)))
          })
      }
      context.write(JSONText.pretty(.array(objects)).trimmedEnd)
    case .table:
      var table = TextTable(
        names.enumerated().map { $0.offset == 0 ? .text($0.element) : .number($0.element) })
      rows.forEach { table.append($0) }
      context.write(table.text.trimmedEnd)
      context.write("")
      try writeDraws(of: store, in: context)
      context.write(runs(try store.runs().suffix(5)))
    }
    return .done
  }

  /// A solve as a row: its steps as points, itself as the one trial.
  private static func row(
    of solve: (id: StrongID, definition: String, decided: Int), in store: LabStore
  ) throws -> [String] {
    var fields: [Substring: Substring] = [:]
    for line in solve.definition.split(separator: "\n") {
      let sides = line.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { fields[sides[0]] = sides[1] }
    }
    let kept = try store.lastGroup(of: solve.id).flatMap {
      try? JSONDecoder().decode(SolveProgress.self, from: Data($0.progress.utf8))
    }
    return [
      "solve \(fields["task"] ?? "") \(solve.id.description.prefix(8))", "\(fields["seed"] ?? "0")",
      "\(solve.decided)", "\(fields["steps"] ?? "0")",
      solve.decided > 0 ? "1" : "0", "\(kept?.report.votes ?? 0)",
    ]
  }

  /// What providers answered, and what they were asked in vain.
  private static func writeDraws(of store: LabStore, in context: LabContext) throws {
    let recordings = try RecordingSource.recordings(in: store) { context.note($0.description) }
    if !recordings.isEmpty {
      context.write(try RecordingTable(recordings, in: store).text.trimmedEnd)
      context.write("")
    }
    let payers = try store.payers()
    guard !payers.isEmpty else { return }
    var table = TextTable([
      .text("payer"), .text("provider"), .number("sessions"), .number("answered"), .number("free"),
      .number("unknown"), .number("cut"), .number("tokens"), .number("cost"),
    ])
    for sums in payers {
      let cost = sums.charged.picodollars.map { Money(picodollars: $0).description }
      table.append([
        String(sums.payer.prefix(8)), sums.provider, "\(sums.sessions)", "\(sums.answered)",
        "\(sums.free)", "\(sums.unknown)", "\(sums.cut)", "\(sums.charged.tokens)",
        cost ?? "unknown",
      ])
    }
    context.write(table.text.trimmedEnd)
    context.write("")
  }

  private static func runs(_ runs: ArraySlice<StoredRun>) -> String {
    var table = TextTable([
      .text("last runs"), .text("ending"), .text("commit"), .number("workers"), .text("shard"),
      .text("command"),
    ])
    for run in runs {
      let commit = String(run.manifest.commit.prefix(12))
      table.append([
        run.manifest.started, run.ending ?? "killed or running",
        commit + (run.manifest.isDirty == true ? " + changes" : ""), "\(run.manifest.workers)",
        run.manifest.shard, run.manifest.command,
      ])
    }
    return table.text.trimmedEnd
  }
}
