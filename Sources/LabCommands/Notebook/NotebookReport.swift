import Notebooks
import Storage
import TextFormats

/// What is said of pages that were run; no text of a page or of a command steers a terminal.
enum NotebookReport {
  /// One line for a page.
  ///
  /// - Parameters:
  ///   - run: What came of it.
  ///   - width: Columns that the name of the page gets.
  /// - Returns: The line.
  static func line(_ run: PageRun, width: Int) -> String {
    let name = run.page.path.onOneLine
    let padding = String(repeating: " ", count: max(0, width - name.count))
    let cells = run.page.cells.count
    let left = cells - run.slow - run.runs.count
    let hasFailed = run.runs.last?.failure != nil
    var counts = ["\(run.runs.count) of \(cells) blocks"]
    if run.slow > 0 { counts.append("\(run.slow) slow ones passed over") }
    if left > 0 {
      counts.append("\(left) behind the \(hasFailed ? "failure" : "difference") not run")
    }
    return "\(name)\(padding)  \(run.agrees ? "agrees " : "differs")  "
      + counts.joined(separator: ", ")
  }

  /// What differs or failed on a page.
  ///
  /// - Parameter run: What came of it.
  /// - Returns: Lines, each place as `page:line: ...`; none where all agrees.
  static func differences(_ run: PageRun) -> [String] {
    let name = run.page.path.onOneLine
    return run.runs.flatMap { cell in
      var lines = cell.outputs.flatMap { output -> [String] in
        guard let difference = output.difference else { return [] }
        return ["\(name):\(difference.line): not what came of \(output.title.escapedOnOneLine)"]
          + difference.report.map { "    " + $0 }
      }
      if let failure = cell.failure {
        lines.append("\(name):\(failure.line): \(failure.problem.escapedOnOneLine)")
        lines += failure.tail.map { "    | " + $0.escapedOnOneLine }
      }
      return lines
    }
  }

  /// What came of a page, for someone who runs it.
  ///
  /// - Parameter run: What came of it.
  /// - Returns: Lines: each command with what it printed.
  static func outputs(_ run: PageRun) -> [String] {
    run.runs.flatMap { cell in
      cell.outputs.flatMap { [$0.title.escapedOnOneLine] + $0.printed.map(\.escapedOnOneLine) }
    }
  }
}
