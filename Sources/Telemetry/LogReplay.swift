package import MAKERCore

/// The report of a run, made again from its log.
///
/// A run that was killed and went on, once or often, in the same file is one run: a step that was
/// decided again counts as it was decided last.
package struct LogReplay: Sendable {
  /// The sum of the steps, with the run's ending where the log has it.
  package let report: SolveReport
  /// What the run itself said at its end; nil when it did not come to one.
  package let ownReport: SolveReport?
  /// Lines that a killed process left unfinished; they were passed over.
  package let tornLines: Int
  /// Whether the events of the draws were there and held against the records.
  package let hasDraws: Bool

  /// Reads a log.
  ///
  /// - Parameter path: File of a `JSONLinesLog`.
  /// - Throws: `LogReplayError`.
  package init(_ path: String) throws(LogReplayError) {
    var fold = LogFold(try LogParts(path))
    try LineReader.forEachLine(of: path) { (bytes, number) throws(LogReplayError) in
      try fold.add(bytes, number)
    }
    guard let report = fold.report else { throw .noRun }
    self.report = report
    ownReport = fold.ownReport
    tornLines = fold.tornLines
    hasDraws = fold.hasDraws
  }
}
