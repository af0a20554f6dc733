import Testing

@Suite struct ManifestRulesTests {
  static func manifest(_ text: String) -> Manifest {
    Manifest(SourceFile(path: "Package.swift", text: text))
  }

  @Test func rowsNameEarlierRows() {
    expectNone(ManifestRules.order(.shared))
    #expect(Manifest.shared.rows.count > 20)
  }

  @Test func nothingForbiddenIsReached() {
    expectNone(ManifestRules.forbidden(.shared))
  }

  @Test func everyFolderHasARow() {
    expectNone(ManifestRules.folders(SourceTree.shared.targetFolders, .shared))
  }

  @Test func readsRowsAndLines() {
    let manifest = Self.manifest(
      """
      .systemLibrary(name: "C", pkgConfig: "c")
      Row(.library, "A"),
      Row(
        .test, "ATests",
        [
          "A", "C",
        ]),
      """)
    #expect(
      manifest.rows == [
        Manifest.Row(kind: "library", name: "A", imports: [], line: 2),
        Manifest.Row(kind: "test", name: "ATests", imports: ["A", "C"], line: 3),
      ])
    #expect(manifest.systemLibraries == ["C"])
    #expect(ManifestRules.order(manifest).isEmpty)
  }

  @Test func findsDisorder() {
    let later = Self.manifest("Row(.library, \"A\", [\"B\"]),\nRow(.library, \"B\"),")
    #expect(
      ManifestRules.order(later).map(\.description) == [
        "Package.swift:1: A names B, which is no earlier row or system library"
      ])
    let twice = Self.manifest(
      "Row(.library, \"A\"),\nRow(.library, \"B\", [\"A\", \"A\"]),\nRow(.library, \"A\"),")
    #expect(ManifestRules.order(twice).map(\.line) == [2, 3])
    #expect(ManifestRules.order(Self.manifest("Row(.library, name)")).count == 1)
    #expect(ManifestRules.order(Self.manifest("")).count == 1)
  }

  @Test func findsWhatIsForbidden() {
    let manifest = Self.manifest(
      """
      Row(.library, "Statistics"),
      Row(.library, "Storage"),
      Row(.library, "Simulation", ["Storage", "Statistics"]),
      Row(.library, "Helper", ["Simulation"]),
      Row(.library, "RaceTheory", ["Helper"]),
      """)
    #expect(ManifestRules.forbidden(manifest).map(\.line) == [3, 3, 5])
    let folders = ["Helper", "References", "Stray"]
    #expect(
      ManifestRules.folders(folders, manifest).map(\.problem) == ["no row for the folder Stray"])
  }
}
