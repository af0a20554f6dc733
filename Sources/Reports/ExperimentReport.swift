import Markdown

/// An experiment as a report shows it: its question, verdicts, figures, numbers, and how to repeat it.
package struct ExperimentReport: Equatable, Sendable {
  /// Name of its suite.
  package let suite: String
  /// Name within its suite; with the seed where a page has several of one experiment.
  package let name: String
  /// Title of its figure and of its section.
  package let title: String
  /// What it is, in a few words: `Monte Carlo, 348 points`.
  package let kind: String

  /// Text of its page of prediction and decision rule, in Markdown; empty where there is none.
  package var question = ""
  /// What a reader must know before all else, as that it is not finished.
  package var warnings: [String] = []
  /// Whether all of it was run; the claims of one that was not may be judged by a part or not at all.
  package var isFinished = true
  /// Its claims, judged.
  package var claims: [ReportClaim] = []
  /// Its figures.
  package var figures: [ReportFigure] = []
  /// Its tables, the main one first.
  package var tables: [CondensedTable] = []
  /// What is not shown or not judged, and why.
  package var leftOut: [String] = []
  /// What made it: seed, epoch, trials, runs.
  package var manifest: [(term: String, description: HTML)] = []
  /// The commands that repeat it, a line each.
  package var commands = ""

  /// Describes an experiment.
  ///
  /// - Parameters:
  ///   - suite: Name of its suite.
  ///   - name: Name within its suite.
  ///   - title: Its title.
  ///   - kind: What it is, in a few words.
  package init(suite: String, name: String, title: String, kind: String) {
    self.suite = suite
    self.name = name
    self.title = title
    self.kind = kind
  }

  /// Two experiments are equal that are shown equally.
  package static func == (left: ExperimentReport, right: ExperimentReport) -> Bool {
    left.section == right.section && left.suite == right.suite && left.claims == right.claims
  }

  /// Its place in the page.
  package var id: String {
    ReportSection.identifier(of: "\(suite)/\(name)", prefix: "experiment")
  }

  /// The place of a suite in the page.
  package static func suiteID(_ suite: String) -> String {
    ReportSection.identifier(of: suite, prefix: "suite")
  }

  /// Experiments as sections, one a suite, in the order in which suites come first.
  package static func sections(_ experiments: [ExperimentReport]) -> [ReportSection] {
    let suites = experiments.reduce(into: [String]()) {
      if !$0.contains($1.suite) { $0.append($1.suite) }
    }
    return suites.map { suite in
      let own = experiments.filter { $0.suite == suite }
      let count = own.count == 1 ? "1 experiment" : "\(own.count) experiments"
      return ReportSection(
        id: suiteID(suite), title: suite, content: .note(.text(count + " of this suite.")),
        parts: own.map(\.section))
    }
  }

  /// The experiment as a part of its suite.
  package var section: ReportSection {
    ReportSection(
      id: id, title: title,
      content: HTML([
        .element("p", ["class": "note eyebrow"], .code("\(suite)/\(name)"), .text(" · " + kind)),
        HTML(warnings.map { .callout(.open, .paragraph(.text($0))) }),
        questionHTML, claimsHTML, part("Figures", HTML(figures.map(\.html))),
        part("Numbers", HTML(tables.map(\.html))),
        part("Left out", .list(leftOut.map(HTML.text))), origin,
      ]), contentsTitle: name)
  }

  private func part(_ heading: HTML, _ content: HTML) -> HTML {
    content.isEmpty ? .empty : .element("h4", [:], heading) + content
  }

  private var questionHTML: HTML {
    let page = ClaimPage(question)
    guard !page.opening.allSatisfy(\.isWhitespace) else { return .empty }
    func html(_ text: String) -> HTML { HTML(MarkdownDocument(text), headingLevel: 4) }
    return part("Question", html(page.opening))
      + (page.rest.isEmpty
        ? .empty : .details("How it is decided, and what came after the run", html(page.rest)))
  }

  private var claimsHTML: HTML {
    guard !claims.isEmpty else { return .empty }
    var table = ReportTable(
      caption: "Claims of \(suite)/\(name)",
      columns: [
        .text("claim"), .text("found"), .number("compared"), .number("left out"),
      ])
    for claim in claims {
      table.append([
        claim.sentence, claim.found,
        .text("\(claim.comparisons)"), .text("\(claim.leftOut)"),
      ])
    }
    let comparisons = claims.compactMap { claim in
      claim.table.map { table in HTML.details(.text("Comparisons of \(claim.name)"), table.html) }
    }
    return part("Verdicts", table.html + HTML(comparisons))
  }

  private var origin: HTML {
    let content =
      HTML.terms(manifest)
      + (commands.isEmpty
        ? .empty
        : .element("h4", [:], "To repeat it")
          + .codeBlock(commands, label: "Commands that repeat \(suite)/\(name)"))
    return content.isEmpty
      ? .empty : .details("How it was made, and how to repeat it", content)
  }
}
