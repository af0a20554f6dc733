import LabCommands
import Testing

@Suite struct WrappedTextTests {
  @Test func linesBreakAtBlanks() {
    #expect(WrappedText.lines("one two  three\nfour", width: 9) == ["one two", "three", "four"])
    #expect(WrappedText.lines("immeasurable x", width: 4) == ["immeasurable", "x"])
    #expect(WrappedText.lines(" ", width: 4).isEmpty)
  }
}
