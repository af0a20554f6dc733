package import Analysis
import ExperimentDesign
import Storage

/// Claims of studies as tables for a page of Markdown, one a document.
package enum ClaimMarkdown {
  /// What a claim belongs to that no document makes.
  private static let own = "the laboratory's own"

  /// Begins the heading of every section; what stands before the first one is a page's own.
  package static let heading = "## Claims: "

  /// The verdicts by document, then the claims below the documents that make them, our own last.
  ///
  /// - Parameter claims: The claims, judged; those of other experiments are left out.
  /// - Returns: Headings and tables, without a line end.
  package static func text(_ claims: [ClaimResult]) -> String {
    let found = claims.filter { $0.finding != nil }
    let byDocument = Dictionary(grouping: found) { $0.document ?? own }
    let documents = byDocument.keys.sorted { ($0 == own ? 1 : 0, $0) < ($1 == own ? 1 : 0, $1) }
    let sections = documents.map { document in
      let claims = (byDocument[document] ?? []).sorted {
        ($0.experiment, $0.claim.name) < ($1.experiment, $1.claim.name)
      }
      let byName = document == own ? claims : claims.sorted { $0.claim.name < $1.claim.name }
      return "\(heading)\(document)\n\n" + table(byName.map(row), head: head)
    }
    let counts = documents.map { document in
      [document]
        + ClaimDefinition.Verdict.allCases.map { verdict in
          "\((byDocument[document] ?? []).count { $0.verdict == verdict })"
        }
    }
    let summary = table(
      counts, head: ["made by"] + ClaimDefinition.Verdict.allCases.map(\.rawValue))
    return (["\(heading)verdicts\n\n" + summary] + sections).joined(separator: "\n\n")
  }

  private static let head = [
    "id", "what is claimed", "verdict", "what the laboratory finds", "how", "experiment",
  ]

  private static func row(_ claim: ClaimResult) -> [String] {
    [
      claim.claim.name, claim.claim.statement, "**\(claim.verdict.rawValue)**",
      claim.finding ?? "", claim.method ?? "", claim.experiment,
    ]
  }

  private static func table(_ rows: [[String]], head: [String]) -> String {
    ([head, head.map { _ in "---" }] + rows).map(line).joined(separator: "\n")
  }

  /// A row of a table; no cell ends it early.
  package static func line(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|").onOneLine }.joined(separator: " | ") + " |"
  }
}
