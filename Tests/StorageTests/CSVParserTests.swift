import Foundation
import Storage
import Testing

@Suite struct CSVParserTests {
  @Test("comments, empty lines and the line ends of other systems are read")
  func lenient() throws {
    let table = try CSVTable(
      parsing: "\u{FEFF}# one\r\n#two\r\n\r\na,b\r\n1,\"x\"\r\n# three\n\n2,y")
    #expect(table.comments == ["one", "two", "three"])
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1", "x"], ["2", "y"]])
  }

  @Test(
    "a faulty text is refused with its line",
    arguments: [
      ("", CSVError.noColumns),
      ("# only\n\n", .noColumns),
      ("# c\na,b\n1\n", .fieldCount(line: 3, found: 1, expected: 2)),
      ("a,b\n\"1\n\n\",2\n1,2,3\n", .fieldCount(line: 5, found: 3, expected: 2)),
      ("a,a\n", .duplicateColumn(name: "a", line: 1)),
      ("a\n\"x\ny\n", .unclosedQuote(line: 2)),
      ("a\nx\"y\n", .strayQuote(line: 2)),
      ("a\n\"x\"y\n", .strayQuote(line: 2)),
    ])
  func faulty(text: String, error: CSVError) {
    #expect(throws: error) { try CSVTable(parsing: text) }
    #expect(isOneLine(error.description))
  }

  @Test("bytes that are no text are refused")
  func notText() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([0x61, 0x0A, 0xFF, 0x0A]), to: "odd.csv")
    #expect(throws: CSVError.notUTF8) { try CSVTable(contentsOf: folder.path("odd.csv")) }
  }
}
