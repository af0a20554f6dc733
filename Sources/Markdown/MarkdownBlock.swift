/// A fenced block of code in a Markdown text.
package struct MarkdownBlock: Equatable, Sendable {
  /// The words behind the opening fence, the language first; empty where there are none.
  package let words: [String]
  /// What stands between the fences, every line with its line end.
  package let text: String
  /// Lines of the text between the fences, counted from 1; empty for a block without a line.
  package let lines: Range<Int>

  /// Describes a block.
  ///
  /// - Parameters:
  ///   - words: The words behind the opening fence.
  ///   - text: What stands between the fences.
  ///   - lines: Where it stands, counted from 1.
  package init(words: [String], text: String, lines: Range<Int>) {
    self.words = words
    self.text = text
    self.lines = lines
  }
}
