import Testing
import TextFormats

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("steps", "steps", 0), ("stpes", "steps", 1), ("step", "steps", 1),
    ("kitten", "sitting", 3), ("ab", "ba", 1),
  ])
  func distanceCountsEdits(left: String, right: String, distance: Int) {
    #expect(NearestName.distance(left, right) == distance)
    #expect(NearestName.distance(right, left) == distance)
  }

  @Test func onlyNearNamesAreSuggested() {
    let names = ["explain", "run", "replay", "report", "p", "k"]
    #expect(NearestName.of("explian", among: names) == "explain")
    #expect(NearestName.of("rum", among: names) == "run")
    #expect(NearestName.of("reprot", among: names) == "report")
    #expect(NearestName.of("frobnicate", among: names) == nil)
    #expect(NearestName.of("x", among: names) == nil)
    #expect(NearestName.of("", among: names) == nil)
    #expect(NearestName.of("run", among: []) == nil)
  }
}
