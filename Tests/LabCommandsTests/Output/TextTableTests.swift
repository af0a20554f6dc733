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
}
