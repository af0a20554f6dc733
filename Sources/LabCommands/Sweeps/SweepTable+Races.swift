import Analysis
import ExperimentDesign
import MAKERCore
import Storage
import Tasks

extension SweepTable {
  /// One row a trial, as `makerlab predict` reads it: races by the id of their question, or whole runs;
  /// nil for random steps of a task, which have no names here.
  ///
  /// Trials whose right answer is not known are left out.  Cells that differ in k alone are of one
  /// source.
  var races: CSVTable? {
    let names: [String]?
    switch plan.definition.unit {
    case .task: names = nil
    case .step:
      guard let lines = plan.prompts.flatMap({ try? PromptFile.lines(Array($0.utf8)) }) else {
        return nil
      }
      names = lines.map(\.id)
    }
    var sources: [Setting] = []
    var rows: [[String]] = []
    for result in results {
      let setting = Setting(result.cell)
      if !sources.contains(setting) { sources.append(setting) }
      let source = (sources.firstIndex(of: setting) ?? 0) + 1
      for (number, trial) in result.trials.sorted(by: { $0.key < $1.key }) {
        guard trial.isLabelled, let verdict = Self.verdict(trial.outcome) else { continue }
        let place = ["\(source)", "\(result.cell.margin)"]
        let ending = [verdict, "\(trial.report.votes)"]
        if let names {
          rows.append(
            place + ["\(number / names.count)", names[number % names.count]] + ending)
        } else {
          rows.append(place + ["\(number)"] + ending)
        }
      }
    }
    return CSVTable(
      comments: comments,
      columns: ["source", "k", "run"] + (names == nil ? [] : ["step"]) + ["verdict", "votes"],
      rows: rows)
  }

  /// All of a cell but its margin.
  private struct Setting: Equatable {
    let source: SweepCell.Source
    let reading: String
    let cap: Int

    init(_ cell: SweepCell) {
      source = cell.source
      reading = cell.reading.rawValue
      cap = cell.cap
    }
  }

  private static func verdict(_ outcome: SweepTrial.Outcome) -> String? {
    switch outcome {
    case .right: "right"
    case .wrong: "wrong"
    case .undecided: "undecided"
    case .unlabelled: nil
    }
  }
}
