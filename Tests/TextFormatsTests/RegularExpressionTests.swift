import RandomStreams
import Testing
import TextFormats

@Suite struct RegularExpressionTests {
  private func last(_ pattern: String, _ text: String, group: Int = 0) throws -> String? {
    let bytes = Array(text.utf8)
    let match = try RegularExpression(pattern).lastMatch(in: bytes, group: group)
    guard case .found(let range) = match else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  @Test(arguments: [
    ("\\w+", "one two", "two"), ("(?i)b", "ABC", "B"), ("a*", "aab", ""),
    ("x", "", nil), ("^", "", ""), ("é+", "é éé e", "éé"), (".", "a\u{1F600}", "\u{1F600}"),
    ("a|ab", "ab", "a"), ("^a", "aa", "a"), ("\\bno\\b", "no, not no!", "no"),
  ])
  func findsTheLastMatch(pattern: String, text: String, match: String?) throws {
    #expect(try last(pattern, text) == match)
    #expect(try RegularExpression(pattern).matches(Array(text.utf8)) == (match != nil))
  }

  @Test func findsGroupsOfTheLastMatch() throws {
    #expect(try last("(a)|b", "a b", group: 1) == nil)
    #expect(try last("(a)|b", "b a", group: 1) == "a")
    #expect(try last("<x>(.*?)</x>", "<x>1</x> or <x>2</x>", group: 1) == "2")
    #expect(try last("x(\\d*)", "x1 x", group: 1)?.isEmpty == true)
  }

  @Test(arguments: [
    "(a", "a)", "[", "*", "a{2,1}", "(?=a)", "(?<!a)b", "(a)\\1", "\\p{Nothing}",
    "a{1001}", "((a{100}){100}){100}", "\\pL{1000}",
  ])
  func refusesWhatIsNoneOrTooLarge(pattern: String) {
    #expect(throws: RegularExpression.Failure.self) { try RegularExpression(pattern) }
  }

  @Test func sizesAreBounded() {
    let long = String(repeating: "a", count: RegularExpression.mostBytes)
    #expect((try? RegularExpression(long)) != nil)
    #expect(throws: RegularExpression.Failure.tooLong(1001)) { try RegularExpression(long + "a") }
    #expect(throws: RegularExpression.Failure.empty) { try RegularExpression("") }
  }

  /// Backtracking would try 2^60000 ways.
  @Test func nestedRepeatsTakeLinearTime() throws {
    let text = Array((String(repeating: "a", count: 60_000) + "b").utf8)
    #expect(try !RegularExpression("(a+)+$").matches(text))
    #expect(try RegularExpression("(a+)+$").lastMatch(in: text, group: 1) == .none)
    #expect(try !RegularExpression("^(a|aa|a.a)+$").matches(text))
  }

  /// 60,000 matches, each found only after a look at all of the rest: one pass finds the last.
  @Test func manyMatchesAreFoundInOnePass() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 60_000)
    #expect(try RegularExpression("a.*b|a").lastMatch(in: text) == .found(59_999..<60_000))
    #expect(try RegularExpression("(a).*b|a").lastMatch(in: text, group: 1) == .none)
    #expect(
      try RegularExpression("a.*b|(a)").lastMatch(in: text, group: 1) == .found(59_999..<60_000))
    let numbers = Array(String(repeating: "7 ", count: 32_768).utf8)
    #expect(
      try RegularExpression("(\\d+)").lastMatch(in: numbers, group: 1) == .found(65_534..<65_535))
    #expect(try RegularExpression("(\\pL+|7)").lastMatch(in: numbers) == .found(65_534..<65_535))
  }

  /// An expression that can match nothing has no such pass, and the largest have none in a long text.
  @Test func aSearchThatTakesTooMuchWorkIsGivenUp() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 60_000)
    for pattern in ["a.*b|a?", "(?:a.*b|a)\\b|\\b|a", "(a|b)*a(a|b){900}c|a"] {
      let expression = try RegularExpression(pattern)
      #expect(expression.lastMatch(in: text) == .tooMuchWork, "\(pattern)")
      #expect(expression.lastMatch(in: Array(text.prefix(100))) != .tooMuchWork, "\(pattern)")
      #expect(expression.size * text.count * 200 > RegularExpression.mostWork, "\(pattern)")
    }
  }

  /// A text after thousands of other matches has the last match that it has alone.
  @Test(.timeLimit(.minutes(5))) func onePassFindsWhatSearchesFind() throws {
    var words = WordStream(StreamKey(seed: 709))
    func pick(_ values: [String]) -> String {
      values[Int.random(in: 0..<values.count, using: &words)]
    }
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 4_000)
    var found = 0
    for _ in 0..<600 {
      let pattern =
        (0..<Int.random(in: 1...3, using: &words)).map { _ in
          pick([
            "a", "b", "ab", "(a)", "(b)|a", "a+", "a*b", "b+?", "(?:a|ab)", "\\ba", "a$", "(?m)^b",
            "b\\B", "é", "(?i)A", "a?b", "(a*)b", "(?:(a)|b)+", "a|",
          ])
        }.joined() + "|x"
      let text = (0..<Int.random(in: 0...9, using: &words)).map { _ in pick(["a", "b", " ", "é"]) }
      let short = Array(("\n" + text.joined()).utf8)
      let expression = try RegularExpression(pattern)
      // An expression that can match nothing is searched for one by one, and not meant here.
      if case .found(let range) = expression.lastMatch(in: [UInt8(ascii: "\n")]), range.isEmpty {
        continue
      }
      for group in 0...expression.groups {
        let whole = expression.lastMatch(in: filler + short, group: group)
        let context = "/\(pattern)/ group \(group) on '\(text.joined())'"
        switch expression.lastMatch(in: short, group: group) {
        case .found(let range):
          found += 1
          #expect(
            whole == .found(range.lowerBound + 4_000..<range.upperBound + 4_000), "\(context)")
        case .none:
          let isMatched = expression.matches(short)
          #expect(whole == (group == 0 && !isMatched ? .found(3_999..<4_000) : .none), "\(context)")
        case .tooMuchWork: Issue.record("\(context)")
        }
      }
    }
    #expect(found > 200)
  }

  @Test func messagesAreOneLine() throws {
    do throws(RegularExpression.Failure) {
      _ = try RegularExpression("(\u{1B}[31m\n")
      Issue.record("it is none")
    } catch {
      #expect(!error.description.unicodeScalars.contains { $0.steersTerminal })
    }
  }
}
