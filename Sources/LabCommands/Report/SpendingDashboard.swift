import Reports

/// What the recorded replies of stores cost, as a section of a page: what `prices --of` says.
struct SpendingDashboard {
  /// A store with its cost; at least one.
  let stores: [(path: String, cost: RecordedCost)]

  /// The section.
  var section: ReportSection {
    ReportSection(
      id: "spending", title: "Spending of recorded runs",
      content: HTML(
        stores.map { path, cost in
          .paragraph(.code(path), ": ", .text(cost.sum))
            + ReportTable(cost.table, caption: "Recorded replies by model; \(cost.heading)").html
        }))
  }
}
