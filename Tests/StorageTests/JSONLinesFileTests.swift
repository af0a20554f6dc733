import Foundation
import Storage
import Testing
import TextFormats

@Suite struct JSONLinesFileTests {
  let folder: TemporaryFolder
  let log: JSONLinesFile

  init() throws {
    folder = try TemporaryFolder()
    log = JSONLinesFile(path: folder.path("log.jsonl"))
  }

  private func numbers(_ lines: JSONLines) -> [Int?] {
    lines.records.map { $0.value["n"]?.integer }
  }

  private func record(_ number: Int) -> JSONValue {
    .object([("n", .int(number)), ("text", .string("ä\"\n{}"))])
  }

  @Test func whatIsAddedIsReadInOrder() throws {
    #expect(try log.read().records.isEmpty, "no file holds nothing")
    try log.append(record(1))
    try log.append([record(2), record(3)])
    let lines = try log.read()
    #expect(numbers(lines) == [1, 2, 3])
    #expect(lines.records.map(\.line) == [1, 2, 3])
    #expect(lines.complaints.isEmpty)
    #expect(lines.records[0].value["text"]?.string == "ä\"\n{}")
    #expect(try folder.contents().keys.sorted() == ["log.jsonl"], "nothing is left beside it")
  }

  @Test("a log torn at any byte loses the torn line alone, and the next record is read")
  func torn() throws {
    try log.append([record(1), record(2)])
    let whole = try folder.read("log.jsonl")
    let firstLength = try #require(whole.firstIndex(of: 0x0A)) + 1
    for length in 0...whole.count {
      try folder.write(whole.prefix(length), to: "log.jsonl")
      let before = try log.read()
      // An object is whole with its last byte, the newline after it or not.
      let expected = [1, 2].prefix((length + 1) / firstLength)
      #expect(numbers(before) == Array(expected), "cut at byte \(length)")
      let partOfLine = length - expected.count * firstLength
      #expect((before.tornLine != nil) == (partOfLine > 0), "cut at byte \(length)")
      #expect(before.badLines.isEmpty, "cut at byte \(length)")

      try log.append(record(9))
      let after = try log.read()
      #expect(numbers(after) == Array(expected) + [9], "cut at byte \(length)")
      #expect(after.tornLine == nil, "cut at byte \(length)")
      #expect(
        after.badLines.map(\.line) == (partOfLine > 0 ? [expected.count + 1] : []),
        "cut at byte \(length)")
    }
  }

  @Test func badLinesInTheMiddleAreNamedAndCostNoOther() throws {
    let text = "{\"n\":1}\n\n{\"n\":\n[1]\n{\"n\":2,\"n\":3}\n\r\n{\"n\":4}\r\n"
    try folder.write(Data(text.utf8) + [0xFF, 0x0A] + Data("{\"n\":5}\n".utf8), to: "log.jsonl")
    let lines = try log.read()
    #expect(numbers(lines) == [1, 4, 5])
    #expect(lines.records.map(\.line) == [1, 7, 9])
    #expect(
      lines.badLines == [
        .init(line: 3, reason: "no JSON from byte 6 on"), .init(line: 4, reason: "no JSON object"),
        .init(line: 5, reason: "the key \"n\" stands twice"), .init(line: 8, reason: "not UTF-8"),
      ])
    #expect(lines.complaints.count == 4)
  }

  @Test func missingRecordsAreAddedOnce() throws {
    for _ in 0..<3 {
      try log.append { held in
        [1, 2].filter { !numbers(held).contains($0) }.map(record)
      }
    }
    #expect(numbers(try log.read()) == [1, 2])
  }

  @Test func whatIsNoFileOrTooLongIsRefused() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("folder"), withIntermediateDirectories: false)
    let inFolder = JSONLinesFile(path: folder.path("folder"))
    #expect(throws: StoreError.self) { try inFolder.append(record(1)) }
    #expect(throws: StoreError.self) { try inFolder.read() }
    let device = JSONLinesFile(path: "/dev/null")
    #expect(throws: StoreError.cannotOpen(path: "/dev/null", reason: "a pipe or a device")) {
      try device.append(record(1))
    }
    let lost = JSONLinesFile(path: folder.path("none/log.jsonl"))
    #expect(throws: StoreError.self) { try lost.append(record(1)) }
    #expect(try lost.read().records.isEmpty)

    try log.append(record(1))
    let size = try folder.read("log.jsonl").count
    #expect(try JSONLinesFile(path: log.path, mostBytes: size).read().records.count == 1)
    let short = JSONLinesFile(path: log.path, mostBytes: size - 1)
    #expect(
      throws: StoreError.cannotOpen(path: log.path, reason: "longer than \(size - 1) bytes")
    ) { try short.read() }
    let long = JSONValue.object([
      ("text", .string(String(repeating: "x", count: JSONLinesFile.mostRecordBytes)))
    ])
    #expect(throws: StoreError.self) { try log.append([record(2), long]) }
    #expect(numbers(try log.read()) == [1], "all records or none")
  }

  @Test func aLinkIsFollowed() throws {
    try folder.write(Data(), to: "real.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: log.path, withDestinationPath: "real.jsonl")
    try log.append(record(1))
    #expect(try !folder.read("real.jsonl").isEmpty)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: log.path) == "real.jsonl")
  }

  @Test("writers at once lose no record and tear none")
  func manyWriters() async throws {
    let log = log
    await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<25 {
            try log.append(.object([("n", .int(writer * 25 + number))]))
          }
        }
      }
    }
    let lines = try log.read()
    #expect(lines.complaints.isEmpty)
    #expect(Set(numbers(lines)) == Set(0..<100) as Set<Int?>)
    #expect(lines.records.count == 100)
  }
}
