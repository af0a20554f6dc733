import Foundation
import TestSupport

/// Chromium, and what it finds wrong with pages.
enum Browser {
  /// A page to be looked at.
  struct Page: Encodable {
    /// What it is called in checks and screenshots.
    let name: String
    /// Where it is.
    let path: String
    /// Texts that a reader must see.
    let texts: [String]
    /// Addresses that it may lead to.
    let links: Set<String>
  }

  private struct Order: Encodable {
    let browser: String
    let pictures: String?
    let pages: [Page]

    /// Writes null where there is no folder of pictures.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(browser, forKey: .browser)
      try container.encode(pictures, forKey: .pictures)
      try container.encode(pages, forKey: .pages)
    }

    private enum Key: CodingKey { case browser, pictures, pages }
  }

  /// The variable that names a folder for screenshots.
  static let pictures = "MAKERLAB_SCREENSHOTS"

  /// The folder of the whole project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program; nil where there is none.
  static let program: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let places =
      names.flatMap { name in path.split(separator: ":").map { "\($0)/\(name)" } }
      + ["/Applications/Chromium.app/Contents/MacOS/Chromium"]
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Opens pages one after another in one browser.
  ///
  /// - Parameter pages: The pages.
  /// - Returns: All checks.
  /// - Throws: What keeps the browser from being started or from answering.
  static func checks(_ pages: [Page]) async throws -> [PythonScript.Check] {
    let folder = ProcessInfo.processInfo.environment[pictures]
    if let folder {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let order = Order(
      browser: program ?? "", pictures: folder, pages: pages)
    let input = String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
    return try await onOwnThread {
      try PythonScript.checks("browser/page_checks.py", [], input: input)
    }
  }

  /// Does something that waits, without holding up the tests that run beside it.
  static func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}
