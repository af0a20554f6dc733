import Analysis
import ExperimentDesign
import Figures
import Foundation
import Storage

/// Writes the CSV files and figures of an experiment into a folder of results.
struct ResultFiles {
  let folder: LabFolder
  let context: LabContext

  /// Writes every file of a result set; a file that would not change is left alone.
  func write(_ set: ResultSet, claims: [ClaimResult]) throws {
    try set.checkPublished()
    let url = folder.folder(suite: set.plan.suite)
    try LabFolder.make(url)
    for (name, kind) in set.plan.definition.figures ?? [:] {
      try set.table(kind).write(to: url.appendingPathComponent("\(name).csv").path)
    }
    for (suffix, table) in [
      (".csv", set.pointTable), (".votes.csv", set.voteTable), (".fits.csv", set.fitTable),
      (".claims.csv", set.claimTable(claims)), (".models.csv", set.modelTable),
      (".lengths.csv", set.lengthTable),
    ] {
      let file = folder.file(set.plan, suffix)
      if let table {
        try table.write(to: file.path)
      } else {
        // Of an earlier definition, which made this table.
        try? FileManager.default.removeItem(at: file)
      }
    }
  }

  /// Writes `agreement.csv` of a suite: the published values of its finished experiments beside ours.
  ///
  /// An experiment is there once, whatever seeds of it the store holds: with the results whose tables
  /// were just written, else with those of its definition's own seed, else of its greatest seed that is
  /// finished.  Comments name the seeds.
  ///
  /// - Parameters:
  ///   - suite: The suite.
  ///   - written: Results whose tables were just written; of one experiment the last counts.
  ///   - store: Where the other experiments of the suite are.
  /// - Returns: Whether there are any.
  /// - Throws: What the store refuses, or why the file cannot be written.
  @discardableResult
  func writeAgreement(suite: String, written: [ResultSet], store: LabStore) throws -> Bool {
    var rows: [[String]] = []
    var comments = ["suite \(suite)"]
    let plans = Dictionary(grouping: try store.plans().filter { $0.suite == suite }, by: \.name)
    for (name, plans) in plans.sorted(by: { $0.key < $1.key }) {
      let own = written.last { $0.plan.suite == suite && $0.plan.name == name }
      guard let set = try own ?? finished(plans, store: store) else { continue }
      let agreements = set.agreements + set.costAgreements
      guard !agreements.isEmpty else { continue }
      comments.append("\(set.plan.experiment) seed \(set.plan.seed)")
      rows += agreements.map(\.fields)
    }
    guard !rows.isEmpty else { return false }
    let table = CSVTable(comments: comments, columns: Agreement.columns, rows: rows)
    try table.write(
      to: folder.folder(suite: suite).appendingPathComponent("agreement.csv").path)
    return true
  }

  /// The finished results of an experiment that stand for it; nil where no seed is finished.
  private func finished(_ plans: [Plan], store: LabStore) throws -> ResultSet? {
    let isOwn: (Plan) -> Bool = { $0.seed == $0.definition.seed }
    let bySeed = plans.sorted { $0.seed > $1.seed }
    for plan in bySeed.filter(isOwn) + bySeed.filter({ !isOwn($0) }) {
      let set = try ResultSet(plan: plan, store: store, oracle: context.makeOracle())
      if set.isComplete { return set }
    }
    return nil
  }

  /// Draws the figures from the CSV files; says why when it cannot, and the run goes on.
  ///
  /// - Returns: Whether there are figures, and all were drawn.
  @discardableResult
  func draw(_ set: ResultSet, of file: ExperimentFile) -> Bool {
    let (figures, missing) = figures(set, of: file)
    for line in missing { context.note(line) }
    let drawn = figures.map { figure in
      do {
        try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment)).render(figure)
        return true
      } catch {
        context.note("\(set.plan.experiment): no figure: \("\(error)".onOneLine)")
        return false
      }
    }
    return !drawn.isEmpty && missing.isEmpty && !drawn.contains(false)
  }

  /// The figures of an experiment, to be drawn from its tables, and in a line each which have no script.
  func figures(
    _ set: ResultSet, of file: ExperimentFile
  ) -> (figures: [FigureRequest], missing: [String]) {
    var figures: [FigureRequest] = []
    var missing: [String] = []
    if let script = file.script() {
      figures.append(figure(set, script: script, name: set.plan.name))
    }
    for name in (set.plan.definition.figures ?? [:]).keys.sorted() {
      guard let script = file.script(name) ?? file.script("figures") else {
        missing.append(
          "\(set.plan.experiment): no figure \(name): neither \(name).gp nor figures.gp is there")
        continue
      }
      let table = folder.folder(suite: set.plan.suite).appendingPathComponent("\(name).csv")
      figures.append(figure(set, script: script, name: name, table: table))
    }
    return (figures, missing)
  }

  private func figure(
    _ set: ResultSet, script: URL, name: String, table: URL? = nil
  ) -> FigureRequest {
    var data: [String: URL] = [:]
    for (variable, suffix) in [
      ("data", ".csv"), ("votes", ".votes.csv"), ("fits", ".fits.csv"), ("claims", ".claims.csv"),
      ("models", ".models.csv"), ("lengths", ".lengths.csv"),
    ] {
      let file = folder.file(set.plan, suffix)
      if FileManager.default.fileExists(atPath: file.path) { data[variable] = file }
    }
    data["table"] = table
    return FigureRequest(
      name: name, script: script, dataFiles: data,
      texts: [
        "title": set.plan.definition.title, "figure_name": name,
        "caption": set.caption(ofFigure: name),
        "p_levels": set.levels { "\($0.stepSuccess)" }, "k_levels": set.levels { "\($0.margin)" },
        "target_levels": set.levels { $0.target.map { "\($0)" } },
      ],
      outputFolder: folder.folder(suite: set.plan.suite))
  }
}

