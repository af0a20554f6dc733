import Foundation

/// A folder that goes away with its owner.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "makerlab-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Path of something in the folder.
  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a text file and the folders above it; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }

  /// Writes a definition; returns the folder of the experiment, `NAME` below this folder.
  @discardableResult
  func experiment(_ json: String, in name: String = "suite/trial") throws -> String {
    try write(json, to: name + "/experiment.json")
    return path(name)
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Bytes of every CSV file below a folder, by its path there.
  func tables(_ name: String) throws -> [String: Data] {
    var tables: [String: Data] = [:]
    for file in FileManager.default.subpaths(atPath: path(name)) ?? [] where file.hasSuffix(".csv")
    {
      tables[file] = try read(name + "/" + file)
    }
    return tables
  }
}
