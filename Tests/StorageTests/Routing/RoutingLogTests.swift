import Economics
import Foundation
import Storage
import Testing

@Suite struct RoutingLogTests {
  let folder: TemporaryFolder
  let log: RoutingLog

  init() throws {
    folder = try TemporaryFolder()
    log = RoutingLog(path: folder.path("r.jsonl"))
  }

  @Test func recordsComeBackInTheirOrderAndCountOnce() throws {
    let records = try RoutingFixture.all(9)
    try log.append(Array(records.prefix(5)))
    try log.append(records)
    try log.append(records)
    let contents = try log.read()
    #expect(contents.sources.map(\.record) == records && contents.complaints.isEmpty)
    #expect(contents.sources.map(\.place) == (1...18).map { "line \($0)" })
  }

  @Test func anotherRecordOfTheSameNameIsRefusedAndNothingAdded() throws {
    try log.append([try RoutingFixture.decision(0), RoutingFixture.outcome(0)])
    let before = try folder.read("r.jsonl")
    for other in [
      try RoutingFixture.decision(0, confidence: 0.5), RoutingFixture.outcome(0, rework: 1),
    ] {
      #expect(throws: StoreError.self) { try log.append([try RoutingFixture.decision(1), other]) }
      #expect(try folder.read("r.jsonl") == before)
    }
  }

  /// Wherever a writer is killed, all whole lines are read, the torn one is said, and the next writer goes
  /// on behind it.
  @Test func aLogTornAtAnyByteLosesOneRecordAtMost() throws {
    let records = try RoutingFixture.all(3)
    try log.append(records)
    let whole = try folder.read("r.jsonl")
    let ends = whole.indices.filter { whole[$0] == 0x0A }
    for bytes in 0...whole.count {
      try folder.write(whole.prefix(bytes), to: "torn.jsonl")
      let torn = RoutingLog(path: folder.path("torn.jsonl"))
      // A line whose newline alone is missing is whole.
      let kept = ends.count { $0 <= bytes }
      let isTorn = bytes > 0 && !ends.contains(bytes) && !ends.contains(bytes - 1)
      let contents = try torn.read()
      #expect(contents.sources.map(\.record) == Array(records.prefix(kept)), "byte \(bytes)")
      #expect(
        contents.complaints
          == (isTorn ? ["line \(kept + 1): torn, its writer was stopped before its end"] : []))
      try torn.append(records)
      let mended = try torn.read()
      #expect(mended.sources.map(\.record) == records, "byte \(bytes)")
      #expect(mended.complaints.count == (isTorn ? 1 : 0), "byte \(bytes)")
    }
  }

  @Test func aCorruptLineInTheMiddleIsSaidAndLeftOut() throws {
    let records = try RoutingFixture.all(2)
    try log.append(records)
    var lines = String(decoding: try folder.read("r.jsonl"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    lines[1] = lines[1].replacing("outcome", with: "income")
    lines.insert("{\"event\":", at: 2)
    lines.insert("[]", at: 0)
    try folder.write(Data(lines.joined(separator: "\n").utf8), to: "r.jsonl")
    let contents = try log.read()
    #expect(contents.sources.map(\.record) == [records[0], records[2], records[3]])
    #expect(
      contents.complaints == [
        "line 1: no JSON object", "line 3: event: must be decision or outcome",
        "line 4: no JSON from byte 10 on",
      ])
  }
}
