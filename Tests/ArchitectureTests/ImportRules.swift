/// Rules about the imports of source files, held against the rows of the manifest.
enum ImportRules {
  /// Modules of the toolchain and the system that any target may import.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Darwin", "Synchronization",
    "Dispatch",
  ]

  /// System modules that single targets may import besides.
  static let systemByTarget: [String: Set<String>] = [
    // URLSession stands there, apart from Foundation, on Linux.
    "Telemetry": ["FoundationNetworking"]
  ]

  /// The products that others may build on import nothing but libm.
  static let mathematicsOnly: Set<String> = ["MAKERCore", "RandomStreams"]

  /// A file imports only what its target's row names, or the system.
  static func undeclared(_ file: SourceFile, _ manifest: Manifest) -> [Violation] {
    guard let target = file.target, let row = manifest.row(target) else { return [] }
    var allowed = Set(row.imports)
    allowed.formUnion(mathematicsOnly.contains(target) ? ["Glibc", "Darwin"] : system)
    allowed.formUnion(systemByTarget[target] ?? [])
    if row.kind == "test" { allowed.insert("Testing") }
    return file.code.imports.filter { !allowed.contains($0.module) }.map {
      Violation(
        file: file.path, line: $0.line,
        problem: "imports \($0.module), which the row of \(target) does not name")
    }
  }

  /// Row entries that no file of the target imports.
  ///
  /// A C target may be named to be linked, an executable to be built before its tests run.
  static func unused(
    _ files: [SourceFile], _ manifest: Manifest
  ) -> [(row: Manifest.Row, module: String)] {
    let imported = Dictionary(
      grouping: files.flatMap { file in
        file.code.imports.map { (target: file.target ?? "", module: $0.module) }
      }, by: \.target
    ).mapValues { Set($0.map(\.module)) }
    return manifest.rows.filter { $0.kind != "cTarget" }.flatMap { row in
      row.imports.filter { module in
        let kind = manifest.row(module)?.kind
        let isLinkedOnly = kind == "cTarget" || (kind == "executable" && row.kind == "test")
        return !isLinkedOnly && !(imported[row.name] ?? []).contains(module)
      }.map { (row, $0) }
    }
  }
}
