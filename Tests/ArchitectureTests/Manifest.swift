/// The table of `Package.swift`: a row a target, lowest first.
struct Manifest: Sendable {
  struct Row: Equatable, Sendable {
    let kind: String
    let name: String
    let imports: [String]
    /// Line of the row in the manifest, from 1.
    let line: Int
  }

  static let shared = Manifest(SourceTree.shared.file("Package.swift"))

  let path: String
  let rows: [Row]
  /// Names of the system libraries.
  let systemLibraries: [String]
  /// Rows that begin, whether or not they could be read.
  let rowsBegun: Int

  init(_ file: SourceFile) {
    path = file.path
    let text = file.text
    rows = text.matches(of: #/Row\(\s*\.(\w+),\s*"(\w+)"\s*(?:,\s*\[([^\]]*)\]\s*)?\)/#).map {
      match in
      Row(
        kind: String(match.1), name: String(match.2),
        imports: (match.3 ?? "").matches(of: #/"(\w+)"/#).map { String($0.1) },
        line: 1 + text[..<match.range.lowerBound].count { $0 == "\n" })
    }
    systemLibraries = text.matches(of: #/\.systemLibrary\(\s*name:\s*"(\w+)"/#).map {
      String($0.1)
    }
    rowsBegun = text.matches(of: #/\bRow\(\s*\./#).count
  }

  func row(_ name: String) -> Row? { rows.first { $0.name == name } }

  /// Everything that a target's row names, directly or through other rows.
  func closure(_ name: String) -> Set<String> {
    var found: Set<String> = []
    var open = row(name)?.imports ?? []
    while let next = open.popLast() {
      if found.insert(next).inserted { open += row(next)?.imports ?? [] }
    }
    return found
  }

  func violation(_ row: Row, _ problem: String) -> Violation {
    Violation(file: path, line: row.line, problem: "\(row.name) \(problem)")
  }
}
