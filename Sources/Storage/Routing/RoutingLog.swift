package import Economics
import TextFormats

/// A log of routing: a record a line, added and never changed.
///
/// Lines that hold no record are left out and said with their numbers: what a killed writer left, or what
/// somebody else wrote, takes nothing away from the other records.
package struct RoutingLog: Sendable {
  private let file: JSONLinesFile

  /// Names a log; nothing is opened.
  ///
  /// - Parameter path: Path of the file; its folder must exist by the time a record is added.
  package init(path: String) { file = JSONLinesFile(path: path) }

  /// Path of the file.
  package var path: String { file.path }

  /// The records of a log, and what of it could not be read.
  package struct Contents: Sendable {
    /// The records in their order, each with its line.
    package private(set) var sources: [RoutingHistory.Source] = []
    /// Lines that hold no record, one text each, in their order; empty where all do.
    package private(set) var complaints: [String] = []

    /// Reads lines.
    init(_ lines: JSONLines) {
      var bad = lines.badLines.map { (line: $0.line, text: $0.description) }
      for record in lines.records {
        let place = "line \(record.line)"
        do throws(RulesError) {
          sources.append(
            RoutingHistory.Source(place: place, record: try RoutingRecord(json: record.value)))
        } catch {
          bad.append((record.line, "\(place): \(error)"))
        }
      }
      if let torn = lines.tornLine {
        bad.append((torn, "line \(torn): torn, its writer was stopped before its end"))
      }
      complaints = bad.sorted { $0.line < $1.line }.map(\.text)
    }
  }

  /// Reads the whole log.
  ///
  /// - Returns: What it holds; nothing where there is no file.
  /// - Throws: `StoreError` where the file cannot be read.
  package func read() throws(StoreError) -> Contents { Contents(try file.read()) }

  /// Adds the records that are not there yet, all or none; on disk when it returns.
  ///
  /// One that is there and differs in its time alone counts as there.
  ///
  /// - Parameter records: The records, in order.
  /// - Throws: `StoreError.definitionConflict` where another record has the same name.
  package func append(_ records: [RoutingRecord]) throws(StoreError) {
    var conflict: RoutingRecord?
    try file.append { lines in
      var held: [Key: RoutingRecord] = [:]
      for source in Contents(lines).sources {
        let key = Key(source.record)
        if held[key] == nil { held[key] = source.record }
      }
      var missing: [RoutingRecord] = []
      for record in records {
        if let same = held[Key(record)] {
          if !same.says(record) { conflict = conflict ?? record }
        } else {
          held[Key(record)] = record
          missing.append(record)
        }
      }
      return conflict == nil ? missing.map(\.json) : []
    }
    if let conflict {
      throw .definitionConflict(path: path, name: "the \(Key(conflict).kind) of \(conflict.id)")
    }
  }

  /// What one record stands for: one decision, or its outcome.
  private struct Key: Hashable {
    let kind: String
    let id: String

    init(_ record: RoutingRecord) {
      switch record {
      case .decision: kind = "decision"
      case .outcome: kind = "outcome"
      }
      id = record.id
    }
  }
}
