package import Economics
import TextFormats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A token log in a file: one entry a line.
package struct TokenLog: Sendable {
  /// An entry and its line in the file; from 1.
  package struct Line: Hashable, Sendable {
    /// Line of the file; from 1.
    package let number: Int
    /// The entry.
    package let entry: TokenLogEntry
  }

  /// A run that began and whose charges are not all logged.
  package struct OpenRun: Hashable, Sendable {
    /// Line that says that it begins; from 1.
    package let line: Int
    /// What tells its session from all others.
    package let session: String
    /// Path of the store that holds the journal.
    package let store: String
    /// The entry of the line.
    package let begun: TokenLogEntry

    /// The entry that says that all is logged.
    package var ended: TokenLogEntry {
      var entry = begun
      entry.phase = "end"
      entry.source = .ended(session: session)
      return entry
    }
  }

  /// What a file holds.
  package struct Contents: Sendable {
    /// The entries, in the order of the file.
    package var lines: [Line] = []
    /// What was passed over, a line each; empty where nothing was.
    package var complaints: [String] = []
    /// The entries without their lines.
    package var entries: [TokenLogEntry] { lines.map(\.entry) }

    /// Sorts out the records of a file; what a run logged twice counts once.
    package init(_ file: JSONLines) {
      var seen: Set<TokenLogEntry.Source> = []
      var began: Set<String> = []
      var bad = file.badLines
      for record in file.records {
        do throws(TokenLogError) {
          let entry = try TokenLogEntry(json: record.value)
          let isNew =
            switch entry.source {
            case .manual: true
            case .run, .ended: seen.insert(entry.source).inserted
            case .begun(let session, _): began.insert(session).inserted
            }
          guard isNew else {
            bad.append(.init(line: record.line, reason: "this part of a run was logged above"))
            continue
          }
          lines.append(Line(number: record.line, entry: entry))
        } catch {
          bad.append(.init(line: record.line, reason: error.description))
        }
      }
      bad.sort { $0.line < $1.line }
      complaints = bad.map { "\($0); it is passed over" }
      if let torn = file.tornLine {
        complaints.append("line \(torn): torn, its writer was stopped before its end")
      }
    }

    /// What is logged of runs: their parts, and which have ended.
    package var sources: Set<TokenLogEntry.Source> {
      Set(lines.map(\.entry.source).filter { $0 != .manual })
    }

    /// The runs that began and whose charges are not all logged, in the order of the file.
    package var openRuns: [OpenRun] {
      let ended = sources
      return lines.compactMap { line in
        guard case .begun(let session, let store) = line.entry.source,
          !ended.contains(.ended(session: session))
        else { return nil }
        return OpenRun(
          line: line.number, session: session, store: store, begun: line.entry)
      }
    }

    /// What is still missing of a session.
    ///
    /// - Parameters:
    ///   - charges: All that it was charged, an entry a model.
    ///   - session: What tells it from all others.
    /// - Returns: The entries to add, so that log and journal come to the same.
    package func missing(
      of charges: [TokenLogEntry], ofSession session: String
    ) -> [TokenLogEntry] {
      var logged: [String: [TokenLogEntry]] = [:]
      for line in lines {
        guard case .run(let part) = line.entry.source, part.hasPrefix(session + " ") else {
          continue
        }
        logged[line.entry.model, default: []].append(line.entry)
      }
      return charges.compactMap { entry in
        guard let held = logged[entry.model] else { return entry }
        let known = held.compactMap(\.cost?.picodollars).reduce(0, +)
        let isPriced = held.allSatisfy { $0.cost != nil }
        var rest = entry
        rest.tokens = max(0, entry.tokens - held.reduce(0) { $0 + $1.tokens })
        rest.cost = entry.cost.flatMap {
          isPriced ? Money(picodollars: max(0, $0.picodollars - known)) : nil
        }
        let outputs = held.compactMap(\.outputTokens)
        rest.outputTokens = entry.outputTokens.flatMap { all in
          let more = all - outputs.reduce(0, +)
          return outputs.count == held.count && (0...rest.tokens).contains(more) ? more : nil
        }
        guard rest.tokens > 0 || (rest.cost.map { $0 > .zero } ?? false) else { return nil }
        rest.source = .run(part: "\(session) \(entry.model) \(held.count + 1)")
        return rest
      }
    }
  }

  /// The file.
  package let file: JSONLinesFile

  /// Names a log; nothing is opened.
  package init(path: String) { file = JSONLinesFile(path: path) }

  /// Reads the log.
  ///
  /// - Returns: What it holds; nothing where there is no file.
  /// - Throws: `StoreError` where the file cannot be read.
  package func read() throws(StoreError) -> Contents { Contents(try file.read()) }

  /// Adds an entry.
  ///
  /// - Parameter entry: The entry.
  /// - Throws: `StoreError`; the log then holds what it held.
  package func append(_ entry: TokenLogEntry) throws(StoreError) {
    try file.append(entry.json)
  }

  /// Takes the right to charge runs to this log, which one process at a time has.
  ///
  /// The file is made where it is missing; whichever links lead to it, the right is the same.
  ///
  /// - Returns: The right; nil where another process has it.
  /// - Throws: `StoreError` where the files cannot be made.
  package func lock() throws(StoreError) -> FileLock? {
    try file.append { _ in [] }
    return try FileLock(path: resolvedPath(file.path) + ".lock")
  }

  /// Whether there is a file.
  package var exists: Bool { unsafe access(file.path, F_OK) == 0 }

  /// Adds the entries of runs whose parts are not logged yet, while nobody else adds anything.
  ///
  /// - Parameter entries: Entries of runs.
  /// - Returns: How many were added; count.
  /// - Throws: `StoreError`; the log then holds what it held.
  @discardableResult
  package func append(missing entries: [TokenLogEntry]) throws(StoreError) -> Int {
    var count = 0
    try file.append { held in
      let known = Contents(held).sources
      let missing = entries.filter { $0.source != .manual && !known.contains($0.source) }
      count = missing.count
      return missing.map(\.json)
    }
    return count
  }
}
