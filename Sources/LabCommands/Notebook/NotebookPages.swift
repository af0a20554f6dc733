import Foundation
import Notebooks

/// Finds pages and reads them.
enum NotebookPages {
  /// `README.md` and all pages below `notebooks-md`.
  static var usual: [String] {
    let folder = "notebooks-md"
    let below = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return ["README.md"].filter { FileManager.default.fileExists(atPath: $0) }
      + below.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
  }

  /// Reads a page.
  ///
  /// - Parameter path: Its path.
  /// - Returns: The page.
  /// - Throws: `LabError` where it cannot be read, `NotebookErrors` where it is no notebook.
  static func read(_ path: String) throws -> NotebookPage {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): no page that can be read")
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw LabError("\(path): not UTF-8")
    }
    if let index = bytes.firstIndex(of: UInt8(ascii: "\r")) {
      let next = bytes[index...].dropFirst().first
      throw LabError(
        next == UInt8(ascii: "\n")
          ? "\(path): lines end with CR LF; use LF"
          : "\(path): a carriage return (CR) within a line; lines end with LF")
    }
    return try NotebookPage(path: path, text: text)
  }
}
