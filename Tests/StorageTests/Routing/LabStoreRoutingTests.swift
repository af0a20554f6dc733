import Economics
import Storage
import Testing

@Suite struct LabStoreRoutingTests {
  let folder: TemporaryFolder
  let store: LabStore

  init() throws {
    folder = try TemporaryFolder()
    store = try LabStore(path: folder.path("lab.sqlite"))
  }

  private func sorted(_ records: [RoutingRecord]) -> [RoutingRecord] {
    records.filter { if case .decision = $0 { true } else { false } }
      + records.filter { if case .outcome = $0 { true } else { false } }
  }

  /// Hostile text in every member stays data, and what the log holds the store holds.
  @Test func theStoreHoldsWhatTheLogHolds() throws {
    let records = try RoutingFixture.all(18)
    let log = RoutingLog(path: folder.path("r.jsonl"))
    try log.append(records)
    let read = try log.read().sources.map(\.record)
    try store.record(read)
    try store.record(read)
    #expect(try store.routingRecords() == sorted(records))
    let reader = try LabStore(readingOnly: folder.path("lab.sqlite"))
    #expect(try reader.routingRecords() == sorted(records))
    let bytes = try store.routingRecords().map { "\($0.json)".utf8.count }
    #expect(bytes == sorted(read).map { "\($0.json)".utf8.count })
  }

  @Test func anotherRecordOfTheSameNameIsRefusedAndNothingAdded() throws {
    try store.record([try RoutingFixture.decision(0), RoutingFixture.outcome(0)])
    for other in [
      try RoutingFixture.decision(0, confidence: 0.5), RoutingFixture.outcome(0, rework: 1),
    ] {
      #expect(throws: StoreError.self) {
        try store.record([try RoutingFixture.decision(1), other])
      }
    }
    #expect(try store.routingRecords().count == 2)
  }

  @Test func storesAreMergedInAnyOrder() throws {
    let records = try RoutingFixture.all(6)
    try store.record(Array(records.prefix(8)))
    let other = try LabStore(path: folder.path("other.sqlite"))
    // Its first outcome has its decision in the first store alone.
    try other.record(Array(records.suffix(5)))
    try store.merge(from: other)
    try store.merge(from: other)
    #expect(Set(try store.routingRecords()) == Set(records))
    #expect(try store.routingRecords().count == records.count)
    try other.merge(from: store)
    #expect(Set(try other.routingRecords()) == Set(records))
  }

  @Test func aStoreOfTheFifthSchemaIsReadAndBroughtUpToDate() throws {
    for statement in withoutRouting + ["PRAGMA user_version = 5"] {
      try store.database.execute(statement)
    }
    store.close()
    let path = folder.path("lab.sqlite")
    let old = try LabStore(readingOnly: path)
    #expect(try old.routingRecords().isEmpty)
    let target = try LabStore(path: folder.path("target.sqlite"))
    try target.merge(from: old)
    old.close()
    let new = try LabStore(path: path)
    try new.record([RoutingFixture.outcome(1)])
    #expect(try new.routingRecords() == [RoutingFixture.outcome(1)])
  }

  @Test func aRowThatIsNoRecordIsDamage() throws {
    try store.record([try RoutingFixture.decision(1)])
    try store.database.execute("UPDATE routing_decision SET labels = 'x'")
    #expect(throws: StoreError.self) { try store.routingRecords() }
    #expect(throws: StoreError.self) {
      try store.database.execute("UPDATE routing_decision SET tier = 'tiny'")
    }
  }
}
