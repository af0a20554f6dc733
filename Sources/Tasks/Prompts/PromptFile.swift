import MAKERCore
import TextFormats

/// Reads questions from JSON Lines: one object a line, with `id` and `prompt`, and where wanted `system`,
/// `expected` and `compare`.
///
/// A file is read whole or not at all: whatever is wrong is refused with its line.
package enum PromptFile {
  /// Most lines of a file; count.
  package static let mostLines = 1_000_000
  /// Most bytes of a line.
  package static let mostBytes = 1_000_000
  /// Keys that a line may have.
  package static let keys = ["id", "prompt", "system", "expected", "compare"]

  /// Reads the content of a file.
  ///
  /// - Parameter content: Bytes of the file; lines without anything on them are passed over.
  /// - Returns: The questions, at least one.
  /// - Throws: `PromptFileError`.
  package static func lines(_ content: [UInt8]) throws(PromptFileError) -> [PromptLine] {
    var reader = Reader()
    var start = 0
    var number = 0
    while start < content.count {
      number += 1
      let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
      defer { start = end + 1 }
      let line = content[start..<end]
      guard line.count <= mostBytes else {
        throw PromptFileError(line: number, "the line is longer than \(mostBytes) bytes")
      }
      if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      guard reader.lines.count < mostLines else {
        throw PromptFileError(line: number, "a file has at most \(mostLines) lines")
      }
      try reader.take(Array(line), number)
    }
    guard !reader.lines.isEmpty else { throw PromptFileError(line: nil, "there is no line in it") }
    return reader.lines
  }

  private struct Reader {
    var lines: [PromptLine] = []
    /// Lines of the file that ids stand on.
    private var ids: [String: Int] = [:]
    /// Lines of the file that first ask something, with their index.
    private var prompts: [Prompt: (line: Int, index: Int)] = [:]
    private var comparisons: [String: AnswerComparison] = [:]

    mutating func take(_ bytes: [UInt8], _ number: Int) throws(PromptFileError) {
      func refusal(_ problem: String, key: String? = nil) -> PromptFileError {
        PromptFileError(line: number, problem, unknownKey: key)
      }
      guard (try? UTF8Span(validating: bytes.span)) != nil else { throw refusal("not UTF-8") }
      let read: [(String, JSONValue)]?
      do throws(JSONReader.Failure) {
        read = try JSONReader.value(bytes).members
      } catch {
        if case .twice(let key) = error { throw refusal("the key \(quoted(key)) stands twice") }
        throw refusal("not a JSON object")
      }
      guard let members = read else { throw refusal("not a JSON object") }
      var values: [String: JSONValue] = [:]
      for (key, value) in members {
        guard keys.contains(key) else {
          throw refusal(
            "unknown key \(quoted(key)); known are \(keys.joined(separator: ", "))", key: key)
        }
        values[key] = value
      }
      func text(_ key: String) throws(PromptFileError) -> String? {
        switch values[key] {
        case .string(let text): return text
        case .null, nil: return nil
        default: throw refusal("\(key) must be a string")
        }
      }
      /// A string, or any other value in its one spelling.
      func written(_ key: String) -> String? {
        switch values[key] {
        case .string(let text): return text
        case .null, nil: return nil
        case .some(let value):
          return value.canonical.map { String(decoding: $0, as: UTF8.self) }
        }
      }
      guard let id = written("id") else { throw refusal("no id") }
      guard (1...200).contains(id.utf8.count), ComparedAnswer(id).escaped == id,
        !id.hasPrefix("{"), !id.hasPrefix("[")
      else {
        throw refusal("id must be a name of 1 to 200 bytes without control characters, or a number")
      }
      if let first = ids.updateValue(number, forKey: id) {
        throw refusal("the id \(quoted(id)) stands on line \(first) too")
      }
      guard let step = try text("prompt"), !step.isEmpty else { throw refusal("no prompt") }
      let comparison = try self.comparison(try text("compare") ?? "whitespace", refusal)
      let expected = written("expected")
      let prompt = Prompt(instructions: try text("system") ?? "", step: step)
      let line: PromptLine
      do throws(RedFlag) {
        line = try PromptLine(
          id: id, prompt: prompt, policy: ReplyPolicy(comparison), expected: expected)
      } catch {
        throw refusal(
          "expected \(quoted(expected ?? "")) is no answer under compare \(quoted(comparison.name)): "
            + error.rawValue)
      }
      if let first = prompts[prompt] {
        let other = lines[first.index]
        guard other.expected == line.expected, other.comparison == line.comparison else {
          throw refusal("it asks what line \(first.line) asks, and expects or compares otherwise")
        }
      } else {
        prompts[prompt] = (number, lines.count)
      }
      lines.append(line)
    }

    private mutating func comparison(
      _ text: String, _ refusal: (String, String?) -> PromptFileError
    ) throws(PromptFileError) -> AnswerComparison {
      if let known = comparisons[text] { return known }
      do throws(AnswerExpression.Failure) {
        let comparison = try AnswerComparison(text)
        comparisons[text] = comparison
        return comparison
      } catch {
        switch error {
        case .groups(let count):
          throw refusal("compare \(quoted(text)) has \(count) groups and must have one", nil)
        case .unknown:
          throw refusal(
            "compare \(quoted(text)) is none of \(AnswerComparison.allowed)", nil)
        case .malformed(let problem):
          throw refusal("compare \(quoted(text)) is no regular expression: \(problem)", nil)
        }
      }
    }

    /// A text of the file as an error shows it.
    private func quoted(_ text: String) -> String {
      let shown = ComparedAnswer(text).escaped
      return "'" + (shown.count <= 60 ? shown : shown.prefix(60) + "…") + "'"
    }
  }
}
