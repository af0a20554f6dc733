/// What a page leaves out of an output, and what it matches.
package enum Elision {
  /// A line that stands for any number of lines.
  package static let ofLines = "..."
  /// What stands within a line for any text.
  package static let withinLine = "[..]"

  /// Returns whether a line is one that the page shows.
  ///
  /// - Parameters:
  ///   - line: A line that was printed.
  ///   - pattern: The line on the page, in which `[..]` stands for any text.
  /// - Returns: Whether they agree, byte by byte.
  package static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = pieces(of: Array(pattern.utf8))
    var rest = Array(line.utf8)[...]
    guard let first = parts.first, let last = parts.last, rest.starts(with: first) else {
      return false
    }
    if parts.count == 1 { return rest.count == first.count }
    rest = rest.dropFirst(first.count)
    guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else {
      return false
    }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() {
      guard let end = end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// What stands before, between and behind the elisions of a line.
  private static func pieces(of pattern: [UInt8]) -> [[UInt8]] {
    let mark = Array(withinLine.utf8)
    var (pieces, piece, index) = ([[UInt8]](), [UInt8](), 0)
    while index < pattern.count {
      if pattern[index...].starts(with: mark) {
        pieces.append(piece)
        piece = []
        index += mark.count
      } else {
        piece.append(pattern[index])
        index += 1
      }
    }
    return pieces + [piece]
  }

  /// Where the first of some bytes ends within others; nil where they are not there.
  private static func end(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard !part.isEmpty else { return bytes.startIndex }
    var start = bytes.startIndex
    while bytes.endIndex - start >= part.count {
      if bytes[start...].starts(with: part) { return start + part.count }
      start += 1
    }
    return nil
  }
}
