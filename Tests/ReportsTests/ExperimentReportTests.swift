import Reports
import Testing

@Suite struct ExperimentReportTests {
  private func claim(
    _ name: String, _ verdict: ReportClaim.Verdict, expected: ReportClaim.Verdict
  ) -> ReportClaim {
    ReportClaim(
      name: name, statement: "It holds.", verdict: verdict, expected: expected, finding: "found",
      comparisons: 3, leftOut: 1)
  }

  private func experiment(
    _ suite: String, _ name: String, _ claims: [ReportClaim] = []
  ) -> ExperimentReport {
    var report = ExperimentReport(suite: suite, name: name, title: "Title of \(name)", kind: "kind")
    report.claims = claims
    return report
  }

  private func page(_ experiments: [ExperimentReport]) -> String {
    ReportPage(
      title: "t", opening: .empty,
      sections: [ClaimsSummary(experiments).section] + ExperimentReport.sections(experiments)
    ).html
  }

  @Test func everyLinkLeadsSomewhere() {
    let html = page([
      experiment("core", "kmin", [claim("a", .supported, expected: .supported)]),
      experiment("core", "kmin, seed 7", [claim("a", .undecided, expected: .supported)]),
      experiment("paper", "<b>", [claim("a", .contradicted, expected: .contradicted)]),
    ])
    let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    let links = html.matches(of: /\shref="#([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    #expect(Set(links).isSubset(of: ids) && links.contains("experiment-core/kmin"))
  }

  @Test func whatDiffersStandsOutFirstAndInWords() {
    let html = page([
      experiment("core", "a", [claim("fine", .supported, expected: .supported)]),
      experiment("core", "b", [claim("odd", .contradicted, expected: .supported)]),
    ])
    #expect(html.contains("1 of 2 verdicts differs from what is expected."))
    let first = html.firstRange(of: "<strong class=\"claim\">")?.upperBound
    #expect(first.map { html[$0...].hasPrefix("odd") } == true)
    #expect(html.contains("expected supported</span>"))
    let calm = page([experiment("a", "b", [claim("c", .contradicted, expected: .contradicted)])])
    #expect(calm.contains("The one verdict is as expected."))
    #expect(!calm.contains("differ from") && !calm.contains("badge alarm"))
  }

  @Test func countsAddUp() {
    let html = page([
      experiment("core", "a", [claim("x", .supported, expected: .supported)]),
      experiment("core", "b", [claim("y", .undecided, expected: .supported)]),
      experiment("paper", "c", [claim("z", .supported, expected: .supported)]),
    ])
    func row(_ name: String) -> [String] {
      let start = html.firstRange(of: ">\(name)</a></th>") ?? html.firstRange(of: ">\(name)</th>")
      guard let start, let end = html[start.upperBound...].firstRange(of: "</tr>") else {
        return []
      }
      return html[start.upperBound..<end.lowerBound].matches(of: />(\d+)</).map {
        String($0.output.1)
      }
    }
    #expect(row("core") == ["1", "0", "1", "1", "1", "2"])
    #expect(row("all") == ["2", "0", "1", "2", "1", "3"])
  }

  @Test func theQuestionIsItsOpeningAndTheRestOnDemand() {
    var report = experiment("core", "a")
    report.question = """
      # Title

      ## Prediction

      Opening.

      ```text
      ## no heading
      ```

      ## Decision rule

      Rule.
      """
    let html = report.section.content.source
    #expect(!html.contains("Title<"))
    let parts = html.split(separator: "<details>")
    #expect(parts.count == 2)
    #expect(parts[0].contains("<h5>Prediction</h5>") && parts[0].contains("## no heading"))
    #expect(parts[1].contains("<h5>Decision rule</h5>") && parts[1].contains("Rule."))
    report.question = "Only a line."
    #expect(!report.section.content.source.contains("<details>"))
  }

  @Test func anExperimentShowsWhatItHas() {
    var report = experiment("core", "a", [claim("x", .supported, expected: .supported)])
    report.warnings = ["Not <finished>."]
    report.figures = [ReportFigure(svg: "<svg/>", alternative: "alt", caption: "cap")]
    report.leftOut = ["one", "two"]
    report.manifest = [("seed", "7")]
    report.commands = "makerlab run core/a\n"
    let html = report.section.content.source
    for part in [
      "Not &lt;finished&gt;.", ">Verdicts<", ">Figures<", ">Left out<", "<li>two</li>",
      "<dt>seed</dt><dd>7</dd>", "makerlab run core/a\n", "alt=\"alt\"",
    ] { #expect(html.contains(part), "\(part)") }
    let bare = experiment("core", "a").section.content.source
    #expect(!bare.contains("<h4>"))
  }
}
