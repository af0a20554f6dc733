import Testing

@Suite struct CatalogueRulesTests {
  static let pages = SourceTree.shared.files.filter {
    $0.path.hasPrefix("Sources/") && $0.path.contains(".docc/") && $0.path.hasSuffix(".md")
  }

  @Test func everyLibraryHasAPage() {
    expectNone(CatalogueRules.missing(.shared, SourceTree.shared.files))
  }

  @Test(arguments: pages.map(\.path)) func linksLeadSomewhere(path: String) {
    let page = SourceTree.shared.file(path)
    #expect(page.lines.contains { $0.contains("``") })
    expectNone(CatalogueRules.brokenLinks(page, SourceTree.shared.files))
  }

  /// The code of the article is that of a test, so that it compiles and runs.
  @Test func theArticleShowsTheExampleOfATest() throws {
    let article = SourceTree.shared.file(
      "Sources/MAKERCore/MAKERCore.docc/VotingInYourOwnPackage.md")
    let example = SourceTree.shared.file("Tests/MAKERCoreTests/OwnPackageExample.swift")
    let block = try #require(article.text.firstMatch(of: #/```swift\n(?<code>(?s:.)*?)```\n/#))
    #expect(String(block.code) == example.lines.dropFirst().joined(separator: "\n"))
  }

  @Test func findsMissingPagesAndBrokenLinks() {
    let manifest = ManifestRulesTests.manifest(
      "Row(.library, \"A\"),\nRow(.library, \"B\"),\nRow(.test, \"ATests\"),")
    let page = SourceFile(
      path: "Sources/A/A.docc/A.md",
      text: "# ``A``\n\n- ``Known`` ``Known/f(_:)``\n- ``Gone``\n- <doc:Article>\n- <doc:None>\n")
    let code = SourceFile(
      path: "Sources/A/A.swift",
      text: "package struct Known {\n  package func f(_ a: Int) {}\n}\nstruct Gone {}\n")
    let article = SourceFile(path: "Sources/A/A.docc/Article.md", text: "")
    let wrong = SourceFile(path: "Sources/B/B.docc/B.md", text: "# B\n")
    #expect(CatalogueRules.missing(manifest, [page]).map(\.line) == [2])
    #expect(CatalogueRules.missing(manifest, [page, wrong]).map(\.line) == [1])
    #expect(CatalogueRules.brokenLinks(page, [page, code, article]).map(\.line) == [4, 6])
  }
}
