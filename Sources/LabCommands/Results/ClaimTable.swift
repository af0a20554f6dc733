import Analysis
import ExperimentDesign
import Statistics
import Storage

/// Claims as a CSV file.
enum ClaimTable {
  /// One row a comparison of a claim.
  ///
  /// - Parameters:
  ///   - claims: The claims, judged.
  ///   - comments: Lines above the table.
  /// - Returns: The table; nil without claims.
  static func table(_ claims: [ClaimResult], comments: [String]) -> CSVTable? {
    guard !claims.isEmpty else { return nil }
    var rows: [[String]] = []
    for result in claims {
      for cell in result.cells {
        rows.append([
          result.claim.name, result.claim.expect.rawValue, result.verdict.rawValue, cell.setting,
          cell.quantity, cell.verdict.rawValue, cell.isJudged ? "yes" : "no", text(cell.estimate),
          text(cell.interval?.low), text(cell.interval?.high), text(cell.exact), text(cell.z),
          "\(cell.n)", cell.stopRule, cell.note,
        ])
      }
    }
    return CSVTable(
      comments: comments,
      columns: [
        "claim", "expect", "verdict", "setting", "quantity", "cell_verdict", "judged", "estimate",
        "low", "high", "exact", "z", "n", "stop_rule", "note",
      ],
      rows: rows)
  }
}
