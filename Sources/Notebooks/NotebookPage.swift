import Markdown

/// A page of Markdown whose blocks are a program: commands, queries, files, and what must come of them.
package struct NotebookPage: Equatable, Sendable {
  /// The page as it was named.
  package let path: String
  /// Its text.
  package let text: String
  /// What it does, in order.
  package let cells: [NotebookCell]

  /// Reads a page; nothing of it is run.
  ///
  /// - Parameters:
  ///   - path: The page as it is named, for errors.
  ///   - text: Its text.
  /// - Throws: `NotebookErrors`, all that is wrong with it.
  package init(path: String, text: String) throws(NotebookErrors) {
    self.path = path
    self.text = text
    var reader = CellReader(page: path, lines: PageLines.split(text))
    MarkdownDocument(text).blocks.forEach { reader.read($0) }
    cells = try reader.finish()
  }
}
