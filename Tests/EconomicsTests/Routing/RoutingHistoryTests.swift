import Economics
import RandomStreams
import Testing

@Suite struct RoutingHistoryTests {
  private func history(_ records: [RoutingRecord], now: Int = 10_000) -> RoutingHistory {
    RoutingHistory(
      records.enumerated().map { .init(place: "line \($0.offset + 1)", record: $0.element) },
      now: Self.time(now))
  }

  /// A moment; units of a slack and a bit, so that different ones are told apart.
  private static func time(_ units: Int) -> RecordTime {
    RecordTime(milliseconds: units * (RoutingHistory.slack + 1))
  }

  private func outcome(_ id: String, at time: Int, succeeded: Bool = true) -> RoutingRecord {
    .outcome(
      RoutingOutcome(id: id, time: Self.time(time), succeeded: succeeded))
  }

  private func decision(_ id: String, at time: Int, confidence: Double = 0.95) throws
    -> RoutingRecord
  {
    .decision(
      try RoutingRecordTests.task(
        id, at: Self.time(time).milliseconds, confidence: confidence))
  }

  @Test func equalRecordsCountOnce() throws {
    let records = [try decision("a", at: 1), try decision("b", at: 2), outcome("a", at: 3)]
    let once = history(records)
    #expect(once.entries.map(\.task.id) == ["a", "b"] && once.findings.isEmpty)
    #expect(once.entries.map { $0.outcome?.succeeded } == [true, nil])
    let twice = history(records.flatMap { [$0, $0] })
    #expect(twice.entries == once.entries && twice.findings.isEmpty)
  }

  @Test func whatIsOddIsSaidAndEndsNothing() throws {
    let history = history([
      try decision("a", at: 5), try decision("a", at: 5, confidence: 0.5), outcome("x", at: 6),
      outcome("a", at: 4), outcome("a", at: 7, succeeded: false), try decision("b", at: 99_999),
      try decision("c", at: 8),
    ])
    #expect(
      history.findings.map(\.description) == [
        "line 2: a contradicts an earlier record, which counts",
        "line 3: x is the outcome of no known decision and is left out",
        "line 4: a is earlier than a record before it: the clock has jumped",
        "line 4: a is an outcome earlier than its decision: the clock has jumped",
        "line 5: a contradicts an earlier record, which counts",
        "line 6: b is later than now: the clock has jumped",
      ])
    #expect(history.entries.map(\.task.id) == ["a", "b", "c"])
    #expect(history.entries[0].outcome?.succeeded == true)
    #expect(history.entries[0].task.decision.confidence == 0.95)
  }

  /// Writers side by side take their times before their turns.
  @Test func aMomentOfDisorderIsNoJumpOfTheClock() throws {
    let slack = RoutingHistory.slack
    for (back, isOdd) in [(slack, false), (slack + 1, true)] {
      let records: [RoutingRecord] = [
        .decision(try RoutingRecordTests.task("a", at: 2 * slack)),
        .decision(try RoutingRecordTests.task("b", at: 2 * slack - back)),
      ]
      let history = RoutingHistory(
        records.map { .init(place: "x", record: $0) },
        now: RecordTime(milliseconds: 2 * slack - back))
      #expect(history.findings.map(\.oddity) == (isOdd ? [.future] : []), "\(back)")
      let later = RoutingHistory(
        records.map { .init(place: "x", record: $0) }, now: RecordTime(milliseconds: 2 * slack))
      #expect(later.findings.map(\.oddity) == (isOdd ? [.backwards] : []), "\(back)")
    }
  }

  /// Two logs of the same tasks, the second with another decision: each has an order of its own.
  @Test func eachLogHasAnOrderOfItsOwn() throws {
    let first = [try decision("a", at: 8), outcome("a", at: 9)]
    let second = [try decision("b", at: 1), try decision("a", at: 8)]
    let logs = [first, second].map { $0.map { RoutingHistory.Source(place: "x", record: $0) } }
    let history = RoutingHistory(logs: logs, now: Self.time(10))
    #expect(history.findings.isEmpty && history.entries.map(\.task.id) == ["a", "b"])
    #expect(
      RoutingHistory(logs.flatMap { $0 }, now: Self.time(10)).findings.map(\.oddity)
        == [.backwards, .backwards])
  }

  @Test func aDecisionIsFoundByTheBeginningOfItsName() throws {
    let history = history([
      try decision("ab1", at: 1), try decision("ab2", at: 2), try decision("ab", at: 3),
    ])
    #expect(history.entry(beginning: "ab1")?.task.id == "ab1")
    #expect(history.entry(beginning: "ab")?.task.id == "ab")
    #expect(history.entry(beginning: "a") == nil && history.entry(beginning: "z") == nil)
  }

  /// In whatever order records come, however often: the same tasks have outcomes.
  @Test func theOrderOfRecordsDecidesNothingButTheirPlaces() throws {
    let records = try (0..<8).flatMap {
      [
        try decision("t\($0)", at: 2 * $0),
        outcome("t\($0)", at: 2 * $0 + 1, succeeded: $0 % 3 > 0),
      ]
    }
    let expected = Set(history(records).entries)
    for seed in 0..<200 {
      var random = WordStream(StreamKey(seed: seed).child(3))
      let repeated = (records + records.shuffled(using: &random).prefix(5))
        .shuffled(using: &random)
      let read = history(repeated)
      #expect(Set(read.entries) == expected, "seed \(seed)")
      #expect(
        read.findings.allSatisfy { $0.oddity == .backwards }, "seed \(seed): \(read.findings)")
    }
  }
}
