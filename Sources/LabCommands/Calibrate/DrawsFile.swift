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
    let draws = LabelledDraws(try steps(file).map(\.counts))
    guard draws.draws > 0 else { throw LabError("\(file): the file holds no draw") }
    return draws
  }

  /// Reads a file and keeps the names of its steps.
  ///
  /// - Parameter file: Path of a CSV file.
  /// - Returns: The counts of each step, in the order of the file.
  /// - Throws: `LabError` that names the file, the line and what is wrong with it.
  static func steps(_ file: String) throws -> [(name: String, counts: StepCounts)] {
    let numbered: NumberedCSV
    do { numbered = try NumberedCSV(contentsOf: file) } catch let error as CSVError {
      throw LabError("\(file): \(error)")
    }
    do {
      return try hasRowsOfDraws(numbered) ? try outcomes(numbered) : try counts(numbered)
    } catch {
      throw LabError("\(file), line \(error.line): \(error.problem)")
    }
  }

  private struct LineError: Error {
    let line: Int
    let problem: String
  }

  /// Whether each row is a draw, as the names of the columns say.
  private static func hasRowsOfDraws(_ numbered: NumberedCSV) throws(LineError) -> Bool {
    let known = "draws have step, draw, outcome, steps have step, right, wrong, flagged"
    let names = numbered.table.columns.map(\.withoutOuterSpaces)
    func refusal(_ problem: String) -> LineError {
      LineError(line: numbered.headerLine, problem: "\(problem); \(known)")
    }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw refusal("the column '\(name)' occurs twice")
    }
    let ofDraws = ["draw", "outcome"].filter(names.contains)
    let ofSteps = Outcome.allCases.map(\.rawValue).filter(names.contains)
    if let draw = ofDraws.first, let step = ofSteps.first {
      throw refusal("the columns '\(draw)' and '\(step)' do not go together")
    }
    let isDraws = !ofDraws.isEmpty
    let wanted = ["step"] + (isDraws ? ["draw", "outcome"] : Outcome.allCases.map(\.rawValue))
    if let missing = wanted.first(where: { !names.contains($0) }) {
      let there = names.map { "'\($0)'" }.joined(separator: ", ")
      throw refusal("no column '\(missing)', only \(there)")
    }
    return isDraws
  }

  /// Fields of a column that is there, spaces around its name left out.
  private static func column(_ name: String, of numbered: NumberedCSV) -> [String] {
    let index = numbered.table.columns.firstIndex { $0.withoutOuterSpaces == name }
    return index.map { index in numbered.table.rows.map { $0[index] } } ?? []
  }

  private static func outcomes(
    _ numbered: NumberedCSV
  ) throws(LineError) -> [(name: String, counts: StepCounts)] {
    let columns = ["step", "draw", "outcome"].map { column($0, of: numbered) }
    var order: [String] = []
    var found: [String: [Int: Outcome]] = [:]
    for (row, line) in numbered.lines.enumerated() {
      let (step, draw, text) = (columns[0][row], columns[1][row], columns[2][row])
      guard let outcome = Outcome(rawValue: text) else {
        throw LineError(
          line: line, problem: "outcome must be right, wrong or flagged, not '\(text)'")
      }
      try checkName(step, line)
      guard let draw = Int(draw), draw >= 0 else {
        throw LineError(
          line: line, problem: "draw must be a whole number of at least 0, not '\(draw)'")
      }
      if found[step] == nil { order.append(step) }
      guard found[step, default: [:]].updateValue(outcome, forKey: draw) == nil else {
        throw LineError(line: line, problem: "draw '\(draw)' of step '\(step)' stands twice")
      }
    }
    return order.map { step in
      let outcomes = found[step, default: [:]].values
      func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }
      return (
        step, StepCounts(right: count(.right), wrong: count(.wrong), flagged: count(.flagged))
      )
    }
  }

  private static func counts(
    _ numbered: NumberedCSV
  ) throws(LineError) -> [(name: String, counts: StepCounts)] {
    let steps = column("step", of: numbered)
    let columns = ["right", "wrong", "flagged"].map { ($0, column($0, of: numbered)) }
    var known: Set<String> = []
    var found: [(name: String, counts: StepCounts)] = []
    for (row, line) in numbered.lines.enumerated() {
      try checkName(steps[row], line)
      guard known.insert(steps[row]).inserted else {
        throw LineError(line: line, problem: "step '\(steps[row])' stands twice")
      }
      var values: [Int] = []
      for (name, texts) in columns {
        guard let value = Int(texts[row]), (0...1_000_000).contains(value) else {
          throw LineError(
            line: line,
            problem: "\(name) must be a whole number from 0 to 1000000, not '\(texts[row])'")
        }
        values.append(value)
      }
      found.append(
        (steps[row], StepCounts(right: values[0], wrong: values[1], flagged: values[2])))
    }
    return found
  }

  private static func checkName(_ step: String, _ line: Int) throws(LineError) {
    if step.withoutOuterSpaces.isEmpty {
      throw LineError(line: line, problem: "the step has no name")
    }
  }
}

extension String {
  /// The text without spaces before and behind it.
  fileprivate var withoutOuterSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
