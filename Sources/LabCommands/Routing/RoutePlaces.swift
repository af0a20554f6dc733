import Economics
import Foundation
import Storage

/// Where decisions and outcomes are kept: a log, a store, or both.
struct RoutePlaces {
  private let log: RoutingLog?
  private let folder: LabFolder?

  /// Reads the options.
  init(_ arguments: Arguments) throws {
    if let path = arguments.string("log") {
      guard !path.isEmpty else { throw LabError("--log: the name of a file is empty") }
      log = RoutingLog(path: path)
    } else {
      log = nil
    }
    folder = try arguments.string("out").map { try LabFolder($0) }
  }

  /// Takes places.
  ///
  /// - Parameters:
  ///   - log: Path of a log; nil for none.
  ///   - folder: Folder whose store keeps decisions; nil for none.
  init(log: String?, folder: LabFolder?) {
    self.log = log.map { RoutingLog(path: $0) }
    self.folder = folder
  }

  /// Whether nothing is kept.
  var isNone: Bool { log == nil && folder == nil }

  /// The places for a person; empty where there are none.
  var names: String {
    [log?.path, folder?.storePath].compactMap { $0 }.joined(separator: " and ")
  }

  /// Refuses to go on without a place.
  func require(for words: String) throws {
    if isNone { throw LabError("\(words) needs --log or --out: where the decisions are") }
  }

  /// Reads all records, those of the log first.
  ///
  /// - Returns: The records of each place, and what could not be read, one line each.
  /// - Throws: `StoreError` or `LabError` where a file cannot be read.
  func read() throws -> (logs: [[RoutingHistory.Source]], complaints: [String]) {
    var logs: [[RoutingHistory.Source]] = []
    var complaints: [String] = []
    if let log {
      let contents = try log.read()
      logs.append(
        contents.sources.map {
          RoutingHistory.Source(place: "\(log.path): \($0.place)", record: $0.record)
        })
      complaints = contents.complaints.map { "\(log.path): \($0)" }
    }
    if let folder, folder.hasStore {
      let store = try folder.readStore()
      defer { store.close() }
      let sources = try store.routingRecords().map {
        RoutingHistory.Source(place: folder.storePath, record: $0)
      }
      // Decisions and outcomes are two tables, each in the order in which its rows came.
      logs.append(sources.filter { if case .decision = $0.record { true } else { false } })
      logs.append(sources.filter { if case .outcome = $0.record { true } else { false } })
    }
    return (logs, complaints)
  }

  /// Adds records to all places or to none; what is there already is not added again.
  ///
  /// - Throws: `LabError` where a name is taken by another record, `StoreError` where a place is no place.
  func append(_ records: [RoutingRecord]) throws {
    do {
      guard let folder else {
        try log?.append(records)
        return
      }
      let store = try folder.openStore()
      defer { store.close() }
      try store.record(records, and: log)
    } catch StoreError.definitionConflict(let path, let name) {
      // Names have no blanks, so the last word is the whole name.
      let id = name.split(separator: " ").last.map(String.init) ?? name
      throw LabError("--id: \(id) is taken in \(path); give another")
    }
  }
}
