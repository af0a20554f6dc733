package import Analysis
import Foundation

/// What a command may touch besides the store: its outputs, its judge and its surroundings.
///
/// Tests put their own in place of each.
package struct LabContext {
  /// Writes results; a line end is added.
  package var write: (String) -> Void
  /// Writes progress and notes; a line end is added.
  package var note: (String) -> Void
  /// Makes the judge that results are held against.
  package var makeOracle: () -> any Oracle
  /// Environment variables.
  package var environment: [String: String]
  /// The command line as it was given, for the run manifest.
  package var commandLine: String
  /// The words of the command line, the program's name first; `Lab.run` fills them in.
  package var words: [String] = []
  /// Whether a progress bar may be drawn on standard error.
  package var showsProgress: Bool
  /// Whether results may be coloured.
  package var showsColour: Bool
  /// Columns that help and tables may fill; at least 60.
  package var width: Int

  /// Takes the surroundings of a command; without more it has the real theory and no terminal.
  package init(
    write: @escaping (String) -> Void, note: @escaping (String) -> Void,
    makeOracle: @escaping () -> any Oracle = { TheoryOracle() },
    environment: [String: String] = ProcessInfo.processInfo.environment,
    commandLine: String = "", showsProgress: Bool = false, showsColour: Bool = false,
    width: Int = 80
  ) {
    self.write = write
    self.note = note
    self.makeOracle = makeOracle
    self.environment = environment
    self.commandLine = commandLine
    self.showsProgress = showsProgress
    self.showsColour = showsColour
    self.width = width
  }
}
