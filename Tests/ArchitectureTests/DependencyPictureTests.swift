import Foundation
import Testing

@Suite struct DependencyPictureTests {
  static let page = "notebooks-md/architecture.md"
  static let place = ProcessInfo.processInfo.environment["MAKERLAB_PICTURE"]

  @Test func theCommittedPictureIsThatOfTheManifest() {
    let picture = DependencyPicture(.shared)
    var titles = Set(picture.nodes.map(\.name) + picture.edges.map { "\($0.from)->\($0.to)" })
    titles.insert("MakerLab")
    let drawn = DependencyPicture.titles(inSVG: SourceTree.shared.picture)
    #expect(
      drawn == titles,
      "make picture draws it anew; too much: \(drawn.subtracting(titles).sorted()), too little: \(titles.subtracting(drawn).sorted())"
    )
  }

  /// `make picture` sets the variable and draws what this writes.
  @Test(.enabled(if: place != nil)) func writesTheSourceOfThePicture() throws {
    try DependencyPicture(.shared).dot.write(
      toFile: Self.place ?? "", atomically: true, encoding: .utf8)
  }

  @Test func thePageSaysALineOfEveryTarget() {
    let named = SourceTree.shared.file(Self.page).lines.compactMap {
      $0.firstMatch(of: #/^\| `(\w+)` \| .{10,} \|$/#).map { String($0.1) }
    }
    let targets = DependencyPicture(.shared).nodes.map(\.name)
    #expect(Set(named) == Set(targets))
    #expect(named.count == targets.count, "a target has two lines")
  }

  @Test func whatIsImpliedIsLeftOut() {
    let manifest = ManifestRulesTests.manifest(
      """
      Row(.library, "A"),
      Row(.cTarget, "CPart"),
      Row(.library, "B", ["A", "CPart"]),
      Row(.library, "C", ["A", "B"]),
      Row(.executable, "tool", ["A", "C", "CPart"]),
      Row(.test, "CTests", ["C"]),
      .systemLibrary(name: "CUnused")
      """)
    let picture = DependencyPicture(manifest)
    #expect(picture.nodes.map(\.name) == ["A", "CPart", "B", "C", "tool"])
    #expect(picture.edges.map { "\($0.from)>\($0.to)" } == ["B>A", "B>CPart", "C>B", "tool>C"])
    #expect(["A", "CPart", "B", "C", "tool"].map(picture.depth) == [0, 0, 1, 2, 3])
    #expect(picture.dot.contains("\n  { rank=same; \"A\"; \"CPart\"; }\n"))
    #expect(picture.dot == DependencyPicture(manifest).dot)
  }

  @Test func titlesAreRead() {
    let text = "<title>A</title>\n<g><title>A&#45;&gt;B</title></g><text>C</text>"
    #expect(DependencyPicture.titles(inSVG: text) == ["A", "A->B"])
  }
}
