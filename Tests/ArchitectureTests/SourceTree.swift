import Foundation

/// A text file of the repository.
struct SourceFile: Sendable {
  /// Path from the top of the repository, with `/`.
  let path: String
  let text: String
  /// Lines without their ends, the first at index 0.
  let lines: [String]
  /// Its code, read once for all rules; empty where it is no Swift.
  let code: SwiftCode
  /// What other targets see of it.
  let declarations: [Declaration]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    code = SwiftCode(path.hasSuffix(".swift") ? text : "")
    declarations = DeclarationReader().declarations(of: code.lines, written: lines)
  }

  /// Folder below `Sources` or `Tests`, the name of the target.
  var target: String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
    return String(parts[1])
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
}

/// The repository that these tests are a part of, read once.
struct SourceTree: Sendable {
  static let shared = SourceTree()

  /// Text files outside hidden folders, and `.ci/run`; ordered by path.
  let files: [SourceFile]
  private let byPath: [String: SourceFile]
  /// Names at the top without a leading dot, ordered.
  let top: [String]
  /// Names of the folders of `Sources` and `Tests`, ordered.
  let targetFolders: [String]
  /// The drawn dependencies, `notebooks-md/architecture.svg`; empty where it is not there.
  let picture: String

  private static let textEndings: Set<String> = [
    "swift", "c", "cpp", "h", "modulemap", "md", "json", "gp", "cff", "csv",
  ]

  private init() {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func names(_ folder: String) -> [String] {
      let url = root.appendingPathComponent(folder)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      return names.filter { !$0.hasPrefix(".") }.sorted()
    }
    func isFolder(_ path: String) -> Bool {
      let url = root.appendingPathComponent(path)
      return (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }
    func collect(_ folder: String) -> [String] {
      names(folder).flatMap { name -> [String] in
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        if isFolder(path) { return collect(path) }
        return textEndings.contains((name as NSString).pathExtension) || name == "Makefile"
          ? [path] : []
      }
    }
    let textEndings = Self.textEndings
    files = (collect("") + [".ci/run"]).compactMap { path in
      let url = root.appendingPathComponent(path)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      return SourceFile(path: path, text: text)
    }
    byPath = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
    let drawing = root.appendingPathComponent("notebooks-md/architecture.svg")
    picture = (try? String(contentsOf: drawing, encoding: .utf8)) ?? ""
    top = names("")
    targetFolders = ["Sources", "Tests"].flatMap { folder in
      names(folder).filter { isFolder("\(folder)/\($0)") }
    }
  }

  /// Swift files below `Sources` and `Tests`.
  var swift: [SourceFile] { files.filter { $0.isSwift && $0.target != nil } }

  /// Swift files below `Sources`.
  var sources: [SourceFile] { swift.filter { $0.path.hasPrefix("Sources/") } }

  /// The file at a path; an empty one where there is none, which every rule about it must refuse.
  func file(_ path: String) -> SourceFile {
    byPath[path] ?? SourceFile(path: path, text: "")
  }
}
