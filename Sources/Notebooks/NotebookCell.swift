/// A block of a page that does something, together with what must come of it.
package struct NotebookCell: Equatable, Sendable {
  /// What a cell does.
  package enum Work: Equatable, Sendable {
    /// Commands with what each prints; the exit code of the last, 0 to 255.
    case console([ConsoleCommand], exit: Int)
    /// Lines for bash, which ends at the first that fails, as `set -eE -o pipefail` has it.
    case shell(PageLines)
    /// Statements that read an SQLite file, and their result as CSV.
    case query(store: NotebookPath, sql: String, result: PageLines)
    /// Arguments of a tool, JSON, and its structured answer.
    case tool(name: String, arguments: String, answer: PageLines)
    /// A text that is written to a file, or added to it.
    case file(NotebookPath, text: String, appends: Bool)
  }

  /// What it does.
  package let work: Work
  /// Line of the opening fence in the page; from 1.
  package let line: Int
  /// Whether it is passed over unless slow blocks are asked for.
  package let isSlow: Bool
  /// The variable `SEED` of its commands, 0 to 2^63 - 1; nil for none.
  package let seed: Int?
}

/// A command of a console block, and what it must print.
package struct ConsoleCommand: Equatable, Sendable {
  /// Lines for bash, as they stand behind `$ `.
  package let source: PageLines
  /// What it must print, with elisions.
  package let output: PageLines

  /// Describes a command.
  ///
  /// - Parameters:
  ///   - source: Lines for bash.
  ///   - output: What it must print, with elisions.
  package init(source: PageLines, output: PageLines) {
    self.source = source
    self.output = output
  }
}
