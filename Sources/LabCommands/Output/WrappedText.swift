/// Breaks text into lines at blanks.
package enum WrappedText {
  /// Returns the lines of a paragraph.
  ///
  /// - Parameters:
  ///   - text: Words separated by any white space.
  ///   - width: Characters a line may hold; at least 1.  A longer word has a line of its own.
  /// - Returns: The lines, none for blank text.
  package static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
