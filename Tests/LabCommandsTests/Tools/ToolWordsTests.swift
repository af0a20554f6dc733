import Testing

@testable import LabCommands

@Suite struct ToolWordsTests {
  private let words = ToolWords(ToolFixture.tool.command)

  @Test(arguments: [
    ("--token-limit must be at least 2, not '1'", "token_limit must be at least 2, not '1'"),
    ("option --steps <count> is required", "steps is required"),
    ("each number of --shares must be", "each number of shares must be"),
    ("leave out --other or --token-limit-x", "leave out --other or --token-limit-x"),
    ("a -- b", "a -- b"), ("--k,--k", "k,k"),
  ])
  func optionsReadAsArguments(text: String, expected: String) {
    #expect(words.renamed(text) == expected)
  }

  @Test func anErrorIsOneBoundedLine() {
    let line = words.line(LabError("a\nb\u{1B}[2J --k\n" + String(repeating: "x", count: 5000)))
    #expect(line.hasPrefix("a b"))
    #expect(line.contains(" k "))
    #expect(!line.contains("\n"))
    #expect(!line.contains("\u{1B}"))
    #expect(line.count == ToolWords.mostLetters + 1)
  }
}
