import TextFormats

/// A label of a task, as `complexity:simple`: what stands before the colon says which rules read it.
package struct RoutingLabel: Hashable, Sendable, CustomStringConvertible {
  /// Longest label; bytes.
  package static let mostBytes = 200

  /// The label as it was given.
  package let description: String
  /// What stands before its first colon, in lowercase and without blanks around; nil without a colon.
  package let prefix: String?
  /// What stands behind it, in lowercase and without blanks around.
  package let value: String

  /// Reads a label.
  ///
  /// - Parameter text: The label; 1 to `mostBytes` bytes, not blank.
  /// - Throws: `RulesError` in one line.
  package init(_ text: String) throws(RulesError) {
    guard text.utf8.count <= Self.mostBytes else {
      throw RulesError(
        "label", "\(text.utf8.count) bytes; allowed are 1 to \(Self.mostBytes)")
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw RulesError("label", "is empty; write it as complexity:simple")
    }
    guard !text.unicodeScalars.contains(where: \.steersTerminal) else {
      throw RulesError(
        "label", "\(JSONText.quoted(text)) must be on one line, without control characters")
    }
    description = text
    let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    prefix = sides.count == 2 ? Self.plain(sides[0]) : nil
    value = Self.plain(sides[sides.count - 1])
  }

  private static func plain(_ text: Substring) -> String {
    var text = text.lowercased()[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// The label in quotes, with what steers a terminal escaped.
  var quoted: String { JSONText.quoted(description) }
}
