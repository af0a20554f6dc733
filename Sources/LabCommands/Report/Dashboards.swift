import Analysis
import Economics
import Foundation
import Reports
import Storage

/// What a report shows besides experiments: the week against its budget, routing, spending.
struct Dashboards {
  private let folder: LabFolder
  private let arguments: Arguments
  private let context: LabContext

  /// Rows of the option table of a command that shows them.
  static let options: [OptionDescription] = [
    .value(
      "token-log", "file", help: "token log of the weekly budget that is shown",
      default: "tokens.jsonl of the folder, where it is there"),
    .value(
      "budget", "file", help: "weekly budget as JSON",
      default: "MAKERLAB_BUDGET, or the shipped example"),
    .value(
      "routing-log", "file", help: "log of routing that is shown, besides what the store holds",
      default: "none"),
    .value(
      "prices", "file", help: "price book that goes before the shipped one",
      default: "MAKERLAB_PRICES, or none"),
    .value(
      "now", "time",
      help: "the time that it is for the weekly budget, UTC, as 2026-11-20T14:05:00Z",
      default: "the clock's"),
  ]

  /// Folders below a folder of results in which commands keep stores of their own.
  private static let inner = ["solves", "mcp"]
  /// The token log of a folder of results.
  private static let tokenLog = "tokens.jsonl"
  /// What a store is called in the page, which does not depend on where the folder is.
  private static let store = "lab.sqlite"
  /// Seed of the forecast.
  private static let seed = 1
  /// Lines of complaints that are shown; count.
  private static let mostComplaints = 20

  /// Reads options.
  ///
  /// - Parameters:
  ///   - folder: The folder of results.
  ///   - arguments: The words, of a command whose table holds `options`.
  ///   - context: The surroundings.
  init(_ folder: LabFolder, _ arguments: Arguments, in context: LabContext) {
    self.folder = folder
    self.arguments = arguments
    self.context = context
  }

  /// The sections for which there is something to show.
  ///
  /// - Returns: Budget, routing and spending, in this order.
  /// - Throws: An error in one line for a file that cannot be read.
  func sections() throws -> [ReportSection] {
    let prices = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    return try [budget(prices), routing(), spending(prices)].compactMap { $0 }
  }

  private func budget(_ prices: PriceBooks) throws -> ReportSection? {
    let named = arguments.string("token-log")
    let log = try BudgetFiles.log(
      named ?? folder.url.appendingPathComponent(Self.tokenLog).path)
    guard log.exists else {
      guard named == nil else { throw LabError("\(log.file.path): there is no such token log") }
      for option in ["budget", "now"] where arguments.value(option) != nil {
        throw LabError("--\(option) goes with a token log: name one with --token-log")
      }
      return nil
    }
    let path = BudgetFiles.path(arguments, environment: context.environment)
    let reading = try WeeklyReading(log, prices: prices)
    let view = BudgetView(
      try BudgetFiles.plan(path), reading.entries, now: try BudgetFiles.now(arguments),
      isPast: arguments.value("now") != nil, seed: Self.seed)
    let name = view.rows.first?.line.limit.name ?? "the week"
    let figure = try DashboardFigure.html(
      "of the forecast", of: "Weekly budget", in: context,
      alternative: "\(name) consumed in the course of the week, with the bands of the forecast"
    ) { try BudgetFigure(view: view, seed: Self.seed).draw(to: $0, in: context) }
    let place = named ?? Self.tokenLog
    return BudgetDashboard(
      view: view,
      notes: (reading.notes + view.notes.map(\.onOneLine)).map {
        $0.replacing(log.file.path, with: place)
      }, plan: path, log: place, figure: figure
    ).section
  }

  private func routing() throws -> ReportSection? {
    let log = arguments.string("routing-log")
    if let log, !FileManager.default.isReadableFile(atPath: log) {
      throw LabError("--routing-log: \(log): there is no such log")
    }
    let places = RoutePlaces(log: log, folder: folder)
    let (report, complaints) = try RouteReport.read(places)
    guard let report else {
      guard let log else { return nil }
      throw LabError("\(log): no decision in it")
    }
    let left = complaints.count - Self.mostComplaints
    let figure =
      report.report.calibration.groups.isEmpty
      ? .empty
      : try DashboardFigure.html(
        "of the calibration", of: "Routing", in: context,
        alternative: "Stated confidence against the share done by the tier alone, with intervals"
      ) { try CalibrationFigure(report.report.calibration).draw($0, in: context) }
    return RoutingDashboard(
      report: report,
      complaints: complaints.prefix(Self.mostComplaints)
        .map { $0.replacing(folder.storePath, with: Self.store) }
        + (left > 0 ? ["and \(left) more of this kind"] : []),
      places: [log, folder.hasStore ? Self.store : nil].compactMap { $0 }
        .joined(separator: ", "), figure: figure
    ).section
  }

  private func spending(_ prices: PriceBooks) throws -> ReportSection? {
    var stores: [(path: String, cost: RecordedCost)] = []
    for inner in [nil] + Self.inner {
      let place = try inner.map { try LabFolder(folder.url.appendingPathComponent($0).path) }
      guard (place ?? folder).hasStore else { continue }
      let store = try (place ?? folder).readStore()
      defer { store.close() }
      let tokens = try store.recordedTokens()
      guard !tokens.isEmpty else { continue }
      stores.append(
        (
          path: (inner.map { $0 + "/" } ?? "") + Self.store,
          cost: RecordedCost(tokens, at: prices, on: nil)
        ))
    }
    return stores.isEmpty ? nil : SpendingDashboard(stores: stores).section
  }
}
