import Foundation
package import MAKERCore

/// The report of a run, made again from its log.
///
/// A run that was killed and went on, once or often, in the same file is one run: a step that was
/// decided again counts as it was decided last.
package struct LogReplay: Sendable {
  /// The sum of the steps, with the run's ending where the log has it.
  package private(set) var report: SolveReport
  /// What the run itself said at its end; nil when it did not come to one.
  package private(set) var ownReport: SolveReport?
  /// Lines that a killed process left unfinished; they were passed over.
  package private(set) var tornLines: Int
  /// Whether the events of the draws were there and held against the records.
  package private(set) var hasDraws: Bool

  /// Reads a log.
  ///
  /// - Parameter path: File of a `JSONLinesLog`.
  /// - Throws: `LogReplayError`.
  package init(_ path: String) throws(LogReplayError) {
    let parts = try LogParts(path)
    var fold = LogFold(parts)
    try Self.forEachLine(of: path) { (line, _) throws(LogReplayError) in
      if let line { try fold.add(line) }
    }
    guard let report = fold.report else { throw .noRun }
    self.report = report
    ownReport = fold.ownReport
    tornLines = parts.tornLines
    hasDraws = fold.hasDraws
  }

  /// Reads a file line by line; a line that cannot be read comes as nil.
  static func forEachLine(
    of path: String, _ body: (LogLine?, Int) throws(LogReplayError) -> Void
  ) throws(LogReplayError) {
    let decoder = JSONDecoder()
    do {
      var reader = try LineReader(path)
      while let bytes = try reader.next() {
        // A last line without its newline may be cut anywhere, also where it reads well.
        let line = reader.isWhole ? try? decoder.decode(LogLine.self, from: Data(bytes)) : nil
        try body(line, reader.number)
      }
    } catch let error as LogReplayError {
      throw error
    } catch {
      throw .cannotRead(path: path, reason: error.localizedDescription)
    }
  }
}
