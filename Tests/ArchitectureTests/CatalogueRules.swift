/// Rules about the documentation catalogues of the libraries, without the documentation compiler.
enum CatalogueRules {
  /// A library has a catalogue with a page of its own name.
  static func missing(_ manifest: Manifest, _ files: [SourceFile]) -> [Violation] {
    manifest.rows.filter { $0.kind == "library" }.compactMap { row in
      let path = page(of: row.name)
      guard let file = files.first(where: { $0.path == path }) else {
        return manifest.violation(row, "has no page \(path)")
      }
      return file.lines.first == "# ``\(row.name)``"
        ? nil : Violation(file: path, line: 1, problem: "does not begin with # ``\(row.name)``")
    }
  }

  /// Path of the page of a library.
  static func page(of target: String) -> String { "Sources/\(target)/\(target).docc/\(target).md" }

  /// Links of a catalogue's page to symbols that its library does not declare, or to no article.
  static func brokenLinks(_ page: SourceFile, _ files: [SourceFile]) -> [Violation] {
    guard let target = page.target else { return [] }
    let swift = files.filter { $0.isSwift && $0.path.hasPrefix("Sources/\(target)/") }
    let names = Set(swift.flatMap(\.declarations).map(\.name))
    let articles = Set(files.map(\.path).filter { $0.contains(".docc/") })
    var violations: [Violation] = []
    for (index, line) in page.lines.enumerated() {
      for match in line.matches(of: #/``([^`]+)``/#) {
        let parts = match.1.split(separator: "/").map { String($0.prefix { $0 != "(" }) }
        for part in parts where part != target && !names.contains(part) {
          violations.append(
            Violation(
              file: page.path, line: index + 1, problem: "\(target) declares no \(part)"))
        }
      }
      for match in line.matches(of: #/<doc:(\w+)>/#)
      where !articles.contains("Sources/\(target)/\(target).docc/\(match.1).md") {
        violations.append(
          Violation(file: page.path, line: index + 1, problem: "no article \(match.1)"))
      }
    }
    return violations
  }
}
