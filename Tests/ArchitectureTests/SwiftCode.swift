/// The code of a Swift file: comments and the text of literals blanked out, line breaks kept.
///
/// Code inside `\(…)` counts as code.  A plain regex literal with a quote in it is read wrongly up
/// to the end of its line; `#/…/#` is understood.
struct SwiftCode {
  /// Lines of code, the first at index 0.
  let lines: [String]
  /// The words of each line.
  private let words: [[Substring]]

  private enum Place {
    /// Code; parentheses open since an interpolation began, nil at the top.
    case code(parentheses: Int?)
    case lineComment
    case blockComment(depth: Int)
    case string(hashes: Int, isMultiline: Bool)
    case regex(hashes: Int)
  }

  /// What begins or ends a comment, a literal or an interpolation within code.
  private static let marks = Array("/\"#()".utf8)

  init(_ text: String) {
    let input = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var places = [Place.code(parentheses: nil)]
    var i = 0
    func has(_ pattern: String, at index: Int) -> Bool {
      input[index...].starts(with: pattern.utf8)
    }
    func skip(_ count: Int) {
      for _ in 0..<count { output.append(UInt8(ascii: " ")) }
      i += count
    }
    func keep() {
      output.append(input[i])
      i += 1
    }
    while i < input.count {
      if input[i] == UInt8(ascii: "\n") {
        switch places[places.count - 1] {
        case .lineComment, .string(_, false): places.removeLast()
        default: break
        }
        keep()
        continue
      }
      // Most bytes neither begin nor end anything.
      let byte = input[i]
      switch places[places.count - 1] {
      case .lineComment:
        skip(1)
        continue
      case .code where !Self.marks.contains(byte):
        keep()
        continue
      case .string where byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\"):
        skip(1)
        continue
      default: break
      }
      switch places[places.count - 1] {
      case .lineComment: break
      case .blockComment(let depth):
        if has("*/", at: i) {
          skip(2)
          places.removeLast()
          if depth > 1 { places.append(.blockComment(depth: depth - 1)) }
        } else if has("/*", at: i) {
          skip(2)
          places[places.count - 1] = .blockComment(depth: depth + 1)
        } else {
          skip(1)
        }
      case .string(let hashes, let isMultiline):
        let end = (isMultiline ? "\"\"\"" : "\"") + String(repeating: "#", count: hashes)
        let escape = "\\" + String(repeating: "#", count: hashes)
        if has(end, at: i) {
          skip(end.utf8.count)
          places.removeLast()
        } else if has(escape + "(", at: i) {
          skip(escape.utf8.count + 1)
          places.append(.code(parentheses: 0))
        } else if has(escape, at: i) {
          skip(min(escape.utf8.count, input.count - i))
          if i < input.count, input[i] != UInt8(ascii: "\n") { skip(1) }
        } else {
          skip(1)
        }
      case .regex(let hashes):
        let end = "/" + String(repeating: "#", count: hashes)
        if has(end, at: i) {
          skip(end.utf8.count)
          places.removeLast()
        } else {
          skip(1)
        }
      case .code(let parentheses):
        let hashes = input[i...].prefix { $0 == UInt8(ascii: "#") }.count
        if has("//", at: i) {
          places.append(.lineComment)
        } else if has("/*", at: i) {
          skip(2)
          places.append(.blockComment(depth: 1))
        } else if has("\"", at: i + hashes) {
          let isMultiline = has("\"\"\"", at: i + hashes)
          skip(hashes + (isMultiline ? 3 : 1))
          places.append(.string(hashes: hashes, isMultiline: isMultiline))
        } else if hashes > 0, has("/", at: i + hashes) {
          skip(hashes + 1)
          places.append(.regex(hashes: hashes))
        } else if let open = parentheses, input[i] == UInt8(ascii: "(") {
          places[places.count - 1] = .code(parentheses: open + 1)
          keep()
        } else if let open = parentheses, input[i] == UInt8(ascii: ")") {
          if open == 0 {
            skip(1)
            places.removeLast()
          } else {
            places[places.count - 1] = .code(parentheses: open - 1)
            keep()
          }
        } else {
          keep()
        }
      }
    }
    lines = String(decoding: output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    words = lines.map(Self.words)
  }

  /// Modules imported, with their lines from 1; the module of `import struct Module.Name` as well.
  var imports: [(module: String, line: Int)] {
    let pattern =
      #/^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor)\s+)?(\w+)/#
    return lines(with: ["import"]).compactMap { index, line in
      line.firstMatch(of: pattern).map { (String($0.1), index + 1) }
    }
  }

  /// Lines from 1 on which any of the words stands by itself, with the word.
  func uses(of wanted: Set<String>) -> [(word: String, line: Int)] {
    let wanted = Set(wanted.map { Substring($0) })
    return words.enumerated().flatMap { index, words in
      words.filter(wanted.contains).map { (String($0), index + 1) }
    }
  }

  /// Lines, from 0, on which any of the words stands by itself.
  func lines(with wanted: Set<Substring>) -> [(offset: Int, element: String)] {
    lines.enumerated().filter { index, _ in words[index].contains(where: wanted.contains) }
      .map { ($0.offset, $0.element) }
  }

  /// The words of a line: letters, digits and `_`, of ASCII; a word begins with no digit.
  private static func words(of line: String) -> [Substring] {
    line.utf8.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        false
      default: true
      }
    }.map { Substring($0.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) }
  }
}
