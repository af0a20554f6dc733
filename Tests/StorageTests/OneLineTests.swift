import Storage
import Testing

@Suite struct OneLineTests {
  @Test func controlCharactersBecomeBlanks() {
    #expect("a\u{1B}[2Jb\nc\u{9B}d\u{2029}e é".onOneLine == "a [2Jb c d e é")
  }
}
