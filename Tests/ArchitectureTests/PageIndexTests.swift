import Testing

/// `notebooks-md/README.md` names every page once, and no page that is not there.
@Suite struct PageIndexTests {
  /// Pages that an index links to, by their paths below the folder of the index.
  private static func links(_ text: String) -> [String] {
    text.matches(of: /\]\(([^)#]+\.md)[^)]*\)/).map { String($0.1) }
  }

  @Test func namesEveryPage() {
    let folder = "notebooks-md/"
    let pages = SourceTree.shared.files.map(\.path)
      .filter { $0.hasPrefix(folder) && $0.hasSuffix(".md") }.map {
        String($0.dropFirst(folder.count))
      }
      .filter { $0 != "README.md" }
    #expect(pages.count > 40)
    let linked = Self.links(SourceTree.shared.file(folder + "README.md").text)
    #expect(Set(pages).subtracting(linked) == [], "not in the index")
    #expect(Set(linked).subtracting(pages) == [], "in the index, but not there")
    #expect(Set(linked).count == linked.count, "a page is named twice")
  }

  @Test func findsLinks() {
    #expect(Self.links("[a](b.md), [c](d/e.md#f) and [g](https://h)") == ["b.md", "d/e.md"])
  }
}