extension ResultSet {
  /// What stands under a figure: the experiment's caption, unless the figure shows a single race.
  fileprivate func caption(ofFigure name: String) -> String {
    if plan.definition.figures?[name] == .escalationFrontier,
      let findings = try? escalations.value.get(), let definition = plan.definition.escalation
    {
      return
        "Lines are exact. Points are \(NumberFormat.grouped(definition.steps)) simulated steps "
        + "each, as text, through the orchestrator, seed \(plan.seed): "
        + "\(findings.count { $0.counts != nil }) policies of \(name).csv; bars are 95 % intervals."
    }
    guard plan.definition.figures?[name] == .hardStepRace, let race = try? hardStepText() else {
      return caption
    }
    return "Of \(plan.name).csv, seed \(plan.seed): \(race). "
      + "Votes were read from text by the flagging parser."
  }

  /// n and seed, and which points are no evidence.
  var caption: String {
    func points(_ fidelity: Fidelity) -> [PointResult] {
      results.filter { $0.point.fidelity == fidelity }
    }
    func count(_ points: [PointResult]) -> String {
      let isProblems = plan.definition.subject == .multiplication
      let n = points.reduce(0) { $0 + (isProblems ? $1.tally.trials : $1.tally.races) }
      let thing =
        switch plan.definition.subject {
        case .steps: "races"
        case .calibration: "replies"
        case .collisions: "steps"
        case .multiplication: "problems"
        }
      let over = points.count == 1 ? "at the one point" : "over the \(points.count) points"
      return "n = \(NumberFormat.grouped(n)) \(thing) \(over)"
    }
    var parts: [String] = []
    let votes = points(.vote)
    let agents = points(.agent)
    if !votes.isEmpty { parts.append("at vote level: \(count(votes))") }
    if !agents.isEmpty {
      let way = plan.definition.subject == .steps ? "as text, through the orchestrator" : "as text"
      parts.append("\(way): \(count(agents))")
    }
    guard !parts.isEmpty else { return "Exact values of \(plan.name).csv; nothing is simulated." }
    var text =
      "Monte Carlo \(parts.joined(separator: "; ")) of \(plan.name).csv, seed \(plan.seed). "
    if plan.definition.factors.latency != nil {
      text +=
        "Times are those of the virtual clock; solid lines are exact, dashed ones join points."
    } else if !undecidedRuns.isEmpty {
      let fits = undecidedRuns.map { "\($0.model.name) \(NumberFormat.significant($0.pValue, 2))" }
      text +=
        "Points are the published run; each area holds 95 % of \(undecidedRuns[0].runs.count) runs of a "
        + "model in all rounds at once. P-values of the published run among them: "
        + "\(fits.joined(separator: ", "))."
    } else if plan.definition.subject == .collisions {
      text +=
        "Points are counts of one whole task each, all of the same replies; dashed, what independent "
        + "votes would give."
    } else {
      let hasExact = results.contains { $0.exact != nil }
      text += hasExact ? "Bars are 95 % intervals, lines exact values." : "Bars are 95 % intervals."
    }
    if !points(.aggregate).isEmpty {
      text += " Aggregate points are drawn from the exact law and are no evidence for it."
    }
    return text
  }

  /// Levels of a factor among the points, in the order of the plan, separated by blanks.
  func levels(_ level: (DesignPoint) -> String?) -> String {
    var found: [String] = []
    for result in results {
      if let text = level(result.point), !found.contains(text) { found.append(text) }
    }
    return found.joined(separator: " ")
  }
}
