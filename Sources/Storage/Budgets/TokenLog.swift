package import Economics
import TextFormats

/// A token log in a file: one entry a line.
package struct TokenLog: Sendable {
  /// An entry and its line in the file; from 1.
  package struct Line: Hashable, Sendable {
    /// Line of the file; from 1.
    package let number: Int
    /// The entry.
    package let entry: TokenLogEntry
  }

  /// What a file holds.
  package struct Contents: Sendable {
    /// The entries, in the order of the file.
    package var lines: [Line] = []
    /// What was passed over, a line each; empty where nothing was.
    package var complaints: [String] = []
    /// The entries without their lines.
    package var entries: [TokenLogEntry] { lines.map(\.entry) }

    /// Sorts out the records of a file; a part of a run that stands twice counts once.
    package init(_ file: JSONLines) {
      var parts: Set<String> = []
      var bad = file.badLines
      for record in file.records {
        do throws(TokenLogError) {
          let entry = try TokenLogEntry(json: record.value)
          if case .run(let part) = entry.source, !parts.insert(part).inserted {
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

    /// Parts of runs that are logged.
    package var parts: Set<String> {
      Set(
        lines.compactMap { line in
          if case .run(let part) = line.entry.source { part } else { nil }
        })
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

  /// Adds the entries of runs whose parts are not logged yet, while nobody else adds anything.
  ///
  /// - Parameter entries: Entries of runs.
  /// - Returns: How many were added; count.
  /// - Throws: `StoreError`; the log then holds what it held.
  @discardableResult
  package func append(missing entries: [TokenLogEntry]) throws(StoreError) -> Int {
    var count = 0
    try file.append { held in
      let known = Contents(held).parts
      let missing = entries.filter { entry in
        if case .run(let part) = entry.source { !known.contains(part) } else { false }
      }
      count = missing.count
      return missing.map(\.json)
    }
    return count
  }
}
