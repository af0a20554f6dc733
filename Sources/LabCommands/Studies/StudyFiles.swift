import ExperimentDesign
import Figures
import Foundation
import Storage

/// Writes the tables and figures of a study into a folder of results.
struct StudyFiles {
  let folder: LabFolder
  let context: LabContext

  private func file(_ plan: StudyPlan, _ suffix: String) -> URL {
    folder.folder(suite: plan.suite)
      .appendingPathComponent(plan.name + (suffix.isEmpty ? "" : ".\(suffix)") + ".csv")
  }

  /// Writes the tables; a file that would not change is left alone.
  ///
  /// - Parameter results: What the study computed.
  /// - Throws: Why a file cannot be written.
  func write(_ results: StudyResults) throws {
    try LabFolder.make(folder.folder(suite: results.plan.suite))
    for (suffix, table) in results.tables {
      try table.write(to: file(results.plan, suffix).path)
    }
  }

  /// Draws the figures from the tables, `figure.gp` the experiment's own; says why where it cannot.
  ///
  /// - Returns: Whether there are figures, and all were drawn.
  @discardableResult
  func draw(_ results: StudyResults, of experiment: ExperimentFile) -> Bool {
    let figures = figures(results, of: experiment)
    var isDrawn = !figures.isEmpty
    for figure in figures {
      do {
        try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment)).render(figure)
      } catch {
        context.note("\(results.plan.experiment): no figure: \("\(error)".onOneLine)")
        isDrawn = false
      }
    }
    return isDrawn
  }

  /// The figures of a study, to be drawn from its tables.
  func figures(_ results: StudyResults, of experiment: ExperimentFile) -> [FigureRequest] {
    let plan = results.plan
    var data: [String: URL] = [:]
    for (suffix, _) in results.tables {
      data[suffix.isEmpty ? "data" : suffix.replacing("-", with: "_")] = file(plan, suffix)
    }
    return experiment.scripts.map { script in
      let own = script.deletingPathExtension().lastPathComponent
      let name = own == "figure" ? plan.name : own
      return FigureRequest(
        name: name, script: script, dataFiles: data,
        texts: [
          "title": plan.definition.title, "figure_name": name,
          "caption": "Of \(plan.name).csv, seed \(plan.seed). \(results.findings.caption)",
        ],
        outputFolder: folder.folder(suite: plan.suite))
    }
  }
}
