import Foundation
import SweepRunner

/// Bash with a script, in a process group of its own that ends with it.
struct BashProcess {
  /// How it ended.
  enum Ending: Equatable {
    /// By itself, with an exit code; 128 and the signal where one ended it.
    case ended(Int)
    /// It took too long and was killed.
    case timedOut
  }

  /// Variables of its environment.
  let environment: [String: String]
  /// Where it starts.
  let folder: URL
  /// Time that it may take; seconds, above 0.
  let seconds: Double
  /// Asked all the time; a request kills it.
  let request: StopRequest
  /// Knows its group as long as it runs.
  let leftovers: NotebookLeftovers

  /// Runs a script; it gets no input, and whatever it has left running is killed at its end.
  ///
  /// - Parameters:
  ///   - script: The script.
  ///   - output: File for what it prints beside what the script sends elsewhere.
  /// - Returns: How it ended.
  /// - Throws: `NotebookInterrupted`, or `LabError` where bash cannot be started.
  func run(_ script: String, output: URL) async throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--noprofile", "--norc", "-c", script, "bash"]
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    do {
      try Data().write(to: output)
      let file = try FileHandle(forWritingTo: output)
      defer { try? file.close() }
      process.standardOutput = file
      process.standardError = file
      try process.run()
    } catch {
      throw LabError("/bin/bash cannot be started: \(error.localizedDescription)")
    }
    // Foundation gives a process a group of its own.
    let group = -process.processIdentifier
    leftovers.began(group)
    defer { leftovers.ended(group) }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var isKilled = false
    while !Self.hasEnded(process) {
      isKilled = request.isRequested || ContinuousClock.now >= deadline
      if isKilled { break }
      await request.pause(seconds: Self.interval)
    }
    ProcessFamily.kill(group)
    // Foundation sees the end when nobody is left who was started by bash.
    let patience = ContinuousClock.now + .seconds(Self.patience)
    while process.isRunning, !request.isRequested, ContinuousClock.now < patience {
      await request.pause(seconds: Self.interval)
    }
    if request.isRequested { throw NotebookInterrupted() }
    if isKilled { return .timedOut }
    guard !process.isRunning else {
      throw LabError("left a process running in a session of its own, which cannot be ended")
    }
    let status = Int(process.terminationStatus)
    return .ended(process.terminationReason == .exit ? status : 128 + status)
  }

  /// Time between two looks at it; seconds.
  private static let interval = 0.002
  /// How long is waited for what was killed; seconds.
  private static let patience = 10

  /// Whether bash itself has ended, whatever it has left running.
  private static func hasEnded(_ process: Process) -> Bool {
    guard process.isRunning else { return true }
    var info = unsafe siginfo_t()
    let id = id_t(process.processIdentifier)
    // What was waited for stays there for Foundation.
    let code = unsafe waitid(P_PID, id, &info, WEXITED | WNOHANG | WNOWAIT)
    return unsafe code != 0 || info.si_signo != 0
  }

  /// A text as one word for bash.
  ///
  /// - Parameter text: Any text without a zero byte.
  /// - Returns: It in single quotes.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
