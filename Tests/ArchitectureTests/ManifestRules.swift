/// Rules about the rows of the manifest alone.
enum ManifestRules {
  /// Every row was read, and each names only earlier rows or system libraries, none twice.
  static func order(_ manifest: Manifest) -> [Violation] {
    var violations: [Violation] = []
    if manifest.rows.isEmpty || manifest.rows.count != manifest.rowsBegun {
      violations.append(
        Violation(
          file: manifest.path, line: 0,
          problem: "\(manifest.rowsBegun) rows begin, \(manifest.rows.count) can be read"))
    }
    var known = Set(manifest.systemLibraries)
    for row in manifest.rows {
      for name in row.imports where !known.contains(name) {
        violations.append(
          manifest.violation(row, "names \(name), which is no earlier row or system library"))
      }
      if Set(row.imports).count < row.imports.count {
        violations.append(manifest.violation(row, "names a module twice"))
      }
      if !known.insert(row.name).inserted {
        violations.append(manifest.violation(row, "has two rows"))
      }
    }
    return violations
  }

  /// Modules that a target must not reach, directly or through the rows it names.
  static let unreachable: [(target: String, module: String)] = [
    // The oracle does not know what it judges.
    ("RaceTheory", "Simulation")
  ]

  /// Modules that a target's own row must not name.
  static let unnamed: [(target: String, module: String)] = [
    ("Simulation", "Statistics"), ("Simulation", "Storage"),
  ]

  static func forbidden(_ manifest: Manifest) -> [Violation] {
    manifest.rows.flatMap { row in
      unreachable.filter { $0.target == row.name && manifest.closure(row.name).contains($0.module) }
        .map { manifest.violation(row, "reaches \($0.module), which it must not know") }
        + unnamed.filter { $0.target == row.name && row.imports.contains($0.module) }
        .map { manifest.violation(row, "names \($0.module), which it must not import") }
    }
  }

  /// Every folder of `Sources` and `Tests` is a target; `References` holds data.
  static func folders(_ folders: [String], _ manifest: Manifest) -> [Violation] {
    let known = Set(manifest.rows.map(\.name) + manifest.systemLibraries + ["References"])
    return folders.filter { !known.contains($0) }.map {
      Violation(file: manifest.path, line: 0, problem: "no row for the folder \($0)")
    }
  }
}
