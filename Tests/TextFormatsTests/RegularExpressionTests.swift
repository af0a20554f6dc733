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

  /// 60,000 matches, each found only after a look at all of the rest.
  @Test func aSearchForTooManyMatchesIsGivenUp() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 60_000)
    #expect(try RegularExpression("a.*b|a").lastMatch(in: text) == .tooMuchWork)
    #expect(
      try RegularExpression("a.*b|a").lastMatch(in: Array(text.prefix(10_000)))
        == .found(9_999..<10_000))
    #expect(try RegularExpression("a.*b|a").matches(text))
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
