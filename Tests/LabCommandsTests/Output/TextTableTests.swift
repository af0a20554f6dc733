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
}
