import Foundation

/// Draws progress in place on a terminal, at most ten times a second; silent in a pipe.
///
/// Time is passed in, as seconds since the start of the run.
package struct ProgressBar: Sendable {
  /// Least time between two drawings; seconds.
  package static let interval = 0.1

  /// Columns of the terminal; nil when there is none, then nothing is written.
  private let width: Int?
  private let write: @Sendable (String) -> Void
  private var lastDrawn: Double?

  /// Creates a bar on any writer.
  package init(width: Int?, write: @escaping @Sendable (String) -> Void) {
    self.width = width
    self.write = write
  }

  /// Creates a bar on standard error, which draws only when that is a terminal.
  package static func onStandardError() -> ProgressBar {
    ProgressBar(width: Terminal.columns(of: STDERR_FILENO)) { text in
      // A closed standard error must not stop a run.
      try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
  }

  /// Draws, unless the last drawing is too recent.
  package mutating func update(_ progress: RunProgress, elapsed: Double) {
    if let lastDrawn, elapsed - lastDrawn < Self.interval { return }
    draw(progress, elapsed: elapsed)
  }

  /// Takes the bar off the terminal, where another line is to stand; the next update draws it again.
  package mutating func clear() {
    guard lastDrawn != nil else { return }
    write("\r\u{1B}[K")
    lastDrawn = nil
  }

  /// Draws for the last time and moves to the next line.
  package mutating func finish(_ progress: RunProgress, elapsed: Double) {
    guard width != nil else { return }
    draw(progress, elapsed: elapsed)
    write("\n")
    lastDrawn = nil
  }

  private mutating func draw(_ progress: RunProgress, elapsed: Double) {
    guard let width else { return }
    lastDrawn = elapsed
    // Carriage return, the line, clear to the end of the line.
    write("\r" + ProgressLine.text(progress, elapsed: elapsed, width: width) + "\u{1B}[K")
  }
}
