/// A claim with its verdict, as a report shows it.
package struct ReportClaim: Equatable, Sendable {
  /// How a claim turned out.
  package enum Verdict: String, CaseIterable, Sendable {
    /// The numbers show it, show the contrary, or do not suffice.
    case supported, contradicted, undecided

    /// The verdict in its word, with a sign and a colour.
    var badge: HTML {
      switch self {
      case .supported: .badge(rawValue, .good)
      case .contradicted: .badge(rawValue, .bad)
      case .undecided: .badge(rawValue, .open)
      }
    }
  }

  /// Name of the claim, `reaches-target`; any text.
  package let name: String
  /// The sentence.
  package let statement: String
  /// Who makes the claim; empty for the laboratory itself.
  package var document = ""
  /// What was found.
  package let verdict: Verdict
  /// The verdict that the experiment's definition expects.
  package let expected: Verdict
  /// What was found in a line: a finding, or the comparison that speaks most against the claim.
  package let finding: String
  /// How it was decided; empty where the comparisons say it.
  package var method = ""
  /// Comparisons behind the verdict; count, at least 0.
  package let comparisons: Int
  /// Comparisons that had too little power to be judged; count, 0 to `comparisons`.
  package let leftOut: Int
  /// Comparisons that are shown, those that speak most against the claim first; nil where there are none.
  package var table: ReportTable?

  /// Describes a claim.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - statement: The sentence.
  ///   - verdict: What was found.
  ///   - expected: What the definition expects.
  ///   - finding: What was found, in a line.
  ///   - comparisons: Comparisons behind the verdict; at least 0.
  ///   - leftOut: Comparisons that were not judged; 0 to `comparisons`.
  package init(
    name: String, statement: String, verdict: Verdict, expected: Verdict, finding: String,
    comparisons: Int, leftOut: Int
  ) {
    precondition((0...comparisons).contains(leftOut), "\(leftOut) of \(comparisons) left out")
    self.name = name
    self.statement = statement
    self.verdict = verdict
    self.expected = expected
    self.finding = finding
    self.comparisons = comparisons
    self.leftOut = leftOut
  }

  /// Whether the verdict is the one that the definition expects.
  package var isAsExpected: Bool { verdict == expected }

  /// The verdict, then name and sentence: on a narrow screen it is the beginning that is seen.
  var sentence: HTML {
    .element(
      "div", ["class": "wide"], verdicts, .element("br"),
      .element("strong", ["class": "claim"], .text(name)), .element("br"), .text(statement),
      document.isEmpty ? .empty : .element("br") + small("claimed by \(document)"))
  }

  /// What was found and how, where the comparisons do not say it.
  var found: HTML {
    .element(
      "div", ["class": "wide"], .text(finding),
      method.isEmpty ? .empty : .element("br") + small(method))
  }

  private func small(_ text: String) -> HTML {
    .element("span", ["class": "note"], .text(text))
  }

  /// The verdict, and beside it what was expected: in small type, or not to be missed where it differs.
  private var verdicts: HTML {
    verdict.badge + " "
      + (isAsExpected ? small("as expected") : .badge("expected \(expected.rawValue)", .alarm))
  }
}
