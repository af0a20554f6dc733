import Figures
import Testing

@Suite struct GnuplotStringTests {
  @Test(arguments: [
    ("plain", "'plain'"),
    ("", "''"),
    ("it's", "'it''s'"),
    ("'", "'' . \"'\" . ''"),
    ("''x", "'' . \"''\" . 'x'"),
    ("'a'b", "'' . \"'\" . 'a''b'"),
    ("two\nlines\r\n\tand\u{7F}more\u{2028}.", "'two lines   and more .'"),
    ("`date` $(date) \\n \"x\" @m", "'`date` $(date) \\n \"x\" @m'"),
    ("π ≥ 3", "'π ≥ 3'"),
  ])
  func onlyQuotesAndControlCharactersChange(text: String, literal: String) {
    #expect(GnuplotString.quoted(text) == literal)
  }

  @Test func linesAreJoinedByABreak() {
    #expect(GnuplotString.quoted(lines: []) == "''")
    #expect(GnuplotString.quoted(lines: ["a", "b's"]) == #"'a' . "\n" . 'b''s'"#)
  }
}
