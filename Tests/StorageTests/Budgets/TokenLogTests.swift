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
    let all = entries + [begun]
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
      good.replacing("haiku", with: "\\u001b[2Jhaiku"), "[]", "{",
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
}
