import Notebooks

/// What came of a cell of a page.
struct CellRun: Sendable {
  /// What a command printed, a query gave or a tool answered.
  struct Output: Sendable {
    /// The command, query or tool, on one line.
    let title: String
    /// What the page shows; nil where nothing is compared.
    let page: PageLines?
    /// What came.
    let printed: [String]
    /// What the page would have to show.
    let promoted: [String]
    /// How both differ, for a person: line of the page and lines of a report; nil where they agree.
    let difference: (line: Int, report: [String])?
  }

  /// Why a cell could not do its work.
  struct Failure: Sendable {
    /// Line of the page; from 1.
    let line: Int
    /// One line for a person.
    let problem: String
    /// The last lines that were printed.
    let tail: [String]
  }

  /// The cell.
  let cell: NotebookCell
  /// What came, in order; not of what did not run.
  var outputs: [Output] = []
  /// Why it failed; nil where it did not.
  var failure: Failure?

  /// Whether the page shows what came, and nothing failed.
  var agrees: Bool { failure == nil && outputs.allSatisfy { $0.difference == nil } }

  /// The edits that make the page show what came.
  var edits: [PageEdit] {
    outputs.compactMap { output in
      guard output.difference != nil, let page = output.page else { return nil }
      return PageEdit(fence: cell.line, old: page, new: output.promoted)
    }
  }
}

extension CellRun.Output {
  /// Compares text with the lines of a page.
  ///
  /// - Parameters:
  ///   - title: The command, query or tool.
  ///   - printed: What came.
  ///   - page: What the page shows.
  init(_ title: String, printed: [String], page: PageLines) {
    let comparison = TranscriptComparison(page: page.texts, printed: printed)
    self.init(
      title: title, page: page, printed: printed, promoted: comparison.promoted,
      difference: comparison.firstDifference.map { (page.first + $0, comparison.report()) })
  }
}

/// What came of a page.
struct PageRun: Sendable {
  /// The page.
  let page: NotebookPage
  /// What came of its cells, in order, as far as it went.
  var runs: [CellRun] = []
  /// Cells that were passed over as slow; count.
  var slow = 0

  /// Whether all that ran agrees with the page.
  var agrees: Bool { runs.allSatisfy(\.agrees) }
}
