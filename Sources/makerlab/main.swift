import Foundation
import LabCommands

// Parse, run, one error line, exit code.
_ = signal(SIGPIPE, SIG_DFL)
let words = Array(CommandLine.arguments.dropFirst())
let context = LabContext(
  write: { print($0) },
  note: { FileHandle.standardError.write(Data(($0 + "\n").utf8)) },
  commandLine: (["makerlab"] + words).joined(separator: " "),
  showsProgress: true)
let code = await Lab.run(words, in: context)
exit(code.rawValue)
