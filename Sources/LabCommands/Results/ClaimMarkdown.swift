import Analysis
import ExperimentDesign
import Storage

/// Claims of studies as tables for a page of Markdown, one a document.
enum ClaimMarkdown {
  /// The claims below the documents that make them, in the order of their first claims.
  ///
  /// - Parameter claims: The claims, judged; those of other experiments are left out.
  /// - Returns: Headings and tables, without a line end.
  static func text(_ claims: [ClaimResult]) -> String {
    let found = claims.filter { $0.finding != nil }
    var documents: [String] = []
    for claim in found {
      let document = claim.document ?? "of the laboratory"
      if !documents.contains(document) { documents.append(document) }
    }
    return documents.map { document in
      let own = found.filter { ($0.document ?? "of the laboratory") == document }
        .sorted { $0.claim.name < $1.claim.name }
      return "## Claims: \(document)\n\n" + table(own)
    }.joined(separator: "\n\n")
  }

  private static func table(_ claims: [ClaimResult]) -> String {
    let rows = claims.map { claim in
      [
        claim.claim.name, claim.claim.statement, "**\(claim.verdict.rawValue)**",
        claim.finding ?? "", claim.method ?? "", claim.experiment,
      ]
    }
    let head = [
      "id", "what is claimed", "verdict", "what the laboratory finds", "how", "experiment",
    ]
    return ([head, head.map { _ in "---" }] + rows).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|").onOneLine }.joined(separator: " | ")
        + " |"
    }.joined(separator: "\n")
  }
}
