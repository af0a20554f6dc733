import Analysis
import ExperimentDesign
import Reports
import Storage

extension ReportWorkshop {
  /// Columns of the points that say how they were counted; they stay in the file.
  private static let countingColumns: Set<String> = [
    "id", "role", "estimator", "stop_rule", "k_choice", "trials_correct", "trials_wrong",
    "trials_undecided", "races", "races_wrong", "races_undecided", "votes", "votes_squared",
    "draws", "failure", "failure_low", "failure_high", "failure_exact",
    "failure_z",
  ]

  /// A Monte Carlo experiment as a page shows it.
  ///
  /// - Parameters:
  ///   - plan: The experiment as it was run.
  ///   - name: Its name in the page.
  ///   - file: Its folder; nil where it is not there.
  ///   - store: The store that holds its tallies.
  /// - Returns: The experiment.
  /// - Throws: What the store refuses, or why a table cannot be written.
  func report(
    _ plan: Plan, named name: String, file: ExperimentFile?, store: LabStore
  ) throws -> ExperimentReport {
    let set = try ResultSet(plan: plan, store: store, oracle: context.makeOracle())
    var report = ExperimentReport(
      suite: plan.suite, name: name, title: plan.definition.title,
      kind: "Monte Carlo, \(NumberFormat.counted(plan.points.count, "point"))")
    report.question = question(file)
    if file == nil { report.leftOut.append(missingFolder(plan.experiment)) }
    let isOther =
      (try? file?.plan(overrides: [], seed: plan.seed))
      .map { $0.points.map(\.id) != plan.points.map(\.id) } ?? false
    if isOther {
      report.warnings.append(
        "The definition in the folder of the experiment has other points; shown is what was run.")
    }
    if set.isComplete {
      let claims = set.claims()
      let files = ResultFiles(folder: scratch, context: context)
      try files.write(set, claims: claims)
      report.take(claims.map { ReportClaim($0, file: "\(plan.name).claims.csv") })
      if let file {
        let (figures, missing) = files.figures(set, of: file)
        report.leftOut += missing
        draw(figures, into: &report)
      }
      report.tables = tables(set)
    } else {
      report.isFinished = false
      report.warnings.append(
        "Not finished: \(set.progress) are done, so nothing is judged yet; "
          + "makerlab run \(plan.experiment) goes on.")
    }
    let made = Set(try store.runs(of: plan.points.map(\.id), seed: plan.seed))
    let runs = try store.runs().filter { made.contains($0.id) }
    report.manifest = manifest(of: set, by: runs)
    report.commands =
      isOther
      // Only the run itself knows which levels it was given.
      ? runs.map { $0.manifest.command + "\n" }.joined() : Self.commands(plan)
    return report
  }

  /// The commands that run, judge and draw an experiment as its folder has it.
  private static func commands(_ plan: Plan) -> String {
    let seed = plan.seed == plan.definition.seed ? "" : " --seed \(plan.seed)"
    return """
      makerlab run \(plan.experiment)\(seed)
      makerlab check \(plan.experiment) --cells\(seed)
      makerlab plot \(plan.experiment)\(seed)

      """
  }

  private func tables(_ set: ResultSet) -> [CondensedTable] {
    let own: [(String, CSVTable?, Set<String>)] = [
      ("", set.pointTable, Self.countingColumns), (".fits", set.fitTable, []),
      (".models", set.modelTable, []), (".lengths", set.lengthTable, []),
      (".votes", set.voteTable, []),
    ]
    return own.compactMap { suffix, table, hidden in
      table.map { condensed($0, "\(set.plan.name)\(suffix).csv", hidden: hidden) }
    }
  }

  private func manifest(
    of set: ResultSet, by runs: [StoredRun]
  ) -> [(term: String, description: HTML)] {
    let plan = set.plan
    let rules = plan.points.map(\.stop.description).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let trials = set.results.reduce(0) { $0 + $1.tally.trials }
    let votes = set.results.reduce(0) {
      $0 + ($1.point.fidelity.castsVotes ? $1.tally.votes : 0)
    }
    return manifest(seed: plan.seed) + [
      ("trials", .text(NumberFormat.grouped(trials))),
      ("votes", .text(NumberFormat.grouped(votes))),
      (
        rules.count == 1 ? "stop rule" : "stop rules",
        .text(
          rules.prefix(3).joined(separator: "; ")
            + (rules.count > 3 ? "; and \(rules.count - 3) more" : ""))
      ),
    ] + runs.suffix(5).map { ("run", Self.run($0)) }
  }

  /// What made a run, in a few words.
  static func run(_ run: StoredRun) -> HTML {
    let manifest = run.manifest
    let commit =
      manifest.commit.prefix(12) + (manifest.isDirty == true ? " with changes" : "")
    return .code(manifest.command) + .element("br")
      + .text(
        "\(manifest.started), \(run.ending ?? "killed or running"); commit \(commit); "
          + "\(manifest.toolchain); \(NumberFormat.counted(manifest.workers, "worker"))"
          + (manifest.shard == "0/1" ? "" : ", shard \(manifest.shard)"))
  }
}
