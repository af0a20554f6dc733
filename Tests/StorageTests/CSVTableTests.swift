import Foundation
import Storage
import Testing

@Suite struct CSVTableTests {
  @Test("the text of a table is fixed to the byte")
  func text() {
    let table = CSVTable(
      comments: ["experiment demo", "", "two\nlines\r\u{1B}\u{85}end"],
      columns: ["k", "note"],
      rows: [["1", "plain"], ["2", "a,b"], ["3", "say \"hi\""], ["#4", "x\r\ny"], ["", " "]])
    #expect(
      table.text == """
        # experiment demo
        #
        # two lines   end
        k,note
        1,plain
        2,"a,b"
        3,"say ""hi""\"
        "#4","x\r\ny"
        , \n
        """)
  }

  @Test("nasty strings come back", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let pieces = [
      ",", "\"", "\"\"", "\n", "\r", "\r\n", "#", "# ", " ", "", "a", "-1.5e-9", "\u{FEFF}", "é",
      "e\u{301}", "\u{301}", "\u{1F9EA}", "\u{2028}", "\0", "\t", "'", ";", "\\", "nan",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
    }
    let width = Int.random(in: 1...4, using: &generator)
    let columns = (0..<width).map { "\(text())\($0)" }
    let rows = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      (0..<width).map { _ in text() }
    }
    let comments = (0..<Int.random(in: 0...3, using: &generator)).map { _ in text() }
    let table = CSVTable(comments: comments, columns: columns, rows: rows)
    let again = try CSVTable(parsing: table.text)
    // Byte by byte: Swift takes canonically equal strings for equal.
    #expect(again.comments.map { Array($0.utf8) } == table.comments.map { Array($0.utf8) })
    #expect(again.columns.map { Array($0.utf8) } == columns.map { Array($0.utf8) })
    #expect(again.rows.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    #expect(Array(again.text.utf8) == Array(table.text.utf8))
  }

  @Test("columns by name")
  func columns() throws {
    let table = CSVTable(columns: ["a", "b"], rows: [["1", "2"], ["3", "4"]])
    #expect(try table.column("b") == ["2", "4"])
    #expect(throws: CSVError.missingColumn(name: "c", columns: ["a", "b"])) {
      try table.column("c")
    }
  }

  @Test("a table goes to a file and back, and is written only when it differs")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("table.csv")
    let table = CSVTable(comments: ["seed 7"], columns: ["a"], rows: [["1"], [""], ["#"]])
    #expect(try table.write(to: path))
    #expect(try !table.write(to: path))
    #expect(try CSVTable(contentsOf: path) == table)
    #expect(try CSVTable(columns: ["a"], rows: []).write(to: path))
    #expect(try CSVTable(contentsOf: path).rows.isEmpty)
    #expect(throws: StoreError.self) { try CSVTable(contentsOf: folder.path("none.csv")) }
    #expect(throws: StoreError.self) { try CSVTable(contentsOf: folder.path) }
  }
}
