package import TextFormats

/// A regular expression with one group, which takes an answer out of a reply.
package struct AnswerExpression: Hashable, Sendable {
  private let expression: RegularExpression

  /// Why an expression cannot be used.
  package enum Failure: Error, Equatable, Sendable {
    /// The text is no way to compare replies.
    case unknown
    /// It is no regular expression, or one that is too large.
    case malformed(RegularExpression.Failure)
    /// It has another number of groups.
    case groups(Int)
  }

  /// What is found in a reply.
  enum Found {
    case group([UInt8])
    case none
    /// The search for the last match is given up.
    case tooMuch
  }

  /// Compiles an expression.
  ///
  /// - Parameter pattern: The expression, in RE2's syntax.
  /// - Throws: `Failure`.
  package init(_ pattern: String) throws(Failure) {
    do throws(RegularExpression.Failure) {
      expression = try RegularExpression(pattern)
    } catch {
      throw .malformed(error)
    }
    guard expression.groups == 1 else { throw .groups(expression.groups) }
  }

  /// The expression as it was given.
  package var pattern: String { expression.pattern }

  /// Of several matches the last counts.
  ///
  /// Where there is none, a line end at the end of the reply is left out, so that `$` stands before it.
  func group(in reply: [UInt8]) -> Found {
    for text in [reply, reply.withoutLineEnd] {
      switch expression.lastMatch(in: text, group: 1) {
      case .found(let range): return .group(Array(text[range]))
      case .tooMuchWork: return .tooMuch
      case .none: if text.count < reply.count || text.last != UInt8(ascii: "\n") { return .none }
      }
    }
    return .none
  }

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

extension [UInt8] {
  /// The text without one line end at its end.
  var withoutLineEnd: [UInt8] {
    guard last == UInt8(ascii: "\n") else { return self }
    let line = dropLast()
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
