import Foundation

/// A file that only grows, by whole lines.
struct AppendedFile: Sendable {
  private let path: String
  private let handle: FileHandle

  /// Opens or makes a file; a line that a killed process left unfinished is ended.
  ///
  /// - Parameter path: File, pipe or device; its folder must exist.
  /// - Throws: `AppendError`.
  init(_ path: String) throws(AppendError) {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw AppendError(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    self.path = path
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      if try Self.endsWithinLine(path) { try handle.write(contentsOf: Data("\n".utf8)) }
    } catch {
      throw AppendError(path: path, reason: error.localizedDescription)
    }
  }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(AppendError) {
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw AppendError(path: path, reason: error.localizedDescription)
    }
  }

  private static func endsWithinLine(_ path: String) throws -> Bool {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    guard attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? Int, size > 0
    else { return false }
    let reader = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? reader.close() }
    try reader.seek(toOffset: UInt64(size - 1))
    return try reader.read(upToCount: 1) != Data("\n".utf8)
  }
}

/// A file cannot be appended to.
package struct AppendError: Error, CustomStringConvertible {
  /// The file.
  package let path: String
  /// What the system says.
  package let reason: String

  /// One line for a person.
  package var description: String { "cannot append to \(path): \(reason)" }
}
