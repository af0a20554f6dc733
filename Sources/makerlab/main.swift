import Foundation
import LabCommands

// Parse, run, one error line, exit code.
CoreDumps.turnOff()
StandardStreams.keepPlaces()
_ = signal(SIGPIPE, SIG_DFL)
let words = Array(CommandLine.arguments.dropFirst())

var context = LabContext(
  write: { line in
    // A result that cannot be written must not look like success.
    guard let problem = StandardStreams.write(line + "\n", to: 1) else { return }
    if problem.isReaderGone { exit(StandardStreams.brokenPipe) }
    _ = StandardStreams.write(
      "makerlab: standard output cannot be written: \(problem)\n", to: 2)
    exit(ExitCode.usage.rawValue)
  },
  note: { _ = StandardStreams.write($0 + "\n", to: 2) },
  commandLine: (["makerlab"] + words).joined(separator: " "),
  showsProgress: true,
  showsColour: TextColour.areWanted(
    isTerminal: Terminal.columns(of: 1) != nil, environment: ProcessInfo.processInfo.environment),
  width: Terminal.width(of: 1, environment: ProcessInfo.processInfo.environment))
let code = await Lab.run(words, in: context)
exit(code.rawValue)
