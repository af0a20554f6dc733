import Foundation
import SweepRunner

/// Does something that stops when asked to by SIGINT or SIGTERM.
///
/// Where that is not heeded soon the process ends: everything finished is on disk already.
///
/// - Parameters:
///   - note: What is said where the process ends.
///   - body: Gets the request that it has to look at.
/// - Returns: What the body returns.
func withInterrupts<Value>(
  note: String = interruptedNote, _ body: (StopRequest) async throws -> Value
) async rethrows -> Value {
  let request = StopRequest()
  let watch = InterruptWatch(request: request) {
    // The process ends here, from another queue, so the line goes out by itself.
    let line = Data(("\n" + note + "\n").utf8)
    try? FileHandle.standardError.write(contentsOf: line)
    exit(ExitCode.interrupted.rawValue)
  }
  defer {
    // What was heeded must not end the process any more; what follows, as drawing, may be ended.
    request.clear()
    watch.end()
  }
  return try await body(request)
}

/// What an interrupted command says.
let interruptedNote = "interrupted; nothing finished is lost: give the same command to go on"
