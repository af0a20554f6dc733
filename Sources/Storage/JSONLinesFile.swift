package import TextFormats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of one JSON object a line, to which lines are only ever added.
///
/// A line that was added is on disk before the call returns.  Writers take turns by a lock on the file,
/// which the system lets go of when a process ends in any way; one that is stopped in the middle of a
/// line costs that line alone, for the next one begins on a fresh line.
package struct JSONLinesFile: Sendable {
  /// Longest record that can be added; bytes, its newline not counted.
  package static let mostRecordBytes = 1 << 20

  /// Path of the file, or of a link to it.
  package let path: String
  /// Longest file that is read; bytes.
  package let mostBytes: Int

  /// Names a log; nothing is opened.
  ///
  /// - Parameters:
  ///   - path: Path of the file; its folder must exist by the time a record is added.
  ///   - mostBytes: Longest file that is read; bytes, above 0.
  package init(path: String, mostBytes: Int = 64 << 20) {
    precondition(mostBytes > 0, "a log has a positive bound")
    self.path = path
    self.mostBytes = mostBytes
  }

  /// Reads the whole log.
  ///
  /// - Returns: What it holds; nothing where there is no file.
  /// - Throws: `StoreError` where the file cannot be read, is no file, or is longer than `mostBytes`.
  package func read() throws(StoreError) -> JSONLines {
    guard try isThere() else { return JSONLines() }
    let file = try OpenFile(reading: path)
    try file.lock(isShared: true)
    return try contents(of: file)
  }

  /// Adds one record.
  ///
  /// - Parameter record: A JSON object.
  /// - Throws: `StoreError`; the log then holds what it held.
  package func append(_ record: JSONValue) throws(StoreError) {
    try append([record])
  }

  /// Adds records, all of them or none.
  ///
  /// - Parameter records: JSON objects, in order.
  /// - Throws: `StoreError`; the log then holds what it held.
  package func append(_ records: [JSONValue]) throws(StoreError) {
    guard !records.isEmpty else { return }
    _ = try isThere()
    let file = try OpenFile(appending: path)
    try file.lock(isShared: false)
    try append(records, to: file)
  }

  /// Adds what is still missing, while nobody else adds anything.
  ///
  /// - Parameter missing: Given what the log holds, returns the JSON objects to add.
  /// - Returns: What the log held before.
  /// - Throws: `StoreError`; the log then holds what it held.
  @discardableResult
  package func append(
    missing: (JSONLines) -> [JSONValue]
  ) throws(StoreError) -> JSONLines {
    _ = try isThere()
    let file = try OpenFile(appending: path)
    try file.lock(isShared: false)
    let held = try contents(of: file)
    try append(missing(held), to: file)
    return held
  }

  /// Whether there is a file; anything else that can be opened is refused.
  private func isThere() throws(StoreError) -> Bool {
    switch try FileKind(at: path) {
    case .missing: return false
    case .file: return true
    case .folder: throw StoreError(systemError: EISDIR, path: path)
    case .special: throw .cannotOpen(path: path, reason: "a pipe or a device")
    }
  }

  private func contents(of file: borrowing OpenFile) throws(StoreError) -> JSONLines {
    let bytes = try file.read(upTo: mostBytes + 1)
    guard bytes.count <= mostBytes else {
      throw .cannotOpen(path: path, reason: "longer than \(mostBytes) bytes")
    }
    return JSONLines(bytes)
  }

  private func append(
    _ records: [JSONValue], to file: borrowing OpenFile
  ) throws(StoreError) {
    guard !records.isEmpty else { return }
    let size = try file.size()
    var bytes: [UInt8] = []
    if size > 0, try file.byte(at: size - 1) != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: "\n"))
    }
    for record in records {
      precondition(record.members != nil, "a record is a JSON object")
      let line = Array(JSONText.compact(record).utf8)
      guard line.count <= Self.mostRecordBytes else {
        throw .cannotOpen(
          path: path, reason: "a record of \(line.count) bytes, at most \(Self.mostRecordBytes)")
      }
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    do throws(StoreError) {
      try file.write(bytes)
      try file.synchronize()
    } catch {
      // A disk that is full has room for less than a line.
      try? file.truncate(to: size)
      throw error
    }
    if size == 0 { try OpenFile(reading: folder(of: resolvedPath(path))).synchronize() }
  }
}
