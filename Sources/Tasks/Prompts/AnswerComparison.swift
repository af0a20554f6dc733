package import MAKERCore
import TextFormats

/// How free replies are compared: each becomes an answer, or is flagged.
///
/// Linear in the length of the reply; the search for the last match of an expression is given up in time.
package enum AnswerComparison: Hashable, Sendable {
  /// Replies are equal byte by byte.
  case exact
  /// White space around a reply does not count, and within it any is one blank.
  case whitespace
  /// The whole reply is a decimal number, compared by its value.
  case number
  /// The whole reply is JSON, compared by its structure; numbers by value, keys in any order.
  case json
  /// The last match of an expression says the answer, compared as `whitespace` does.
  case expression(AnswerExpression)

  /// Most bytes of an answer, and of a reply that an expression or a schema is held against; bytes.
  package static let mostBytes = 65_536

  /// What users may write, for errors.
  package static let allowed =
    "exact, whitespace, number, json or regex:EXPRESSION with one group"

  /// Reads what users write.
  ///
  /// - Parameter text: A comparison as `allowed` says.
  /// - Throws: `AnswerExpression.Failure` for an expression, also where the text is none of the
  ///   others.
  package init(_ text: String) throws(AnswerExpression.Failure) {
    switch text {
    case "exact": self = .exact
    case "whitespace": self = .whitespace
    case "number": self = .number
    case "json": self = .json
    default:
      guard text.hasPrefix("regex:") else { throw .unknown }
      self = .expression(try AnswerExpression(String(text.dropFirst("regex:".count))))
    }
  }

  /// The comparison as users write it.
  package var name: String {
    switch self {
    case .exact: "exact"
    case .whitespace: "whitespace"
    case .number: "number"
    case .json: "json"
    case .expression(let expression): "regex:" + expression.pattern
    }
  }

  /// Reads the answer in a reply.
  ///
  /// - Parameters:
  ///   - reply: The reply; valid UTF-8.
  ///   - reading: Flagging takes a number or JSON only as the whole reply; repairing takes the last
  ///     number of it, unless that is part of one like 1,234 or one after U+2212, and JSON from between the lines of a code fence.
  /// - Returns: The answer.
  /// - Throws: `RedFlag.empty`, `RedFlag.tooLong` also where the search for the last match of an
  ///   expression is given up, `RedFlag.noAction` where an expression does not match,
  ///   `RedFlag.badAction` where there is no number or no JSON.
  package func answer(
    in reply: [UInt8], reading: ReplyReading = .flagging
  ) throws(RedFlag) -> ComparedAnswer {
    let answer: [UInt8]
    switch self {
    case .exact: answer = reply
    case .whitespace: answer = Self.withoutNeedlessSpace(reply)
    case .number: answer = try Self.number(in: reply, reading)
    case .json:
      guard let value = try Self.json(in: reply, reading).canonical else { throw .badAction }
      answer = value
    case .expression(let expression):
      guard reply.count <= Self.mostBytes else { throw .tooLong }
      switch expression.group(in: reply) {
      case .group(let group): answer = Self.withoutNeedlessSpace(group)
      case .none: throw .noAction
      case .tooMuch: throw .tooLong
      }
    }
    guard !answer.isEmpty else { throw .empty }
    guard answer.count <= Self.mostBytes else { throw .tooLong }
    return ComparedAnswer(answer)
  }

  /// Reads the answer that is expected: a whole reply, or what an expression's group is to hold.
  ///
  /// - Parameter text: The expected text.
  /// - Returns: The answer that replies are held against.
  /// - Throws: `RedFlag` where no reply could be that.
  package func expected(_ text: String) throws(RedFlag) -> ComparedAnswer {
    guard case .expression = self else { return try answer(in: Array(text.utf8)) }
    return try AnswerComparison.whitespace.answer(in: Array(text.utf8))
  }

  /// Reads JSON that is the whole reply; repairing takes what stands between the lines of a code fence.
  static func json(
    in reply: [UInt8], _ reading: ReplyReading
  ) throws(RedFlag) -> JSONValue {
    let text = reading == .repairing ? withoutFence(reply) : reply
    guard !withoutNeedlessSpace(text).isEmpty else { throw .empty }
    guard let value = try? JSONReader.value(text) else { throw .badAction }
    return value
  }

  private static func number(
    in reply: [UInt8], _ reading: ReplyReading
  ) throws(RedFlag) -> [UInt8] {
    var start = 0
    while case let length = ReplyCharacters.space(reply.span, at: start), length > 0 {
      start += length
    }
    guard start < reply.count else { throw .empty }
    if reading == .flagging {
      guard let end = DecimalNumber.end(reply, from: start),
        withoutNeedlessSpace(Array(reply[end...])).isEmpty,
        let number = DecimalNumber.canonical(reply[start..<end])
      else { throw .badAction }
      return number
    }
    var last: Range<Int>?
    while start < reply.count {
      if let end = DecimalNumber.end(reply, from: start) {
        last = start..<end
        start = end
      } else {
        start += 1
      }
    }
    guard let last, !isPart(last, of: reply), let number = DecimalNumber.canonical(reply[last])
    else { throw .badAction }
    return number
  }

  /// Whether a number is only the end of one that is written in another way: after a minus sign that is
  /// none of ASCII, or after digits and a comma.
  private static func isPart(_ number: Range<Int>, of reply: [UInt8]) -> Bool {
    let before = reply[..<number.lowerBound]
    // U+2212 in UTF-8.
    if before.suffix(3) == [0xE2, 0x88, 0x92] { return true }
    return before.last == UInt8(ascii: ",") && (before.dropLast().last ?? 0) &- 48 < 10
  }

  /// The text without white space around it, and with one blank for any within.
  static func withoutNeedlessSpace(_ text: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(min(text.count, mostBytes))
    var index = 0
    var isAfterSpace = false
    while index < text.count {
      let length = ReplyCharacters.space(text.span, at: index)
      if length > 0 {
        isAfterSpace = true
        index += length
      } else {
        if isAfterSpace, !kept.isEmpty { kept.append(0x20) }
        isAfterSpace = false
        kept.append(text[index])
        index += 1
      }
    }
    return kept
  }

  /// What stands between the first line that begins a code fence and the next that ends it.
  private static func withoutFence(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func isFence(_ line: ArraySlice<UInt8>) -> Bool { line.starts(with: "```".utf8) }
    guard let start = lines.firstIndex(where: isFence) else { return text }
    let rest = lines[(start + 1)...]
    let end = rest.firstIndex(where: isFence) ?? rest.endIndex
    return Array(rest[..<end].joined(separator: [UInt8(ascii: "\n")]))
  }
}
