/// What the claims of several experiments came to: the first section of a report.
package struct ClaimsSummary: Equatable, Sendable {
  /// The experiments whose claims are counted, in the order of the page.
  package let experiments: [ExperimentReport]

  /// Takes the experiments of a page.
  package init(_ experiments: [ExperimentReport]) { self.experiments = experiments }

  private typealias Row = (experiment: ExperimentReport, claim: ReportClaim)

  private var rows: [Row] {
    experiments.flatMap { experiment in experiment.claims.map { (experiment, $0) } }
  }

  /// Suites in the order of the page.
  private var suites: [String] {
    experiments.reduce(into: []) { if !$0.contains($1.suite) { $0.append($1.suite) } }
  }

  /// Claims whose verdict differs from what is expected; count.
  package var unexpected: Int { rows.count { !$0.claim.isAsExpected } }

  /// The section: what differs first, then counts, then every claim with a link to its experiment.
  package var section: ReportSection {
    let unfinished = unfinished
    guard !rows.isEmpty else {
      return ReportSection(
        id: "claims", title: "Claims",
        content: unfinished + .note("No claim is judged on this page."))
    }
    return ReportSection(
      id: "claims", title: "Claims",
      content: headline + unfinished + counts.html + HTML(suites.map(list)))
  }

  /// What the verdicts do not speak of.
  private var unfinished: HTML {
    let count = experiments.count { !$0.isFinished }
    guard count > 0 else { return .empty }
    return .callout(
      .open,
      .paragraph(
        .text(
          "\(count) of \(experiments.count) experiments \(count == 1 ? "is" : "are") not finished; "
            + "their claims are judged by a part or not at all.")))
  }

  private var headline: HTML {
    let all = rows.count == 1 ? "The one verdict" : "All \(rows.count) verdicts"
    let differing = rows.filter { !$0.claim.isAsExpected }
    guard !differing.isEmpty else {
      return .callout(
        .good, .paragraph(.text("\(all) \(rows.count == 1 ? "is" : "are") as expected.")))
    }
    return .callout(
      .bad,
      .paragraph(
        .element(
          "strong", [:],
          .text(
            "\(differing.count) of \(rows.count) verdicts "
              + "\(differing.count == 1 ? "differs" : "differ") from what is expected."))))
      + table(differing, caption: "Verdicts that differ from what is expected").html
  }

  private var counts: ReportTable {
    var table = ReportTable(
      caption: "Claims by suite and verdict",
      columns: [.text("suite")] + ReportClaim.Verdict.allCases.map { .number(.text($0.rawValue)) }
        + [.number("as expected"), .number("differ"), .number("claims")])
    for suite in suites {
      table.append(
        cells(
          .link(to: ExperimentReport.suiteID(suite), .text(suite)),
          rows.filter { $0.experiment.suite == suite }.map(\.claim)))
    }
    if suites.count > 1 { table.append(cells("all", rows.map(\.claim))) }
    return table
  }

  private func cells(_ name: HTML, _ claims: [ReportClaim]) -> [HTML] {
    let counts =
      ReportClaim.Verdict.allCases.map { verdict in claims.count { $0.verdict == verdict } }
      + [claims.count(where: \.isAsExpected), claims.count { !$0.isAsExpected }, claims.count]
    return [name] + counts.map { .text("\($0)") }
  }

  private func list(_ suite: String) -> HTML {
    let rows = rows.filter { $0.experiment.suite == suite }
    guard !rows.isEmpty else { return .empty }
    let claims = rows.count == 1 ? "1 claim" : "\(rows.count) claims"
    return .details(
      .text("\(suite): \(claims)"), isOpen: suites.count == 1,
      table(rows, caption: "Claims of \(suite)").html)
  }

  private func table(_ rows: [Row], caption: String) -> ReportTable {
    var table = ReportTable(
      caption: caption,
      columns: [.text("claim"), .text("found"), .text("experiment")])
    for row in rows {
      table.append([
        row.claim.sentence, row.claim.found,
        .link(to: row.experiment.id, .text(row.experiment.name)),
      ])
    }
    return table
  }
}
