/// A declaration that other targets see, with the comment above it.
struct Declaration: Equatable, Sendable {
  /// Words that begin a declaration.
  enum Kind: String, CaseIterable, Sendable {
    case `actor`, `associatedtype`, `case`, `class`, `enum`, `func`, `init`, `let`, `protocol`
    case `struct`, `subscript`, `typealias`, `var`
  }

  let kind: Kind
  /// Its name; of a case line with several cases that of the first.
  let name: String
  /// Line of the declaring word, from 1.
  let line: Int
  /// The lines of the comment above it without their slashes; empty where there is none.
  let comment: [String]
  /// The declaration up to its body, on one line, literals and comments blanked.
  let signature: String

  /// Whether a caller has to expect an error: one of the declaration, not of a closure it takes.
  var canThrow: Bool {
    guard [.func, .`init`, .subscript].contains(kind) else { return false }
    var depth = 0
    let own = signature.filter { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth == 0
    }
    let result = own.firstRange(of: "->")?.lowerBound ?? own.endIndex
    return own[..<result].contains(#/\bthrows\b/#)
  }

  /// Whether it is a property that holds its value, rather than computing it.
  var isStored: Bool { kind == .let || kind == .var && !signature.hasSuffix("{") }

  /// The type as it is written or as a literal gives it away; nil for anything but a property.
  var propertyType: String? {
    guard kind == .let || kind == .var else { return nil }
    if let written = signature.firstMatch(of: #/\b(?:let|var)\s+`?\w+`?\s*:\s*([^={]+)/#) {
      return String(written.1).trimmingSpaces
    }
    guard let value = signature.firstMatch(of: #/=\s*(-?[\d_]+(\.\d+)?(e-?\d+)?)\s*$/#) else {
      return nil
    }
    return value.2 == nil && value.3 == nil ? "Int" : "Double"
  }
}

/// Reads declarations line by line, as the formatter leaves them; its patterns are compiled once a file.
struct DeclarationReader {
  private let attributes = #/(?:@\w+(?:\([^)]*\))?\s*)+/#
  private let continuing = #/(?:async|throws|rethrows|->|where|\))/#
  private let declaring =
    #/(?<attributes>(?:@\w+(?:\([^)]*\))?\s+)*)(?<modifiers>(?:(?:public|package|private|fileprivate|internal|open|static|final|indirect|mutating|nonmutating|nonisolated|override|required|convenience|lazy|weak|unowned|borrowing|consuming|isolated|distributed)(?:\(\w+\))?\s+)*)(?<kind>actor|associatedtype|case|class|enum|func|init|let|protocol|struct|subscript|typealias|var)\b[?]?\s*(?<name>`?\w+`?|[^\s\w(<]+)?/#

  /// What other targets see of a file, from its code and its lines as they are written: declarations that
  /// say `public` or `package`, and the cases and requirements of the types among them.
  func declarations(of code: [String], written: [String]) -> [Declaration] {
    var found: [Declaration] = []
    var comment: [String] = []
    // Depth of braces, and the depths at which the members of seen enums and protocols stand.
    var depth = 0
    var open: [(depth: Int, kind: Declaration.Kind)] = []
    var attributeParentheses = 0
    for (index, line) in code.enumerated() {
      while let last = open.last, depth < last.depth { open.removeLast() }
      let whole = written[index].trimmingSpaces
      let words = line.trimmingSpaces
      defer { depth += line.balance("{", "}") }
      if attributeParentheses > 0 {
        attributeParentheses += words.balance("(", ")")
        continue
      }
      if words.isEmpty {
        if whole.hasPrefix("///") { comment.append(String(whole.dropFirst(3)).trimmingSpaces) }
        if whole.isEmpty { comment = [] }
        continue
      }
      if words.hasPrefix("@") {
        attributeParentheses = words.balance("(", ")")
        if attributeParentheses > 0 || words.wholeMatch(of: attributes) != nil { continue }
      }
      let container = open.last.flatMap { $0.depth == depth ? $0.kind : nil }
      if let (kind, name) = declared(words, in: container) {
        let signature = signature(code, from: index)
        found.append(
          Declaration(
            kind: kind, name: name, line: index + 1, comment: comment, signature: signature))
        if kind == .enum || kind == .protocol { open.append((depth + 1, kind)) }
      }
      comment = []
    }
    return found
  }

  /// Kind and name of what a line declares for other targets; nil where it is nothing of that.
  private func declared(
    _ words: String, in container: Declaration.Kind?
  ) -> (Declaration.Kind, String)? {
    guard container != nil || words.contains("public ") || words.contains("package "),
      let match = words.prefixMatch(of: declaring),
      let kind = Declaration.Kind(rawValue: String(match.kind))
    else { return nil }
    let modifiers = Set(match.modifiers.split(separator: " ").map(String.init))
    let isSeen = modifiers.contains("public") || modifiers.contains("package")
    let isMember =
      switch container {
      case .enum: kind == .case
      case .protocol: kind != .case
      default: false
      }
    guard isSeen || isMember else { return nil }
    return (kind, String(match.name ?? match.kind))
  }

  /// A declaration on one line, from its first line to its body.
  private func signature(_ code: [String], from index: Int) -> String {
    var text = ""
    var parentheses = 0
    for line in code[index...] {
      let line = line.trimmingSpaces
      if !text.isEmpty, parentheses == 0,
        line.prefixMatch(of: continuing) == nil
      {
        break
      }
      var taken = ""
      for character in line {
        if "([".contains(character) { parentheses += 1 }
        if ")]".contains(character) { parentheses -= 1 }
        if character == "{", parentheses == 0 { return text + " " + taken + "{" }
        taken.append(character)
      }
      text += (text.isEmpty ? "" : " ") + taken
    }
    return text
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    let bytes = utf8
    guard let first = bytes.firstIndex(where: { $0 != 32 }),
      let last = bytes.lastIndex(where: { $0 != 32 })
    else { return "" }
    return String(self[first...last])
  }

  /// How many more of one ASCII character there are than of another; count, below 0 where fewer.
  fileprivate func balance(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int {
    utf8.reduce(0) { sum, byte in
      sum + (byte == UInt8(ascii: opening) ? 1 : 0) - (byte == UInt8(ascii: closing) ? 1 : 0)
    }
  }
}
