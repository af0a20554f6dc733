import Storage
import Testing

@Suite struct OneLineTests {
  @Test func controlCharactersBecomeBlanks() {
    #expect("a\u{1B}[2Jb\nc\u{9B}d\u{2029}e é".onOneLine == "a [2Jb c d e é")
  }

  @Test func directionsAreNotTurned() {
    for mark in ["\u{202E}", "\u{2066}", "\u{200F}", "\u{61C}"] {
      #expect("a\(mark)b".onOneLine == "a b")
    }
    // Joined signs stay what they are.
    #expect("👩\u{200D}🔬 क\u{200D}ष".onOneLine == "👩\u{200D}🔬 क\u{200D}ष")
  }

  @Test func linesStayLines() {
    #expect(
      "a\n\tb\r\u{1B}[2J\u{7F}\u{9B}\u{202E}".onLines
        == "a\n\tb\u{FFFD}\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}")
  }
}
