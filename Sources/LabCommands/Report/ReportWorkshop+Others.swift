import Analysis
import ExperimentDesign
import Reports
import Storage

extension ReportWorkshop {
  /// A study as a page shows it.
  ///
  /// - Parameters:
  ///   - results: What it computed.
  ///   - name: Its name in the page.
  ///   - file: Its folder; nil where it is not there.
  /// - Returns: The study.
  /// - Throws: Why a table cannot be written.
  func report(
    _ results: StudyResults, named name: String, file: ExperimentFile?
  ) throws -> ExperimentReport {
    let plan = results.plan
    var report = ExperimentReport(
      suite: plan.suite, name: name, title: plan.definition.title,
      kind: "study, computed as a whole")
    report.question = question(file)
    if file == nil { report.leftOut.append(missingFolder(plan.experiment)) }
    let files = StudyFiles(folder: scratch, context: context)
    try files.write(results)
    report.take(results.claims.map { ReportClaim($0, file: "\(plan.name).claims.csv") })
    if let file { draw(files.figures(results, of: file), into: &report) }
    report.tables = results.tables.filter { $0.suffix != "claims" }.map { suffix, table in
      condensed(table, plan.name + (suffix.isEmpty ? "" : ".\(suffix)") + ".csv")
    }
    report.manifest =
      manifest(seed: plan.seed) + [
        ("procedure", .code(plan.definition.study)),
        ("computed", .text("for this page, by makerlab \(Lab.version)")),
      ]
    let seed = plan.seed == plan.definition.seed ? "" : " --seed \(plan.seed)"
    report.commands = ["run", "check", "plot"].map { "makerlab \($0) \(plan.experiment)\(seed)\n" }
      .joined()
    return report
  }

  /// A sweep over providers as a page shows it, by what is recorded; nil where nothing is.
  ///
  /// - Parameters:
  ///   - plan: The sweep.
  ///   - name: Its name in the page.
  ///   - file: Its folder; nil where it is not there.
  ///   - store: The store that holds its draws.
  /// - Returns: The sweep.
  /// - Throws: What the store refuses, or why a table cannot be written.
  func report(
    _ plan: SweepPlan, named name: String, file: ExperimentFile?, store: LabStore
  ) async throws -> ExperimentReport? {
    let set = try await SweepResults(plan, store: store)
    guard set.trials > 0 else { return nil }
    let plan = set.plan
    var report = ExperimentReport(
      suite: plan.suite, name: name, title: plan.definition.title,
      kind: "recorded replies of models, \(NumberFormat.counted(set.results.count, "cell"))")
    report.question = question(file)
    if file == nil { report.leftOut.append(missingFolder(plan.experiment)) }
    if !set.isComplete {
      report.isFinished = false
      report.warnings.append(
        "Not finished: \(set.progress) are recorded; makerlab run \(plan.experiment) asks for the rest."
      )
    }
    report.warnings += set.notes
    let claims = set.claims
    let files = SweepFiles(folder: scratch, context: context)
    try files.write(set, claims: claims)
    report.take(claims.map { ReportClaim($0, file: "\(plan.name).claims.csv") })
    if let file, let figure = files.figure(set, of: file) { draw([figure], into: &report) }
    let tables = SweepTable(plan: plan, results: set.results)
    report.tables =
      [condensed(tables.cells, "\(plan.name).csv")]
      + (tables.races.map { [condensed($0, "\(plan.name).races.csv")] } ?? [])
    let models = Set(set.results.flatMap(\.models)).sorted()
    report.manifest =
      manifest(seed: plan.seed) + [
        ("trials", .text(NumberFormat.grouped(set.trials))),
        ("votes", .text(NumberFormat.grouped(set.votes))),
        (models.count == 1 ? "model" : "models", .text(models.joined(separator: ", "))),
      ] + plan.channels.sorted { $0.key < $1.key }.map { ("channel", .code($0.value)) }
    report.commands = ["run", "check"].map { "makerlab \($0) \(plan.experiment)\n" }.joined()
    return report
  }
}
