import Analysis
import Figures
import Foundation
import Statistics
import Storage

/// The calibration curve of a router as a figure: stated confidence against what happened.
struct CalibrationFigure {
  private let calibration: ConfidenceCalibration

  /// Takes what is drawn; it has a group at least.
  init(_ calibration: ConfidenceCalibration) { self.calibration = calibration }

  /// The curve as a table, a row for each stated confidence.
  var table: CSVTable {
    CSVTable(
      columns: ["stated", "judged", "rate", "rate_low", "rate_high"],
      rows: calibration.groups.map { group in
        [
          NumberFormat.shortest(group.stated), "\(group.count)", NumberFormat.shortest(group.rate),
          NumberFormat.shortest(group.interval.low), NumberFormat.shortest(group.interval.high),
        ]
      })
  }

  private static let script = """
    set xrange [0:1.05]
    set yrange [0:1.05]
    set size square
    set xlabel "stated confidence"
    set ylabel "share done by the tier alone"
    plot x <= 1 ? x : NaN with lines linestyle 7 dashtype 2 title "as stated", \\
      data using "stated":"rate":"rate_low":"rate_high" with yerrorbars linestyle 11 \\
        title "tasks, 95 % interval", \\
      data using (column("stated")):(column("rate")):(sprintf("%d", column("judged"))) \\
        with labels offset -1.6,0.8 font ',9' noenhanced notitle
    """

  /// Draws the curve.
  ///
  /// - Parameters:
  ///   - path: Where it goes, without `.png`.
  ///   - context: The surroundings.
  /// - Returns: The files.
  /// - Throws: `LabError` for a name that no file has, `FigureError` where gnuplot fails.
  func draw(_ path: String, in context: LabContext) throws -> [URL] {
    let picture = URL(fileURLWithPath: path)
    let name = picture.lastPathComponent
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      throw LabError("--figure: '\(name)' is no name of letters, digits, - _ and .")
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-route-\(UUID().uuidString)", isDirectory: true)
    try LabFolder.make(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appendingPathComponent("figure.gp")
    let data = folder.appendingPathComponent("calibration.csv")
    _ = try writeAtomically(Array(Self.script.utf8), to: script.path)
    try table.write(to: data.path)
    let request = FigureRequest(
      name: name, script: script, dataFiles: ["data": data],
      texts: [
        "title": "Is the router as sure as it should be?",
        "caption":
          "Decisions by stated confidence, the number of those with an outcome beside each point.  Exact "
          + "95 % intervals (Clopper-Pearson); below the diagonal the router is too sure.",
      ], outputFolder: picture.deletingLastPathComponent())
    return try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment))
      .render(request)
  }
}
