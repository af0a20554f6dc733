import Analysis
import ExperimentDesign
import Reports
import Statistics

extension ReportClaim {
  /// Comparisons of a claim that a page shows; count.
  private static let mostComparisons = 12

  /// A claim as a page shows it.
  ///
  /// - Parameters:
  ///   - result: The claim, judged.
  ///   - file: Name of the table that holds all its comparisons.
  init(_ result: ClaimResult, file: String) {
    self.init(
      name: result.claim.name, statement: result.claim.statement,
      verdict: Self.verdict(result.verdict.rawValue),
      expected: Self.verdict(result.claim.expect.rawValue),
      finding: result.finding ?? ClaimText.weakest(result) ?? "nothing to compare",
      comparisons: result.cells.count, leftOut: result.unjudged)
    document = result.document ?? ""
    method = result.method ?? ""
    table = Self.comparisons(result, file: file)
  }

  /// Both lists of verdicts have the same words.
  private static func verdict(_ word: String) -> Verdict { Verdict(rawValue: word) ?? .undecided }

  /// The comparisons that speak most against a claim, the worst first; nil where there are none.
  private static func comparisons(_ result: ClaimResult, file: String) -> ReportTable? {
    guard !result.cells.isEmpty else { return nil }
    func weight(_ cell: ClaimCell) -> Int {
      if cell.verdict == .contradicted { return 0 }
      if !cell.isJudged { return 3 }
      return cell.verdict == .undecided ? 1 : 2
    }
    let order = result.cells.indices.sorted { left, right in
      let (a, b) = (result.cells[left], result.cells[right])
      if weight(a) != weight(b) { return weight(a) < weight(b) }
      let (x, y) = (abs(a.z ?? 0), abs(b.z ?? 0))
      return x == y ? left < right : x > y
    }
    let shown = order.prefix(mostComparisons).map { result.cells[$0] }
    let all = NumberFormat.counted(result.cells.count, "comparison")
    var table = ReportTable(
      caption: shown.count == result.cells.count
        ? "\(all) of \(result.claim.name), as in \(file)"
        : "\(shown.count) of \(all) of \(result.claim.name), those that speak most against it first; "
          + "all are in \(file)",
      columns: [
        .text("setting"), .text("compared"), .text("verdict"), .number("found"),
        .number("interval"), .number("against"), .number("z"), .number("n"), .text("note"),
      ])
    for cell in shown {
      table.append([
        .text(cell.setting.isEmpty ? "–" : cell.setting), .text(cell.quantity),
        .text(cell.verdict.rawValue + (cell.isJudged ? "" : ", left out")),
        .text(number(cell.estimate)),
        .text(cell.interval.map { "\(number($0.low)) – \(number($0.high))" } ?? ""),
        .text(cell.claimed == nil ? number(cell.exact) : cell.claimedText),
        .text(number(cell.z, 3)), .text(cell.n > 0 ? NumberFormat.grouped(cell.n) : ""),
        .text(cell.note),
      ])
    }
    return table
  }

  private static func number(_ value: Double?, _ digits: Int = 5) -> String {
    guard let value, !value.isNaN else { return "" }
    return NumberFormat.significant(value, digits)
  }
}
