import Foundation

/// Reads a file line by line, whatever its size.
struct LineReader {
  private static let chunkSize = 1 << 18

  private let handle: FileHandle
  private var chunk: [UInt8] = []
  private var position = 0
  /// Number of the last line returned; from 1.
  private(set) var number = 0

  init(_ path: String) throws {
    handle = try FileHandle(forReadingFrom: URL(filePath: path))
  }

  /// Returns the next line without its newline; nil at the end.
  mutating func next() throws -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if position == chunk.count {
        chunk = try handle.read(upToCount: Self.chunkSize).map(Array.init) ?? []
        position = 0
        if chunk.isEmpty {
          guard !line.isEmpty else { return nil }
          number += 1
          return line
        }
      }
      let rest = chunk[position...]
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
        line += rest
        position = chunk.count
        continue
      }
      line += rest[..<end]
      position = end + 1
      number += 1
      return line
    }
  }

  /// Reads a file to its end.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - body: Takes a line without its newline, and its number from 1.
  /// - Throws: `LogReplayError`.
  static func forEachLine(
    of path: String, _ body: ([UInt8], Int) throws(LogReplayError) -> Void
  ) throws(LogReplayError) {
    do {
      var reader = try LineReader(path)
      while let line = try reader.next() { try body(line, reader.number) }
    } catch let error as LogReplayError {
      throw error
    } catch {
      throw .cannotRead(path: path, reason: error.localizedDescription)
    }
  }
}
