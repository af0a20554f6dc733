import ExperimentDesign
import Storage
import Testing

@Suite struct StoreErrorTests {
  static let errors: [StoreError] = [
    .notAStore(path: "a b.sqlite", found: "a folder"),
    .torn(path: "a b.sqlite", finding: "*** in database main ***\nPage 3 is odd"),
    .newer(path: "a b.sqlite", version: 9, known: 1),
    .missing(path: "a b.sqlite"),
    .cannotOpen(path: "a b.sqlite", reason: "No such file or directory"),
    .readOnly(path: "a b.sqlite"),
    .diskFull(path: "a b.sqlite"),
    .busy(path: "a b.sqlite", seconds: 10),
    .tallyConflict(
      path: "a b.sqlite",
      conflict: TallyConflict(point: point, seed: 7, held: 0..<10, offered: 5..<15)),
    .definitionConflict(path: "a b.sqlite", name: "point 0123"),
    .drawConflict(path: "a b.sqlite", draw: "draw 3 of trial 0"),
    .sqlite(path: "a b.sqlite", code: 275, message: "CHECK constraint failed"),
  ]

  @Test("every description is one line and names the file", arguments: errors)
  func oneLine(error: StoreError) {
    #expect(error.description.hasPrefix("a b.sqlite: "))
    #expect(isOneLine(error.description))
    #expect(error.description.count < 300)
  }

  @Test("a path with a newline stays on one line")
  func oddPath() {
    #expect(StoreError.missing(path: "a\nb\u{1B}[2J").description.hasPrefix("a b [2J: "))
  }

  @Test("a conflict names the point, the seed and both ranges")
  func conflict() {
    let conflict = TallyConflict(point: point, seed: 7, held: 0..<10, offered: 5..<15)
    let text = StoreError.tallyConflict(path: "s", conflict: conflict).description
    #expect(text.contains(point.description.prefix(12)))
    #expect(text.contains("seed 7"))
    #expect(text.contains("5..<15") && text.contains("0..<10"))
  }
}
