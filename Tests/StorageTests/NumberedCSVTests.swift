import Storage
import Testing

struct NumberedCSVTests {
  @Test func rowsKnowTheirLines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("# made up\n\na,b\n1,2\n# between\n\"x\ny\",3\n4,5\n", to: "a.csv")
    let numbered = try NumberedCSV(contentsOf: path)
    #expect(numbered.table == (try CSVTable(contentsOf: path)))
    #expect(numbered.table.rows == [["1", "2"], ["x\ny", "3"], ["4", "5"]])
    #expect(numbered.lines == [4, 6, 8])
  }
}
