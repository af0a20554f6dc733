import Testing

@Suite struct TreeRulesTests {
  @Test func filesAreShort() {
    #expect(SourceTree.shared.sources.count > 50)
    expectNone(SourceTree.shared.swift.flatMap(TreeRules.tooLong))
    expectNone(TreeRules.medianTooLong(SourceTree.shared.sources))
  }

  @Test func noFileNamesThePlaceItWasWrittenIn() {
    expectNone(SourceTree.shared.files.flatMap(TreeRules.foreignPlaces))
  }

  @Test func checksStayOn() {
    let build = ["Package.swift", "Makefile", ".ci/run"].map(SourceTree.shared.file)
    for file in build { #expect(!file.text.isEmpty, "\(file.path) was not found") }
    expectNone((build + SourceTree.shared.swift).flatMap(TreeRules.unsafeSettings))
  }

  @Test func onlyTheProjectIsAtTheTop() {
    #expect(SourceTree.shared.top.contains("Package.swift"))
    expectNone(TreeRules.strangersAtTheTop(SourceTree.shared.top))
  }

  @Test func findsLongFiles() {
    func file(_ lines: Int) -> SourceFile {
      SourceFile(path: "A.swift", text: String(repeating: "a\n", count: lines))
    }
    #expect(TreeRules.tooLong(file(500)).isEmpty)
    #expect(TreeRules.tooLong(file(501)).map(\.line) == [501])
    #expect(TreeRules.medianTooLong([file(10), file(120), file(400)]).isEmpty)
    #expect(TreeRules.medianTooLong([file(10), file(121), file(400)]).count == 1)
    #expect(TreeRules.medianTooLong([]).count == 1)
  }

  @Test func findsForeignPlacesAndUnsafeSettings() {
    for place in TreeRules.foreignPlaces {
      let file = SourceFile(path: "A.md", text: "one\nsee \(place)x")
      #expect(TreeRules.foreignPlaces(file).map(\.line) == [2])
    }
    #expect(TreeRules.foreignPlaces(SourceFile(path: "A.md", text: "work/ and shared/")).isEmpty)
    for setting in TreeRules.unsafeSettings {
      let file = SourceFile(path: "Package.swift", text: "\n.\(setting)([])")
      #expect(TreeRules.unsafeSettings(file).map(\.line) == [2])
      let hidden = SourceFile(path: "A", text: TreeRules.safeSetting + setting)
      #expect(TreeRules.unsafeSettings(hidden).map(\.line) == [1])
    }
  }

  @Test func findsStrangers() {
    #expect(
      TreeRules.strangersAtTheTop(["Makefile", "notes.txt"]).map(\.file) == ["notes.txt"])
  }
}
