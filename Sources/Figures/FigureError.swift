import Foundation

/// Why a figure could not be drawn.
package enum FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The executable is not on PATH, or not where `MAKERLAB_GNUPLOT` says.
  case gnuplotMissing(lookedFor: String)
  /// Gnuplot stopped at an error, or drew nothing.
  case gnuplotFailed(figure: String, firstLine: String)
  /// Gnuplot was stopped after the time limit; seconds.
  case timedOut(figure: String, limit: Double)
  /// A script or data file is not there.
  case fileMissing(figure: String, path: String)
  /// The picture was drawn, but could not be written.
  case notWritten(path: String, reason: String)

  /// One line: what failed and what to do.
  package var description: String {
    switch self {
    case .gnuplotMissing(let program):
      "cannot run '\(program)': install gnuplot (Debian: apt-get install gnuplot-nox; "
        + "macOS: brew install gnuplot) or set MAKERLAB_GNUPLOT to its path"
    case .gnuplotFailed(let figure, let line):
      "gnuplot failed on figure \(figure): \(line)"
    case .timedOut(let figure, let limit):
      "gnuplot took more than \(String(format: "%g", limit)) s for figure \(figure) and was stopped"
    case .fileMissing(let figure, let path):
      "figure \(figure) needs \(path), which is not there"
    case .notWritten(let path, let reason):
      "cannot write \(path): \(reason)"
    }
  }
}
