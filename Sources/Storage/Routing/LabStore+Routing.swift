package import Economics
import TextFormats

extension LabStore {
  /// Records decisions of a router and what became of them, all or none; on disk when it returns.
  ///
  /// A record that is there already changes nothing, whenever it was made.
  ///
  /// - Parameters:
  ///   - records: The records, in order.
  ///   - log: A log that is to hold them too: it is written where the store takes the records, and the
  ///     store keeps none that it could not take.
  /// - Throws: `definitionConflict` where another record has the same name.
  package func record(_ records: [RoutingRecord], and log: RoutingLog? = nil) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      try insert(records)
      try log?.append(records)
    }
  }

  /// Returns all decisions in the order in which they came, and then all outcomes in theirs.
  ///
  /// - Throws: `torn` where a row is no record.
  package func routingRecords() throws(StoreError) -> [RoutingRecord] {
    guard try hasRouting else { return [] }
    return try rows(of: .decision) + rows(of: .outcome)
  }

  /// Takes over the records of another store.
  func adoptRouting(of other: LabStore) throws(StoreError) {
    try insert(try other.routingRecords())
  }

  /// Whether the store has tables of routing: one of an older schema, opened to be read, has none.
  private var hasRouting: Bool {
    get throws(StoreError) {
      try database.integer(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'routing_decision'")
        == 1
    }
  }

  private func insert(_ records: [RoutingRecord]) throws(StoreError) {
    for record in records {
      let table = RoutingTable(of: record)
      try database.execute(table.insertion, try values(of: record, in: table))
      guard database.changes == 0 else { continue }
      let held = try rows(of: table, "WHERE id = ?", [.text(record.id)])
      guard held.count == 1, held[0].says(record) else {
        throw .definitionConflict(path: path, name: "the \(table.rawValue) of routing \(record.id)")
      }
    }
  }

  private func values(
    of record: RoutingRecord, in table: RoutingTable
  ) throws(StoreError) -> [SQLValue] {
    table.columns.map { column in
      switch record.json[column] {
      case .string(let text): .text(text)
      case .int(let number): column == "confidence" ? .real(Double(number)) : .integer(number)
      case .bool(let truth): .integer(truth ? 1 : 0)
      case .number(let number): .real(number)
      case .some(let value) where value.elements != nil || value.members != nil:
        .text(JSONText.compact(value))
      default: .null
      }
    }
  }

  /// Reads rows back through the form that logs have, which checks every member.
  private func rows(
    of table: RoutingTable, _ condition: String = "", _ bound: [SQLValue] = []
  ) throws(StoreError) -> [RoutingRecord] {
    try database.rows(
      "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) \(condition) ORDER BY number",
      bound
    ) { (row) throws(StoreError) in
      var members: [(String, JSONValue)] = [("event", .string(table.rawValue))]
      for (index, column) in table.columns.enumerated() where !row.isNull(index) {
        members.append((column, value(of: row, at: index, column: column)))
      }
      do throws(RulesError) { return try RoutingRecord(json: .object(members)) } catch {
        throw .torn(path: path, finding: "a \(table.rawValue) of routing: \(error)")
      }
    }
  }

  private func value(of row: Statement, at index: Int, column: String) -> JSONValue {
    switch column {
    case "confidence": .number(row.real(index))
    case "succeeded": .bool(row.integer(index) == 1)
    case "overruled", "labels", "estimated_picodollars":
      (try? JSONReader.value(Array(row.text(index).utf8))) ?? .null
    case _ where RoutingTable.counts.contains(column): .int(row.integer(index))
    default: .string(row.text(index))
    }
  }
}

/// One of the two tables of routing; its columns have the names of a record's members.
private enum RoutingTable: String {
  case decision, outcome

  init(of record: RoutingRecord) {
    switch record {
    case .decision: self = .decision
    case .outcome: self = .outcome
    }
  }

  var name: String { "routing_\(rawValue)" }

  /// Columns of whole numbers.
  static let counts = [
    "rework", "picodollars", "medium_picodollars", "input_tokens", "output_tokens",
  ]

  var columns: [String] {
    switch self {
    case .decision:
      [
        "id", "time", "tier", "routed", "confidence", "strategy", "rule", "overruled",
        "override_reason", "rules", "labels", "digest", "text", "estimated_picodollars",
      ]
    case .outcome:
      [
        "id", "time", "succeeded", "rework", "picodollars", "medium_picodollars", "input_tokens",
        "output_tokens", "escalated_to",
      ]
    }
  }

  var insertion: String {
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(name)(\(columns.joined(separator: ", "))) VALUES (\(places)) "
      + "ON CONFLICT(id) DO NOTHING"
  }
}
