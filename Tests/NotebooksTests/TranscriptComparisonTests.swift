import Notebooks
import RandomStreams
import Testing

@Suite struct TranscriptComparisonTests {
  @Test(arguments: [
    ("", "", true), ("a", "a", true), ("a", "ab", false), ("ab", "a", false), ("[..]", "", true),
    ("[..]", "any", true), ("a[..]", "a", true), ("a[..]", "ba", false), ("[..]a", "ba", true),
    ("a[..]b", "ab", true), ("a[..]b", "a", false), ("ab[..]ba", "aba", false),
    ("a[..]c[..]e", "abcde", true), ("a[..]c[..]e", "aecde", true), ("a[..]cc[..]e", "acde", false),
    ("[..][..]x", "x", true), ("[..", "[..", true), ("...", "...", true), ("...", "x", false),
    ("é", "e\u{301}", false), ("\u{1B}[0m", "\u{1B}[0m", true),
  ])
  func elisionsWithinALineStandForAnyText(pattern: String, line: String, agrees: Bool) {
    #expect(Elision.matches(line, pattern) == agrees)
  }

  /// Lines that often repeat, some of which look like parts of a page.
  private static func lines(_ random: inout WordStream, most: Int) -> [String] {
    let words = ["a", "b", "", "p 0.9", "$x", "[..", "....", "a b", "-", "\t", "é"]
    return (0..<Int.random(in: 0...most, using: &random)).map { _ in
      words[Int.random(in: 0..<words.count, using: &random)]
    }
  }

  @Test func anyTranscriptAgreesWithItself() {
    var random = WordStream(StreamKey(seed: 1))
    for _ in 0..<500 {
      let lines = Self.lines(&random, most: 12)
      let comparison = TranscriptComparison(page: lines, printed: lines)
      #expect(comparison.matches && comparison.promoted == lines, "\(lines)")
      #expect(comparison.report() == [], "\(lines)")
    }
  }

  /// Some lines in a row become `...`, and some texts within lines `[..]`.
  private static func eliding(_ lines: [String], _ random: inout WordStream) -> [String] {
    var page: [String] = []
    var index = 0
    while index < lines.count || Bool.random(using: &random) {
      if Int.random(in: 0..<4, using: &random) == 0 {
        page.append(Elision.ofLines)
        index = min(lines.count, index + Int.random(in: 0...3, using: &random))
      } else if index < lines.count {
        let line = Array(lines[index])
        let cut = Int.random(in: 0...line.count, using: &random)
        let isWhole = Bool.random(using: &random)
        page.append(isWhole ? lines[index] : String(line[..<cut]) + Elision.withinLine)
        index += 1
      }
    }
    return page
  }

  @Test func elidedLinesAgree() {
    var random = WordStream(StreamKey(seed: 2))
    for _ in 0..<1000 {
      let lines = Self.lines(&random, most: 12)
      let page = Self.eliding(lines, &random)
      let comparison = TranscriptComparison(page: page, printed: lines)
      #expect(comparison.matches, "\(page) \(lines)")
      #expect(comparison.promoted == page, "\(page) \(lines)")
    }
  }

  @Test func aChangedLineIsFoundAtItsPlace() {
    var random = WordStream(StreamKey(seed: 3))
    for _ in 0..<500 {
      var lines = Self.lines(&random, most: 12) + ["end"]
      let page = lines
      let place = Int.random(in: 0..<lines.count, using: &random)
      lines[place] = "changed"
      let comparison = TranscriptComparison(page: page, printed: lines)
      #expect(comparison.firstDifference == place, "\(page) \(place)")
      #expect(comparison.promoted == lines)
      #expect(comparison.report().filter { !$0.hasPrefix(" ") }.count == 2)
    }
  }

  /// Whatever is on the page and whatever is printed: what is promoted agrees, keeps no line of the page
  /// that does not, and changes nothing where all agrees.
  @Test func promotedLinesAgree() {
    var random = WordStream(StreamKey(seed: 4))
    var differing = 0
    for _ in 0..<1000 {
      let page = Self.eliding(Self.lines(&random, most: 8), &random)
      let printed = Self.lines(&random, most: 8)
      let comparison = TranscriptComparison(page: page, printed: printed)
      let promoted = comparison.promoted
      #expect(
        TranscriptComparison(page: promoted, printed: printed).matches,
        "\(page) \(printed) \(promoted)")
      #expect(!comparison.matches || promoted == page)
      #expect(Set(promoted).isSubset(of: Set(page + printed)))
      differing += comparison.matches ? 0 : 1
    }
    #expect(differing > 100)
  }

  @Test func elisionsThatStillAgreeStay() {
    let page = ["head", "...", "p [..]", "tail"]
    let printed = ["HEAD", "1", "2", "p 0.9", "tail", "more"]
    let comparison = TranscriptComparison(page: page, printed: printed)
    #expect(comparison.firstDifference == 0)
    #expect(comparison.promoted == ["HEAD", "...", "p [..]", "tail", "more"])
    #expect(
      comparison.report() == ["- head", "+ HEAD", "  ...", "  p [..]", "  tail", "+ more"])
    let end = TranscriptComparison(page: ["a"], printed: ["a", "b"])
    #expect(end.firstDifference == 1)
  }

  @Test func reportsEscapeWhatSteersATerminal() {
    let comparison = TranscriptComparison(page: ["a"], printed: ["\u{1B}[2Jb\r", "\u{202E}c"])
    #expect(comparison.report() == ["- a", "+ \\u{1b}[2Jb\\u{d}", "+ \\u{202e}c"])
  }

  @Test func longOutputsAreComparedAndReportsCut() {
    let printed = (0..<20_000).map { "line \($0)" }
    let page = ["line 0", "...", "line 19998", "[..]"]
    #expect(TranscriptComparison(page: page, printed: printed).matches)
    let other = TranscriptComparison(page: ["x"], printed: printed)
    #expect(other.firstDifference == 0)
    #expect(other.report(most: 10).count == 11)
    // Beyond what is searched, all is replaced.
    let many = TranscriptComparison(page: Array(printed.reversed()), printed: printed)
    #expect(many.promoted == printed)
  }
}
