import Analysis
import ExperimentDesign
import Statistics
import Storage
import TextFormats

/// Claims as text for a terminal.
enum ClaimText {
  /// The claims in a format.
  ///
  /// - Parameters:
  ///   - claims: The claims, judged.
  ///   - format: Table, JSON or CSV.
  ///   - cells: Whether a table shows every comparison.
  /// - Returns: Text without a line end.
  static func text(
    _ claims: [ClaimResult], _ format: OutputFormat, cells: Bool = false
  ) -> String {
    switch format {
    case .json: JSONText.pretty(json(claims)).trimmedEnd
    case .csv: csv(claims)
    case .table: cells ? self.cells(claims) : summary(claims)
    }
  }

  /// The comparison that speaks most against a claim, in a line; nil where there is none.
  static func weakest(_ claim: ClaimResult) -> String? {
    claim.worst.map { cell in
      (cell.claimed == nil ? "\(cell.setting) " : "")
        + "\(cell.quantity) \(number(cell.estimate)) against "
        + (cell.claimed == nil ? number(cell.exact) : cell.claimedText)
        + (cell.note.contains("votes not independent") ? ": votes not independent" : "")
    }
  }

  /// One line a claim below its experiment: verdict, counts, the cell that speaks most against it.
  private static func summary(_ claims: [ClaimResult]) -> String {
    var table = TextTable([
      .text("claim"), .text("verdict"), .text("expected"), .number("cells"), .number("left out"),
      .number("z"), .text("weakest cell"),
    ])
    var experiment = ""
    for claim in claims {
      if claim.experiment != experiment {
        experiment = claim.experiment
        table.append([experiment] + [String](repeating: "", count: 6))
      }
      table.append([
        "  \(claim.claim.name)", claim.verdict.rawValue,
        claim.isAsExpected ? "yes" : "NO: \(claim.claim.expect.rawValue)", "\(claim.cells.count)",
        "\(claim.unjudged)", number(claim.worst?.z, 3), weakest(claim) ?? "-",
      ])
    }
    return ([table.text.trimmedEnd] + found(claims)).joined(separator: "\n")
  }

  /// What studies found of each claim, below the table.
  private static func found(_ claims: [ClaimResult]) -> [String] {
    let found = claims.filter { $0.finding != nil }
    let width = found.map(\.claim.name.count).max() ?? 0
    let lines = found.flatMap { claim in
      WrappedText.lines(claim.finding ?? "", width: 96 - width).enumerated().map { index, line in
        let name = index == 0 ? claim.claim.name : ""
        return name + String(repeating: " ", count: width + 2 - name.count) + line
      }
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// Every cell of the claims.
  private static func cells(_ claims: [ClaimResult]) -> String {
    var table = TextTable([
      .text("claim"), .text("setting"), .text("quantity"), .text("verdict"), .number("estimate"),
      .number("low"), .number("high"), .number("exact"), .number("z"), .number("n"),
      .text("stop rule"), .text("note"),
    ])
    for claim in claims {
      for cell in claim.cells {
        table.append([
          claim.claim.name, cell.setting, cell.quantity,
          cell.isJudged ? cell.verdict.rawValue : "(\(cell.verdict.rawValue))",
          number(cell.estimate), number(cell.interval?.low), number(cell.interval?.high),
          number(cell.exact), number(cell.z, 3), "\(cell.n)", cell.stopRule, cell.note,
        ])
      }
    }
    return table.text.trimmedEnd
  }

  /// The same as JSON, an array of claims with their cells.
  private static func json(_ claims: [ClaimResult]) -> JSONValue {
    .array(
      claims.map { claim in
        .object([
          ("experiment", .string(claim.experiment)), ("claim", .string(claim.claim.name)),
          ("statement", .string(claim.claim.statement)),
          ("verdict", .string(claim.verdict.rawValue)),
          ("expect", .string(claim.claim.expect.rawValue)),
          ("as_expected", .bool(claim.isAsExpected)),
          ("document", .string(claim.document)), ("claimed", .string(claim.claimedText)),
          ("method", .string(claim.method)), ("finding", .string(claim.finding)),
          ("false_alarm", .number(claim.claim.falseAlarm)),
          ("cells", .array(claim.cells.map(cell))),
        ])
      })
  }

  /// One row a claim.
  private static func csv(_ claims: [ClaimResult]) -> String {
    let rows = claims.map { claim in
      [
        claim.claim.name, claim.verdict.rawValue, claim.claim.expect.rawValue, claim.experiment,
        "\(claim.cells.count)", "\(claim.unjudged)", claim.claimedText, claim.foundText,
        claim.method ?? "", claim.finding ?? "",
      ]
    }
    return CSVTable(
      comments: [],
      columns: [
        "claim", "verdict", "expect", "experiment", "cells", "left_out", "claimed", "found",
        "method", "finding",
      ], rows: rows
    ).text.trimmedEnd
  }

  private static func cell(_ cell: ClaimCell) -> JSONValue {
    .object([
      ("setting", .string(cell.setting)), ("quantity", .string(cell.quantity)),
      ("verdict", .string(cell.verdict.rawValue)), ("judged", .bool(cell.isJudged)),
      ("estimate", .number(cell.estimate)), ("low", .number(cell.interval?.low)),
      ("high", .number(cell.interval?.high)), ("exact", .number(cell.exact)),
      ("z", .number(cell.z)), ("n", .int(cell.n)), ("stop_rule", .string(cell.stopRule)),
      ("note", .string(cell.note)),
    ])
  }

  private static func number(_ value: Double?, _ digits: Int = 6) -> String {
    guard let value, !value.isNaN else { return "-" }
    return NumberFormat.significant(value, digits)
  }
}
