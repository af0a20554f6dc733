import Analysis
import Foundation
import Reports

/// Recorded decisions against their outcomes, as a section of a page: what `route --report` says.
struct RoutingDashboard {
  /// The report.
  let report: RouteReport
  /// What could not be read or is odd, a line each.
  let complaints: [String]
  /// Where the decisions are.
  let places: String
  /// The calibration curve, or why there is none; empty where nothing is judged.
  let figure: HTML

  /// The section.
  var section: ReportSection {
    ReportSection(
      id: "routing", title: "Routing",
      content: .paragraph(.text(report.counts)) + .paragraph("Recorded in ", .code(places), ".")
        + .notes(complaints),
      parts: [
        ReportSection(
          id: "routing-tiers", title: "Success and savings",
          content: ReportTable(
            report.tiers, caption: "What became of the tasks of each tier; escalated: handed up"
          ).html + .paragraph(.text(report.savings))),
        ReportSection(
          id: "routing-calibration", title: "Calibration",
          content: figure + confidences + .paragraphs(report.scores.lines)),
      ])
  }

  private var confidences: HTML {
    guard !report.confidences.rows.isEmpty else { return .empty }
    return ReportTable(
      report.confidences, caption: "Stated confidences against what the tiers did alone"
    ).html
  }
}

extension String {
  /// The lines of the text.
  fileprivate var lines: [String] { split(separator: "\n").map(String.init) }
}
