import LabCommands
import Testing

@Suite struct TextTableTests {
  @Test func numbersStandRightAndTextLeft() {
    var table = TextTable([.text("point"), .number("k"), .text("verdict")])
    table.append(["p = 0.6", "3", "won"])
    table.append(["ρ = ½", "12", ""])
    let expected = """
      point     k  verdict
      -------  --  -------
      p = 0.6   3  won
      ρ = ½    12

      """
    #expect(table.text == expected)
  }

  @Test func aTableWithoutRowsIsItsHeader() {
    #expect(TextTable([.number("a"), .text("b")]).text == "a  b\n-  -\n")
  }

  @Test func cellsCannotBreakTheTable() {
    var table = TextTable([.text("a")])
    table.append(["x\r\ny\u{1B}[31m"])
    #expect(table.text == "a\n---------\nx  y [31m\n")
  }

  /// Without its colours a table is the one that has none.
  @Test func coloursMoveNoCell() {
    var table = TextTable([.text("tier"), .number("share"), .text("note")])
    table.append(["small", "7", ""])
    table.append(["medium", "12", "x"])
    let coloured = table.text { row, column in
      column == 2 ? nil : TextColour.allCases[row]
    }
    #expect(coloured.contains("\u{1B}[34msmall\u{1B}[0m       \u{1B}[34m7\u{1B}[0m\n"))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == table.text)
  }

  @Test(arguments: [
    (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false),
    (true, ["NO_COLOR": ""], true), (true, ["TERM": "dumb"], false),
    (true, ["TERM": "xterm"], true),
  ])
  func coloursAreForTerminals(isTerminal: Bool, environment: [String: String], areWanted: Bool) {
    #expect(
      TextColour.areWanted(isTerminal: isTerminal, environment: environment) == areWanted)
  }

  @Test func longTextsGoOnBelowThemselves() {
    var table = TextTable([.text("what"), .number("n"), .text("why")])
    table.append(["one two three", "1", "because of this and that"])
    table.append(["four", "22", "so"])
    #expect(table.text(width: 80) == table.text)
    let expected = """
      what      n  why
      -------  --  ----------
      one two   1  because of
      three        this and
                   that
      four     22  so

      """
    #expect(table.text(width: 30) == expected)
  }

  /// No word is lost or broken at any width, and the table is narrow where words let it.
  @Test func everyWidthKeepsTheWords() {
    for seed in 0..<200 as Range<UInt64> {
      var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      func words() -> String {
        (0..<next(9)).map { _ in String(repeating: "x", count: 1 + next(9)) }.joined(separator: " ")
      }
      var table = TextTable([.text("a"), .number("b"), .text("c")])
      for _ in 0..<1 + next(4) { table.append([words(), "\(next(1000))", words()]) }
      let width = 1 + next(90)
      let text = table.text(width: width)
      func counts(_ text: String) -> [Substring: Int] {
        text.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("-") }
          .reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(counts(text) == counts(table.text), "seed \(seed), width \(width)")
      // The longest words, the number and the blanks between.
      let widest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= max(width, 9 + 3 + 9 + 4), "seed \(seed), width \(width)")
    }
  }
}
