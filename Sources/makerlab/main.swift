import Foundation
import LabCommands

// Parse, run, one error line, exit code.
CoreDumps.turnOff()
_ = signal(SIGPIPE, SIG_DFL)
let words = Array(CommandLine.arguments.dropFirst())

/// Writes a line; a result that cannot be written must not look like success.
func write(_ line: String, to file: FileHandle) -> Bool {
  (try? file.write(contentsOf: Data((line + "\n").utf8))) != nil
}

var context = LabContext(
  write: { line in
    guard write(line, to: .standardOutput) else {
      _ = write("makerlab: standard output cannot be written", to: .standardError)
      exit(ExitCode.usage.rawValue)
    }
  },
  note: { _ = write($0, to: .standardError) },
  commandLine: (["makerlab"] + words).joined(separator: " "),
  showsProgress: true,
  showsColour: TextColour.areWanted(
    isTerminal: Terminal.columns(of: 1) != nil, environment: ProcessInfo.processInfo.environment))
let code = await Lab.run(words, in: context)
exit(code.rawValue)
