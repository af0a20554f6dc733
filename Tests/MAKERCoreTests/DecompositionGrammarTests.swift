import MAKERCore
import Testing

@Suite struct DecompositionGrammarTests {
  static func read(_ text: String) -> Result<Decomposition, RedFlag> {
    do throws(RedFlag) {
      return .success(try DecompositionGrammar().decomposition(in: text.utf8.span))
    } catch { return .failure(error) }
  }

  static func decomposition(_ first: String, _ second: String, _ combination: String)
    -> Decomposition
  {
    Decomposition(first: first, second: second, combination: combination)
  }

  @Test(
    arguments: [
      ("vote: P1=[2 × 3], P2=[4 × 3], C=[P1 × 10 + P2]", ("2 × 3", "4 × 3", "P1 × 10 + P2")),
      // Commas, brackets in pairs and names of parts belong to the subproblem they stand in.
      (
        "vote: P1=[sort 3, 1, 2], P2=[sort [5, 4], then say P2=[x]], C=[merge P1, P2]",
        ("sort 3, 1, 2", "sort [5, 4], then say P2=[x]", "merge P1, P2")
      ),
      ("I think, P1=[no]\nVOTE:P1 = [ a ] ,P2=[b],  C= [c]\n\n ", ("a", "b", "c")),
      ("vote: P1=[all of it], P2=[None], C=[None]", ("all of it", "", "")),
      ("vote: P1=[], P2=[ ], C=[x]", ("", "", "x")),
      ("vote: P1=[é, ü], P2=[None of them], C=[none]", ("é, ü", "None of them", "none")),
    ])
  func readsTheLastLine(text: String, parts: (String, String, String)) {
    #expect(
      Self.read(text) == .success(Self.decomposition(parts.0, parts.1, parts.2)), "\(text)")
  }

  @Test(
    arguments: [
      ("", .noAction), ("P1=[a], P2=[b], C=[c]", .noAction),
      ("vote: P1=[a], P2=[b], C=[c]\nThat is all.", .noAction),
      ("so I vote: P1=[a], P2=[b], C=[c]", .noAction),
      ("vote:", .badAction), ("vote:  \n", .badAction), ("vote: 1", .badAction),
      ("vote: P1=[a], P2=[b]", .badAction), ("vote: P1=[a], P2=[b], F=[c]", .badAction),
      ("vote: P2=[b], P1=[a], C=[c]", .badAction), ("vote: P1=[a] P2=[b], C=[c]", .badAction),
      ("vote: P1=[a], P2=[b], C=[c", .badAction), ("vote: P1=[a], P2=[b], C=[c]]", .badAction),
      ("vote: P1=[a, P2=[b], C=[c]", .badAction), ("vote: P1=a, P2=b, C=c", .badAction),
      ("vote: P1=[a], P2=[b], C=[c], D=[d]", .badAction),
      ("vote: P1=[a],\nP2=[b], C=[c]", .noAction),
    ] as [(String, RedFlag)])
  func flagsOtherForms(text: String, flag: RedFlag) {
    #expect(Self.read(text) == .failure(flag), "\(text)")
  }

  /// What is written can be read, at every byte that parts can be made of here.
  @Test func readsWhatItWrites() {
    let pieces = ["a", ", ", "[b, c]", " × ", "P1=", "C=[]", "None", "1"]
    var state: UInt64 = 5
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<2000 {
      let parts = (0..<3).map { _ in
        let text = (0...pick(5)).map { _ in pieces[pick(pieces.count)] }.joined()
        let trimmed = text.drop { $0 == " " }
        let part = String(trimmed.last == " " ? trimmed.dropLast() : trimmed)
        return part == "None" ? "" : part
      }
      let written = Self.decomposition(parts[0], parts[1], parts[2])
      #expect(Self.read("vote: \(written.text)") == .success(written), "\(written.text)")
    }
  }

  @Test func emptyPartsSplitNothing() {
    #expect(!Self.decomposition("a", "b", "c").isEmpty)
    for parts in [("", "b", "c"), ("a", "", "c"), ("a", "b", "")] {
      #expect(Self.decomposition(parts.0, parts.1, parts.2).isEmpty)
    }
  }
}
