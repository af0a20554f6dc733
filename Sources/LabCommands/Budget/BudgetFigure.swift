import Analysis
import Economics
import Figures
import Foundation
import Statistics
import Storage

/// The consumption of a week with its zones and the band of its forecast, as a picture.
struct BudgetFigure {
  let view: BudgetView
  /// Seed of the forecast, for the caption.
  let seed: Int

  /// Draws the first limit of the budget.
  ///
  /// - Parameters:
  ///   - path: Where the picture goes, without `.png`; tables and script are written beside it.
  ///   - context: The surroundings.
  /// - Returns: The pictures; none where there is no limit.
  /// - Throws: `LabError` for a name that is none, `FigureError` where gnuplot fails.
  func draw(to path: String, in context: LabContext) throws -> [URL] {
    let picture = URL(fileURLWithPath: path)
    let name = picture.lastPathComponent
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      throw LabError("--picture: '\(name)' is no name of letters, digits, - _ and .")
    }
    guard let row = view.rows.first else { return [] }
    let folder = picture.deletingLastPathComponent()
    try LabFolder.make(folder)
    func write(_ text: String, _ suffix: String) throws -> URL {
      let file = folder.appendingPathComponent(name + suffix)
      _ = try writeAtomically(Array(text.utf8), to: file.path)
      return file
    }
    let data = try write(consumed(row), ".csv")
    let band = try write(band(row), ".forecast.csv")
    let script = try write(Self.script, ".gp")
    let request = FigureRequest(
      name: name, script: script, dataFiles: ["data": data, "forecast": band],
      texts: [
        "title": "\(row.line.limit.name) of the week of \(view.status.week.firstDay)",
        "caption": caption(row),
      ], outputFolder: folder)
    return try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment))
      .render(request)
  }

  private func day(_ time: UTCTime) -> String {
    NumberFormat.fixed(time.days(since: view.status.week.begin), decimals: 5)
  }

  private func share(_ amount: Double, _ row: BudgetView.Row) -> String {
    NumberFormat.significant(amount / Double(row.line.limit.most), 6)
  }

  /// A step at every entry, up to now.
  private func consumed(_ row: BudgetView.Row) -> String {
    var rows = [["0", "0"]]
    var sum = 0.0
    for amount in row.line.amounts {
      sum += Double(amount.amount)
      rows.append([day(amount.time), share(sum, row)])
    }
    rows.append([day(view.status.view.now), share(sum, row)])
    return CSVTable(comments: [], columns: ["day", "share"], rows: rows).text
  }

  private func band(_ row: BudgetView.Row) -> String {
    let now = share(Double(row.line.consumed), row)
    var rows = [[day(view.status.view.now), now, now, now, now, now]]
    for (index, midnight) in (row.forecast?.midnights ?? []).enumerated() {
      guard let forecast = row.forecast else { continue }
      let narrow = forecast.interval(at: index, level: 0.8)
      let wide = forecast.interval(at: index, level: 0.95)
      rows.append(
        [day(midnight)]
          + [
            forecast.consumption[index][forecast.draws / 2], narrow.low, narrow.high, wide.low,
            wide.high,
          ].map { share($0, row) })
    }
    return CSVTable(
      comments: [], columns: ["day", "median", "low_80", "high_80", "low_95", "high_95"], rows: rows
    ).text
  }

  private func caption(_ row: BudgetView.Row) -> String {
    let entries = "Steps: n = \(row.line.amounts.count) entries of the week"
    guard let forecast = row.forecast else { return entries + "; too few for a forecast." }
    return entries
      + "; bands: 80 % and 95 % of \(NumberFormat.grouped(forecast.draws)) drawn continuations, line: "
      + "their median; dashed: where zones begin, and the limit. Seed \(seed)."
  }

  private static let script = """
    # Consumption of a week as a share of its limit: steps what was logged, bands the forecast.
    set xlabel "day of the week"
    set ylabel "share of the limit"
    set xrange [0:7]
    set yrange [0:*]
    set xtics 1
    set key inside top left
    set style fill transparent solid 0.25 noborder
    array names[4] = ["yellow", "orange", "red", "limit"]
    array begins[4] = [0.70, 0.85, 0.95, 1]
    do for [i = 1:4] { set label names[i] at 0.08 + 0.6 * (i % 2 == 0), begins[i] offset 0,0.35 font ',9' }
    plot forecast using "day":"low_95":"high_95" with filledcurves linestyle 1 title "95 %", \\
      forecast using "day":"low_80":"high_80" with filledcurves linestyle 1 title "80 %", \\
      forecast using "day":"median" with lines linestyle 1 dashtype 2 title "median", \\
      data using "day":"share" with steps linestyle 1 linewidth 2 title "consumed", \\
      0.70 with lines linecolor rgb '#c9a400' dashtype 2 notitle, \\
      0.85 with lines linecolor rgb '#d97700' dashtype 2 notitle, \\
      0.95 with lines linecolor rgb '#c00000' dashtype 2 notitle, \\
      1 with lines linecolor rgb 'black' dashtype 2 notitle

    """
}
