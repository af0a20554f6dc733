import Reports
import Testing

@Suite struct CondensedTableTests {
  private static let columns = ["id", "p", "rate", "rate_low", "rate_high", "steps", "note", "cap"]

  private func table(_ count: Int, hidden: Set<String> = ["id"]) -> CondensedTable {
    CondensedTable(
      file: "kmin.csv", columns: Self.columns,
      rows: (0..<count).map { row in
        [
          "\(row)ab", "0.9", "0.\(1_234_567 + row)", "0.1", "0.2", "\(1_000_000 + row)", "a<b", "",
        ]
      }, hidden: hidden)
  }

  @Test func showsAPartAndSaysWhatTheRestIs() {
    let html = table(100).html.source
    #expect(html.contains("<caption>kmin.csv: 100 rows</caption>"))
    #expect(html.contains("<summary>50 more rows</summary>"))
    #expect(html.matches(of: /<tr>/).count == 62)
    #expect(
      html.contains("Not shown: 40 further rows, 1 further column of <code>kmin.csv</code>."))
    #expect(!html.contains("7ab") && html.contains("a&lt;b"))
  }

  @Test func columnsThatSayNothingAreLeftOut() {
    let html = table(3).html.source
    let heads = html.matches(of: /<th scope="col"[^>]*>(.*?)<\/th>/).map { String($0.output.1) }
    #expect(heads == ["rate", "low – high", "steps"])
    #expect(html.contains("In every row: <code>p</code> 0.9, <code>note</code> a&lt;b."))
    #expect(html.contains("1,000,001") && html.contains("0.1235") && html.contains("0.1 – 0.2"))
  }

  @Test(arguments: [
    (["x", "x_low", "x_high"], [["1", "a", "2"], ["2", "b", "3"]], ["x", "x_low", "x_high"]),
    (["y", "x", "x_low", "x_high"], [["7", "", "1", "2"]], ["y", "x_low", "x_high"]),
    (["x", "x_low", "x_high"], [["1", "", "2"], ["2", "", "3"]], ["x", "x_high"]),
    (["x", "x_low", "x_high"], [["1", "0.5", "2"], ["1", "0.6", "3"]], ["x_low", "x_high"]),
    (["x", "x_low", "x_high"], [["1", "0.5", "2"], ["2", "0.5", "3"]], ["x", "low – high"]),
  ])
  func noEndOfAnIntervalIsLost(_ columns: [String], _ rows: [[String]], _ shown: [String]) {
    let html = CondensedTable(file: "a.csv", columns: columns, rows: rows).html.source
    let heads = html.matches(of: /<th scope="col"[^>]*>(.*?)<\/th>/).map {
      String($0.output.1).replacing("<wbr>", with: "")
    }
    #expect(heads == shown)
  }

  @Test func aTableWithoutRowsSaysSo() {
    #expect(table(0).html.source == "<p class=\"note\"><code>kmin.csv</code> has 0 rows.</p>")
    #expect(table(1).html.source.matches(of: /<tr>/).count == 2)
  }

  @Test(arguments: [
    (["0.5", "12.25"], ["0.50", "12.25"]), (["1e-09", "0.5"], ["1e-9", "0.5"]),
    (["-3", "10000"], ["−3", "10,000"]), (["7", "9999"], ["7", "9999"]),
    (["0.123456789", ""], ["0.1235", ""]), (["0.001", "100.5"], ["0.001", "100.5"]),
    (["inf", "-0.25"], ["∞", "−0.25"]), (["a", "1"], ["a", "1"]),
    (["nan", "1"], ["nan", "1"]),
  ])
  func numbersAreShort(_ fields: [String], _ shown: [String]) {
    let table = CondensedTable(
      file: "a.csv", columns: ["row", "x"],
      rows: fields.enumerated().map { ["r\($0.offset)", $0.element] })
    let cells = table.html.source.replacing(/<\/?span[^>]*>/, with: "").matches(
      of: /<td[^>]*>(.*?)<\/td>/
    ).map { String($0.output.1) }
    #expect(cells == shown)
  }
}
