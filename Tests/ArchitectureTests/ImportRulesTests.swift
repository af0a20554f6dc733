import Testing

@Suite struct ImportRulesTests {
  static let manifest = ManifestRulesTests.manifest(
    """
    Row(.library, "MAKERCore"),
    Row(.library, "Telemetry"),
    Row(.cTarget, "CPart"),
    Row(.library, "Upper", ["MAKERCore", "CPart"]),
    Row(.executable, "tool", ["Upper"]),
    Row(.test, "UpperTests", ["Upper", "MAKERCore", "tool"]),
    """)

  @Test(arguments: SourceTree.shared.swift.map(\.path))
  func filesImportOnlyWhatTheirRowNames(path: String) {
    expectNone(ImportRules.undeclared(SourceTree.shared.file(path), .shared))
  }

  @Test func everyRowEntryIsImported() {
    for (row, module) in ImportRules.unused(SourceTree.shared.swift, .shared) {
      expectNone([Manifest.shared.violation(row, "names \(module), which no file of it imports")])
    }
  }

  @Test func findsUndeclaredImports() {
    func lines(_ path: String, _ text: String) -> [Int] {
      ImportRules.undeclared(SourceFile(path: path, text: text), Self.manifest).map(\.line)
    }
    #expect(lines("Sources/Upper/A.swift", "import Foundation\nimport MAKERCore") == [])
    #expect(lines("Sources/Upper/A.swift", "import Foundation\npackage import Other") == [2])
    #expect(lines("Sources/Upper/A.swift", "import Testing") == [1])
    #expect(lines("Sources/Telemetry/A.swift", "import FoundationNetworking\nimport Upper") == [2])
    #expect(lines("Sources/Upper/A.swift", "import FoundationNetworking") == [1])
    #expect(lines("Sources/MAKERCore/A.swift", "import Glibc\nimport Foundation") == [2])
    #expect(lines("Tests/UpperTests/A.swift", "import Testing\n\n  import CPart") == [3])
  }

  @Test func findsUnusedEntries() {
    let files = [
      SourceFile(path: "Sources/Upper/A.swift", text: "// import MAKERCore"),
      SourceFile(path: "Sources/tool/main.swift", text: "import Upper"),
      SourceFile(path: "Tests/UpperTests/A.swift", text: "import Upper"),
    ]
    let unused = ImportRules.unused(files, Self.manifest)
    #expect(
      unused.map { "\($0.row.name) \($0.module)" } == ["Upper MAKERCore", "UpperTests MAKERCore"])
  }
}
