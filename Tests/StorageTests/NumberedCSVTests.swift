import Foundation
import Storage
import Testing

struct NumberedCSVTests {
  @Test func rowsKnowTheirLines() throws {
    let folder = try TemporaryFolder()
    let text = "# made up\n\na,b\n1,2\n# between\n\"x\ny\",3\n4,5\n"
    try folder.write(Data(text.utf8), to: "a.csv")
    let path = folder.path("a.csv")
    let numbered = try NumberedCSV(contentsOf: path)
    #expect(numbered.table == (try CSVTable(contentsOf: path)))
    #expect(numbered.table.rows == [["1", "2"], ["x\ny", "3"], ["4", "5"]])
    #expect(numbered.lines == [4, 6, 8])
  }
}
