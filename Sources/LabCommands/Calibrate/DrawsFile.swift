import Analysis
import Storage

/// Labelled draws in a CSV file: a row a draw, or a row a step.
///
/// With the columns `step`, `draw` and `outcome` each row is a draw: right, wrong or flagged.  With
/// `step`, `right`, `wrong` and `flagged` each row holds the counts of a step.  A step is any name.
enum DrawsFile {
  private enum Outcome: String, CaseIterable {
    case right, wrong, flagged
  }

  /// Reads a file.
  ///
  /// - Parameter file: Path of a CSV file.
  /// - Returns: The draws, step by step.
  /// - Throws: `LabError` that names the file, the line and what is wrong with it.
  static func draws(_ file: String) throws -> LabelledDraws {
    let numbered: NumberedCSV
    do { numbered = try NumberedCSV(contentsOf: file) } catch let error as CSVError {
      throw LabError("\(file): \(error)")
    }
    do {
      let steps =
        numbered.table.columns.contains("outcome") ? try outcomes(numbered) : try counts(numbered)
      let draws = LabelledDraws(steps)
      guard draws.draws > 0 else { throw LabError("\(file): the file holds no draw") }
      return draws
    } catch let error as CSVError {
      throw LabError(
        "\(file): \(error); draws have step, draw, outcome, "
          + "steps have step, right, wrong, flagged")
    } catch let error as LineError {
      throw LabError("\(file), line \(error.line): \(error.problem)")
    }
  }

  private struct LineError: Error {
    let line: Int
    let problem: String
  }

  private static func outcomes(_ numbered: NumberedCSV) throws -> [StepCounts] {
    let columns = try ["step", "draw", "outcome"].map(numbered.table.column)
    var order: [String] = []
    var found: [String: [String: Outcome]] = [:]
    for (row, line) in numbered.lines.enumerated() {
      let (step, draw, text) = (columns[0][row], columns[1][row], columns[2][row])
      guard let outcome = Outcome(rawValue: text) else {
        throw LineError(
          line: line, problem: "outcome must be right, wrong or flagged, not '\(text)'")
      }
      if found[step] == nil { order.append(step) }
      guard found[step, default: [:]].updateValue(outcome, forKey: draw) == nil else {
        throw LineError(line: line, problem: "draw '\(draw)' of step '\(step)' stands twice")
      }
    }
    return order.map { step in
      let outcomes = found[step, default: [:]].values
      func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }
      return StepCounts(right: count(.right), wrong: count(.wrong), flagged: count(.flagged))
    }
  }

  private static func counts(_ numbered: NumberedCSV) throws -> [StepCounts] {
    let steps = try numbered.table.column("step")
    let columns = try ["right", "wrong", "flagged"].map { ($0, try numbered.table.column($0)) }
    var known: Set<String> = []
    return try numbered.lines.enumerated().map { row, line in
      guard known.insert(steps[row]).inserted else {
        throw LineError(line: line, problem: "step '\(steps[row])' stands twice")
      }
      let values = try columns.map { name, texts in
        guard let value = Int(texts[row]), (0...1_000_000).contains(value) else {
          throw LineError(
            line: line,
            problem: "\(name) must be a whole number from 0 to 1000000, not '\(texts[row])'")
        }
        return value
      }
      return StepCounts(right: values[0], wrong: values[1], flagged: values[2])
    }
  }
}
