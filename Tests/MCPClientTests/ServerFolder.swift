import Foundation

/// A folder of a server, which goes away with its owner.
final class ServerFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "makerlab-mcp-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path + "/results", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Path of something in the folder.
  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file and the folders above it; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// A file as text, faulty bytes replaced.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  /// Every regular file, by its path below the folder.
  func files() -> [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.subpaths(atPath: path) ?? [] {
      let kind = try? FileManager.default.attributesOfItem(atPath: path(name))[.type]
      guard kind as? FileAttributeType == .typeRegular else { continue }
      files[name] = (try? Data(contentsOf: URL(filePath: path(name)))) ?? Data()
    }
    return files
  }
}
