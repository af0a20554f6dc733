import ExperimentDesign
import Figures
import Foundation
import RandomStreams
import Reports
import Storage

/// Makes the parts of a report that every kind of experiment has.
struct ReportWorkshop {
  /// Folder in which tables stand while figures are drawn from them; it goes away.
  let scratch: LabFolder
  let context: LabContext

  /// Makes the folder and removes it after the work.
  ///
  /// - Parameters:
  ///   - context: The surroundings.
  ///   - work: What is done with it.
  /// - Returns: What the work returns.
  /// - Throws: What the work throws, or why there is no folder.
  static func open<Result>(
    _ context: LabContext, _ work: (ReportWorkshop) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-report-\(UUID().uuidString)", isDirectory: true)
    try LabFolder.make(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await work(
      ReportWorkshop(scratch: LabFolder(folder.path), context: context))
  }

  /// Draws figures as SVG, their captions below them as text; says why where it cannot.
  ///
  /// - Parameters:
  ///   - requests: What is drawn.
  ///   - report: Where figures go, or in a line each why there is none.
  func draw(_ requests: [FigureRequest], into report: inout ExperimentReport) {
    for request in requests {
      let caption = request.texts["caption"] ?? ""
      var texts = request.texts
      // It stands below the picture, in letters that can be read at any size.
      texts["caption"] = ""
      let bare = FigureRequest(
        name: request.name, script: request.script, dataFiles: request.dataFiles, texts: texts,
        outputFolder: request.outputFolder)
      do {
        let renderer = FigureRenderer(gnuplot: try Gnuplot.find(environment: context.environment))
        let title = request.texts["title"] ?? request.name
        report.figures.append(
          ReportFigure(
            svg: try renderer.svg(bare), alternative: "\(request.name): \(title). \(caption)",
            caption: .text(caption)))
      } catch {
        report.leftOut.append(
          context.noteMissing(
            figure: request.name, of: "\(report.suite)/\(report.name)", because: error))
      }
    }
  }

  /// What all experiments say of how they were made, at the beginning.
  func manifest(seed: Int) -> [(term: String, description: HTML)] {
    [("seed", .text("\(seed)")), ("epoch of streams", .text("\(SeedEpoch.current)"))]
  }

  /// Text of the page beside a definition; empty where it cannot be read.
  func question(_ file: ExperimentFile?) -> String {
    file.flatMap {
      FileManager.default.contents(atPath: $0.folder.appendingPathComponent("claim.md").path)
    }.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A table of files as one of a page.
  func condensed(
    _ table: CSVTable, _ file: String, hidden: Set<String> = []
  ) -> CondensedTable {
    CondensedTable(file: file, columns: table.columns, rows: table.rows, hidden: hidden)
  }

  /// What says that the folder of an experiment that was run is not there.
  func missingFolder(_ experiment: String) -> String {
    "Experiments/\(experiment) is not there: without it there are no question and no figures"
  }
}

extension LabContext {
  /// Notes that a figure of a page is not drawn.
  ///
  /// - Parameters:
  ///   - figure: Its name.
  ///   - part: The part of the page that it belongs to.
  ///   - error: Why it is not drawn.
  /// - Returns: What the page says in its place.
  func noteMissing(figure: String, of part: String, because error: any Error) -> String {
    let reason = "no figure \(figure): \("\(error)".onOneLine)"
    note("\(part): \(reason)")
    return reason
  }
}

extension ExperimentReport {
  /// Takes in claims, and says which comparisons were not judged.
  mutating func take(_ claims: [ReportClaim]) {
    self.claims = claims
    for claim in claims where claim.leftOut > 0 {
      leftOut.append(
        "\(claim.name): \(claim.leftOut) of "
          + "\(NumberFormat.counted(claim.comparisons, "comparison")) had too little power to be judged; "
          + "they can contradict, not support")
    }
  }
}
