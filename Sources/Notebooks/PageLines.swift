/// Lines of a page that follow one another, without what a list or a quotation puts before them.
package struct PageLines: Equatable, Sendable {
  /// Number of the first in the page, or of the line before which they would stand; from 1.
  package let first: Int
  /// The lines, without line ends.
  package let texts: [String]

  /// Describes lines of a page.
  ///
  /// - Parameters:
  ///   - first: Number of the first, from 1.
  ///   - texts: The lines, without line ends.
  package init(first: Int, texts: [String]) {
    self.first = first
    self.texts = texts
  }

  /// Numbers of the lines in the page.
  package var numbers: Range<Int> { first..<first + texts.count }

  /// The lines as one text, each with a line end.
  package var text: String { texts.map { $0 + "\n" }.joined() }

  /// The lines of a text; a line end at its end begins no further line.
  ///
  /// - Parameter text: Any text.
  /// - Returns: Its lines without their ends; none of an empty text.
  package static func split(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String($0) ?? String(decoding: $0, as: UTF8.self) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
