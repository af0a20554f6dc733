import Analysis
import ExperimentDesign
import Figures
import Foundation
import Storage

/// Writes the tables and the figure of a sweep into a folder of results.
struct SweepFiles {
  let folder: LabFolder
  let context: LabContext

  private func file(_ plan: SweepPlan, _ suffix: String) -> URL {
    folder.folder(suite: plan.suite).appendingPathComponent(plan.name + suffix)
  }

  /// Writes the tables; a file that would not change is left alone.
  ///
  /// - Parameters:
  ///   - set: The sweep, complete or not.
  ///   - claims: Its claims, judged.
  /// - Throws: Why a file cannot be written.
  func write(_ set: SweepResults, claims: [ClaimResult]) throws {
    try LabFolder.make(folder.folder(suite: set.plan.suite))
    let table = SweepTable(plan: set.plan, results: set.results)
    try table.cells.write(to: file(set.plan, ".csv").path)
    try table.races?.write(to: file(set.plan, ".races.csv").path)
    try ClaimTable.table(claims, comments: table.comments)?
      .write(to: file(set.plan, ".claims.csv").path)
  }

  /// Draws the figure of a sweep from its tables; says why where it cannot.
  ///
  /// - Returns: Whether there is a figure, and it was drawn.
  @discardableResult
  func draw(_ set: SweepResults, of experiment: ExperimentFile) -> Bool {
    guard let figure = figure(set, of: experiment) else { return false }
    do {
      try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment)).render(figure)
      return true
    } catch {
      context.note("\(set.plan.experiment): no figure: \("\(error)".onOneLine)")
      return false
    }
  }

  /// The figure of a sweep, to be drawn from its tables; nil without a script.
  func figure(_ set: SweepResults, of experiment: ExperimentFile) -> FigureRequest? {
    guard let script = experiment.script() else { return nil }
    let plan = set.plan
    var data = ["data": file(plan, ".csv")]
    if !plan.definition.claims.isEmpty { data["claims"] = file(plan, ".claims.csv") }
    // Gnuplot parts words at blanks.
    let sources = SweepTable(plan: plan, results: set.results).sources.map { source in
      "\(Self.short(source.channel)),T=\(source.temperature)".replacing(" ", with: "_")
    }
    let n = set.results.first?.wanted ?? 0
    return FigureRequest(
      name: plan.name, script: script, dataFiles: data,
      texts: [
        "title": plan.definition.title, "figure_name": plan.name,
        "caption": "n = \(NumberFormat.grouped(n)) trials a cell of \(plan.name).csv, seed "
          + "\(plan.seed); cells of a channel and temperature read the same draws. Bars are 95 % "
          + "intervals.",
        "source_levels": sources.joined(separator: " "),
        "k_levels": plan.definition.factors.margin.map(String.init).joined(separator: " "),
      ],
      outputFolder: folder.folder(suite: plan.suite))
  }

  /// A channel without the keys of its spec.
  private static func short(_ channel: String) -> String {
    String(channel.prefix { $0 != "," })
  }
}
