import Foundation

/// A regular expression with one group, which takes an answer out of a reply.
package struct AnswerExpression: Hashable, Sendable {
  /// The expression as it was given.
  package let pattern: String
  private let compiled: NSRegularExpression

  /// Why an expression cannot be used.
  package enum Failure: Error, Equatable, Sendable {
    /// It is no regular expression.
    case malformed
    /// It has another number of groups.
    case groups(Int)
  }

  /// Compiles an expression.
  ///
  /// - Parameter pattern: The expression, in ICU's syntax.
  /// - Throws: `Failure`.
  package init(_ pattern: String) throws(Failure) {
    guard !pattern.isEmpty, let compiled = try? NSRegularExpression(pattern: pattern) else {
      throw .malformed
    }
    guard compiled.numberOfCaptureGroups == 1 else {
      throw .groups(compiled.numberOfCaptureGroups)
    }
    self.pattern = pattern
    self.compiled = compiled
  }

  /// Of several matches the last counts; nil where there is none, or none of the group.
  func group(in text: String) -> String? {
    let whole = NSRange(location: 0, length: text.utf16.count)
    guard let match = compiled.matches(in: text, range: whole).last,
      let range = Range(match.range(at: 1), in: text)
    else { return nil }
    return String(text[range])
  }

  package static func == (left: AnswerExpression, right: AnswerExpression) -> Bool {
    left.pattern == right.pattern
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

  /// A text that may match with a value as its group: what is literal around the group, where the
  /// expression is simple.
  func saying(_ value: String) -> String {
    guard let parts else { return value }
    return parts.before + value + parts.after
  }

  /// What the group lists, as `yes|no`; empty where it does not list plain words.
  var alternatives: [String] {
    guard let parts, parts.group.contains("|") else { return [] }
    return parts.group.split(separator: "|").map(String.init)
  }

  /// The literal text around the group, and the group as it stands; nil where there is more than that.
  private var parts: (before: String, group: String, after: String)? {
    var pieces = ["", "", ""]
    var place = 0
    var rest = pattern[...]
    for start in ["(?i)", "^"] where rest.hasPrefix(start) { rest.removeFirst(start.count) }
    if rest.hasSuffix("$"), !rest.hasSuffix("\\$") { rest.removeLast() }
    while let character = rest.popFirst() {
      switch character {
      case "(" where place == 0 && !rest.hasPrefix("?"), ")" where place == 1: place += 1
      case _ where place == 1: pieces[1].append(character)
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        switch next {
        case "s":
          if rest.first == "*" || rest.first == "?" {
            rest.removeFirst()
          } else {
            if rest.first == "+" { rest.removeFirst() }
            pieces[place].append(" ")
          }
        case "b": break
        case _ where next.isLetter || next.isNumber: return nil
        default: pieces[place].append(next)
        }
      case "." where rest.first == "*": rest.removeFirst()
      case ".", "*", "+", "?", "[", "{", "|", "(", ")", "^", "$": return nil
      default: pieces[place].append(character)
      }
    }
    return place == 2 ? (pieces[0], pieces[1], pieces[2]) : nil
  }
}
