package import Foundation

/// The gnuplot executable, and how it is run: no start-up files, no input, a time limit.
package struct Gnuplot: Equatable, Sendable {
  /// The program file.
  package let executable: URL
  /// Time a figure may take; seconds, above 0.
  package let timeLimit: Double

  /// Takes a program and the time that it may take for one figure.
  ///
  /// - Parameters:
  ///   - executable: The program file.
  ///   - timeLimit: Seconds, above 0.
  package init(executable: URL, timeLimit: Double = 60) {
    precondition(timeLimit > 0, "a time limit above 0 s, not \(timeLimit)")
    self.executable = executable
    self.timeLimit = timeLimit
  }

  /// Finds gnuplot where `MAKERLAB_GNUPLOT` says, else on `PATH`.
  ///
  /// - Throws: `FigureError.gnuplotMissing`.
  package static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FigureError) -> Gnuplot {
    let chosen = environment["MAKERLAB_GNUPLOT"] ?? ""
    let program = chosen.isEmpty ? "gnuplot" : chosen
    let folders =
      program.contains("/")
      ? [""] : (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/" }
    for path in folders.map({ $0 + program }) where isProgram(path) {
      return Gnuplot(executable: URL(fileURLWithPath: path))
    }
    throw .gnuplotMissing(lookedFor: program)
  }

  /// Runs a script in a working folder and waits for its end.
  ///
  /// - Parameters:
  ///   - script: Absolute file URL of the script.
  ///   - folder: Working folder; gnuplot's error output goes there, into `errors.txt`.
  ///   - figure: Name of the figure, for messages.
  /// - Throws: `FigureError`.
  package func run(_ script: URL, in folder: URL, figure: String) throws(FigureError) {
    let errors = folder.appendingPathComponent("errors.txt")
    let process = Process()
    process.executableURL = executable
    process.arguments = ["--default-settings", script.path]
    process.currentDirectoryURL = folder
    process.environment = Self.environment(from: ProcessInfo.processInfo.environment)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    // A file, because nobody would empty a pipe while gnuplot runs.
    do {
      try Data().write(to: errors)
      process.standardError = try FileHandle(forWritingTo: errors)
    } catch {
      throw .notWritten(path: errors.path, reason: error.localizedDescription)
    }
    do {
      try process.run()
    } catch {
      throw .gnuplotMissing(lookedFor: executable.path)
    }
    guard wait(for: process) else { throw .timedOut(figure: figure, limit: timeLimit) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw .gnuplotFailed(figure: figure, firstLine: Self.complaint(in: errors))
    }
  }

  /// Returns the environment without what could change a picture.
  static func environment(from environment: [String: String]) -> [String: String] {
    var kept = environment.filter { name, _ in
      !["GNUTERM", "GNUHELP", "GNUPLOT", "GNUFITLOG", "GDFONTPATH", "FIT_", "LC_", "LANG"]
        .contains { name.hasPrefix($0) }
    }
    kept["LC_ALL"] = "C"
    return kept
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }

  /// Says whether the process ended within the time limit; else it is killed.
  private func wait(for process: Process) -> Bool {
    let deadline = Date(timeIntervalSinceNow: timeLimit)
    while process.isRunning {
      if Date() >= deadline {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return false
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return true
  }

  /// The first error that names a line of a script, else the first line that is no warning.
  private static func complaint(in errors: URL) -> String {
    let text = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    let candidates = lines.filter { !$0.contains("warning:") }
    return candidates.first { $0.contains(#/ line \d+: /#) }
      ?? candidates.first ?? lines.first ?? "it gave no reason"
  }
}
