import Economics
import Foundation
import Storage
import Testing
import TextFormats

@Suite struct TokenLogTests {
  let folder: TemporaryFolder
  let log: TokenLog

  init() throws {
    folder = try TemporaryFolder()
    log = TokenLog(path: folder.path("tokens.jsonl"))
  }

  private func entry(
    _ tokens: Int, output: Int? = nil, cost: Int? = nil, part: String? = nil
  ) -> TokenLogEntry {
    TokenLogEntry(
      time: UTCTime(secondsSince1970: 1_800_000_000), item: "SD-1 \"ä\"", phase: "LEAD",
      model: "haiku", tokens: tokens, outputTokens: output,
      cost: cost.map { Money(picodollars: $0) },
      source: part.map { .run(part: $0) } ?? .manual)
  }

  @Test func entriesReadBackAsTheyWereLogged() throws {
    let entries = [
      entry(0), entry(45_000, output: 12), entry(1, cost: 0), entry(7, output: 7, cost: 1),
      entry(8, cost: 9_000_000_000_000_000_000), entry(9, cost: 230_775_000), entry(10, part: "a"),
    ]
    var begun = entry(0)
    begun.source = .begun(session: "0a", store: "Results/lab.sqlite")
    var ended = entry(0)
    ended.source = .ended(session: "0a")
    let all = entries + [begun, ended]
    for entry in all { try log.append(entry) }
    let contents = try log.read()
    #expect(contents.entries == all)
    #expect(contents.complaints.isEmpty)
    #expect(contents.lines.map(\.number) == Array(1...all.count))
  }

  @Test("a bad entry is named by its line, and costs no other")
  func bad() throws {
    let good = JSONText.compact(entry(1).json)
    let bad = [
      good.replacing("\"tokens\":1", with: "\"tokens\":-1"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1.5"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"output_tokens\":2"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"dollars\":-1"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"dollars\":0.1234567890123"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"dollars\":9000001"),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"token\":1"),
      good.replacing("2027", with: "2O27"), good.replacing("LEAD", with: ""),
      good.replacing("LEAD", with: String(repeating: "x", count: 201)),
      good.replacing("haiku", with: "\\u001b[2Jhaiku"),
      good.replacing("\"tokens\":1", with: "\"tokens\":0,\"run\":\"\\u001b[2J\""),
      good.replacing("\"tokens\":1", with: "\"tokens\":0,\"run\":\"a\",\"store\":\"b\\nc\""),
      good.replacing("\"tokens\":1", with: "\"tokens\":1,\"run\":\"a\",\"ended\":true"), "[]", "{",
    ]
    try folder.write(Data((bad.joined(separator: "\n") + "\n" + good).utf8), to: "tokens.jsonl")
    let contents = try log.read()
    #expect(contents.entries == [entry(1)])
    #expect(contents.complaints.count == bad.count, "\(contents.complaints)")
    for (index, complaint) in contents.complaints.enumerated() {
      #expect(complaint.hasPrefix("line \(index + 1): "), "\(complaint)")
    }
  }

  @Test func partsOfRunsAreLoggedOnce() throws {
    try log.append(entry(3))
    #expect(try log.append(missing: [entry(1, part: "a"), entry(2, part: "b")]) == 2)
    #expect(try log.append(missing: [entry(2, part: "b"), entry(4, part: "c")]) == 1)
    #expect(try log.read().entries.map(\.tokens) == [3, 1, 2, 4])
    try log.append(entry(2, part: "b"))
    let contents = try log.read()
    #expect(contents.entries.map(\.tokens) == [3, 1, 2, 4], "a copy does not count")
    #expect(contents.complaints.count == 1)
  }

  @Test("a run that is logged as begun twice is one run, and one that ended is not open")
  func begunTwice() throws {
    var begun = entry(0)
    for session in ["a", "b", "a"] {
      begun.source = .begun(session: session, store: "s")
      try log.append(begun)
    }
    var contents = try log.read()
    #expect(contents.openRuns.map(\.session) == ["a", "b"])
    #expect(contents.complaints.count == 1, "\(contents.complaints)")
    #expect(try log.append(missing: [contents.openRuns[0].ended]) == 1)
    contents = try log.read()
    #expect(contents.openRuns.map(\.session) == ["b"] && contents.openRuns[0].line == 2)
  }

  @Test("what a session was charged after its first part was logged is missing, and only that")
  func growth() throws {
    let first = entry(10, output: 4, cost: 5, part: "a haiku")
    try log.append(first)
    try log.append(entry(99, part: "ab haiku"))
    let grown = entry(25, output: 9, cost: 12, part: "a haiku")
    let rest = try log.read().missing(of: [grown], ofSession: "a")
    #expect(rest == [entry(15, output: 5, cost: 7, part: "a haiku 2")])
    try log.append(missing: rest)
    #expect(try log.read().missing(of: [grown], ofSession: "a").isEmpty)
    #expect(try log.read().missing(of: [first], ofSession: "a").isEmpty, "nothing shrinks")
  }

  @Test("links to a log are one log: its right is given once")
  func lock() throws {
    let other = folder.path("link.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: other, withDestinationPath: folder.path("tokens.jsonl"))
    let right = try log.lock()
    #expect(right != nil)
    #expect(try TokenLog(path: other).lock() == nil)
    withExtendedLifetime(right) {}
  }
}
