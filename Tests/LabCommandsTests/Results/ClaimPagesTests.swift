import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

/// The pages of claims say what the committed results hold, claim by claim.
@Suite struct ClaimPagesTests {
  /// The rows that the committed tables of a suite make, as a page has them, by document.
  private static func rows(_ suite: String) throws -> [(document: String, row: String)] {
    let folder = ReadmeTests.root.appendingPathComponent("Results/\(suite)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix(".claims.csv") }.sorted().flatMap { file in
      let table = try CSVTable(
        parsing: String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8))
      let columns = try ["claim", "statement", "verdict", "finding", "method", "document"].map {
        try table.column($0)
      }
      var rows: [(document: String, row: String)] = []
      for row in table.rows.indices {
        var cells = columns.map { $0[row] }
        let document = cells.removeLast()
        cells[2] = "**\(cells[2])**"
        cells.append("\(suite)/\(file.dropLast(".claims.csv".count))")
        let line = ClaimMarkdown.line(cells)
        if rows.last?.row != line { rows.append((document, line)) }
      }
      return rows
    }
  }

  @Test(arguments: [("notebooks-md/claims.md", "claims"), ("notebooks-md/money.md", "economics")])
  func everyClaimStandsOnItsPage(page: String, suite: String) throws {
    let lines = try ReadmeTests.text(page).components(separatedBy: "\n")
    let rows = try Self.rows(suite).map(\.row)
    let shown = lines.filter { $0.hasSuffix("|") && $0.contains("| \(suite)/") }
    #expect(Set(shown) == Set(rows))
    #expect(shown.count == rows.count)
  }

  @Test("The ledger's table of verdicts counts its rows, 36 of them of other people")
  func countsAreThoseOfTheRows() throws {
    let rows = try Self.rows("claims")
    #expect(rows.count { !$0.document.isEmpty } == 36)
    let page = try ReadmeTests.text("notebooks-md/claims.md")
    for (document, rows) in Dictionary(grouping: rows, by: \.document) {
      let counts = ClaimDefinition.Verdict.allCases.map { verdict in
        "\(rows.count { $0.row.contains("| **\(verdict.rawValue)** |") })"
      }
      let name = document.isEmpty ? "the laboratory's own" : document
      #expect(page.contains(ClaimMarkdown.line([name] + counts)), "\(document)")
    }
  }
}
