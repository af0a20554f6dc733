import Foundation

/// A file of `Tests/References`.
enum ReferenceFile {
  static func url(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../References/\(name)").standardized
  }
}
