import Analysis
import Economics
import Foundation
import Reports
import Statistics
import Storage

/// A week against its budget, as a section of a page: what `budget status`, `forecast` and `report` say.
struct BudgetDashboard {
  /// The week.
  let view: BudgetView
  /// What a reader must know of the log, a line each.
  let notes: [String]
  /// File of the budget; nil for the shipped example.
  let plan: String?
  /// The log.
  let log: String
  /// The picture of the week, or why there is none.
  let figure: HTML

  /// The section.
  var section: ReportSection {
    ReportSection(
      id: "budget", title: "Weekly budget",
      content: .paragraph(.text(view.weekLine))
        + .callout(
          view.status.zone.tone, .paragraph(.text(BudgetStatusText(view: view).zoneLine)))
        + .paragraph(
          "Budget: ", plan.map { .code($0) } ?? "the shipped example", "; token log: ", .code(log),
          "."
        ),
      parts: [
        ReportSection(id: "budget-alarms", title: "Alarms of the week", content: alarms),
        ReportSection(id: "budget-zones", title: "Zones and pace", content: zones),
        ReportSection(id: "budget-forecast", title: "Forecast of the week", content: forecasts),
        ReportSection(id: "budget-use", title: "What the week took", content: use),
      ])
  }

  /// What asks for somebody's attention.
  private var alarms: HTML {
    let lines = view.rows.compactMap { row -> String? in
      var parts: [String] = []
      if row.line.zone > .green { parts.append("zone \(row.line.zone.rawValue)") }
      if row.line.remaining == 0 {
        parts.append("the limit is met")
      } else if let time = row.rate?.exhaustion(
        of: row.line.remaining, now: view.status.view.now, in: view.status.week)
      {
        parts.append("its pace meets the limit at \(time.toTheMinute)")
      }
      return parts.isEmpty ? nil : "\(row.line.limit.name): \(parts.joined(separator: "; "))"
    }
    let alarms: HTML =
      lines.isEmpty
      ? .callout(
        .good, .paragraph("No limit is past its green zone, and no pace meets one this week."))
      : .callout(.bad, .list(lines.map { .text($0) }))
    return alarms + .notes(view.remarks + notes)
  }

  private var zones: HTML {
    let marks = BudgetZone.allCases.dropFirst()
    var table = ReportTable(
      caption: "Consumed of each limit; zones begin at the marks: "
        + marks.map { "\($0.rawValue) at \(NumberFormat.significant($0.begins * 100, 3)) %" }
        .joined(separator: ", "),
      columns: [
        .text("limit"), .text("zone"), .text("consumed"), .number("share"), .number("amount"),
      ])
    for row in view.rows {
      let line = row.line
      let zone = line.zone
      table.append([
        .text(line.limit.name), zone.badge,
        ReportBar(
          share: line.share, marks: marks.map(\.begins), tone: zone.tone,
          label: "\(line.limit.name): \(BudgetStatusText.share(line)), zone \(zone.rawValue)"
        ).html,
        .text(BudgetStatusText.share(line)), .text(BudgetStatusText.consumed(line)),
      ])
    }
    let text = BudgetStatusText(view: view)
    return table.html
      + ReportTable(text.paces, caption: "Pace of each limit and where it leads").html
      + .note(.text(BudgetStatusText.explanation))
  }

  private var forecasts: HTML {
    let rows = view.rows.map { row -> HTML in
      let limit = row.line.limit
      guard let forecast = row.forecast else {
        return .paragraph(.text(BudgetForecastText.absence(limit)))
      }
      let table = ReportTable(
        BudgetForecastText.table(limit, forecast),
        caption: "Forecast of \(limit.name), midnight by midnight")
      return .details(
        .text(BudgetForecastText.headline(row, forecast)),
        table.html
          + .paragraphs(
            BudgetForecastText.ends(forecast) + [BudgetForecastText.basis(forecast)]))
    }
    return figure + HTML(rows)
  }

  /// This week and the one before, as `budget report` has them.
  private var use: HTML {
    HTML(
      WeeklyUseText(view.status, count: 2).weeks.map { week, use in
        guard use.total.entries > 0 else {
          return .paragraph(.text("Week of \(week.firstDay): nothing is logged."))
        }
        return ReportTable(
          WeeklyUseText.models(use), caption: "Week of \(week.firstDay), by model and phase"
        ).html
          + ReportTable(
            WeeklyUseText.items(use), caption: "Week of \(week.firstDay), by work item"
          ).html
      })
  }
}
