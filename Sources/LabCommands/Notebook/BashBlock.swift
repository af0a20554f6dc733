import Foundation
import Notebooks
import SweepRunner

/// A block of commands, run by one bash.
struct BashBlock {
  let runner: NotebookRunner
  let folder: NotebookFolder
  let cell: NotebookCell

  private typealias Failure = CellRun.Failure

  /// Runs the commands of a console block; each writes to a file of its own.
  ///
  /// - Parameters:
  ///   - commands: The commands.
  ///   - exit: Exit code that the last one must have; all others must have 0.
  /// - Returns: What they printed, and why the block failed; nil where it did not.
  /// - Throws: `NotebookInterrupted`, or what the file system refuses.
  func run(
    _ commands: [ConsoleCommand], exit: Int
  ) async throws -> (outputs: [CellRun.Output], failure: CellRun.Failure?) {
    var script = ""
    for (index, command) in commands.enumerated() {
      let source = file(index, "command")
      try Data(command.source.text.utf8).write(to: source)
      // Evaluated from a file, so that no text of a command can end the line it stands in.
      script += """
        eval "$(< \(quoted(source)))" > \(quoted(file(index, "output"))) 2>&1 < /dev/null
        builtin echo "$?" > \(quoted(file(index, "status")))

        """
    }
    let ending = try await bash.run(script, output: file(commands.count, "output"))
    var outputs: [CellRun.Output] = []
    for (index, command) in commands.enumerated() {
      let title = "$ " + (command.source.texts.first ?? "")
      let line = command.source.first
      guard let printed = try printed(index) else {
        return (outputs, Failure(line: line, problem: "was not run: \(title)", tail: []))
      }
      outputs.append(CellRun.Output(title, printed: printed.lines, page: command.output))
      let wanted = index == commands.count - 1 ? exit : 0
      var problem: String?
      if printed.isCut {
        problem = "printed more than \(runner.limits.bytes) bytes"
      } else {
        switch (status(index), ending) {
        case (let status?, _), (nil, .ended(let status)):
          if status != wanted { problem = "ended with exit code \(status), not \(wanted)" }
        case (nil, .timedOut): problem = late
        }
      }
      if let problem {
        let tail = Array(printed.lines.suffix(10))
        return (outputs, Failure(line: line, problem: "\(title): \(problem)", tail: tail))
      }
    }
    return (outputs, nil)
  }

  /// Runs the lines of a sh block, which ends at the first that fails.
  ///
  /// - Parameter lines: The lines.
  /// - Returns: What they printed, and why the block failed; nil where it did not.
  /// - Throws: `NotebookInterrupted`, or what the file system refuses.
  func run(
    _ lines: PageLines
  ) async throws -> (outputs: [CellRun.Output], failure: CellRun.Failure?) {
    let source = file(0, "command")
    try Data(lines.text.utf8).write(to: source)
    let script = """
      failed_line() { builtin echo "$1" >> \(quoted(file(0, "status"))); }
      trap 'failed_line "$LINENO"' ERR
      set -eE -o pipefail
      source \(quoted(source))
      """
    let ending = try await bash.run(script, output: file(0, "output"))
    // Nothing of it is compared, and why a command failed stands at the end.
    let texts = try printed(0, isLast: true)?.lines ?? []
    let output = CellRun.Output(
      title: "sh: " + (lines.texts.first { !$0.isEmpty } ?? ""), page: nil, printed: texts,
      promoted: [], difference: nil)
    func failure(_ line: Int, _ problem: String) -> Failure {
      Failure(line: line, problem: problem, tail: Array(texts.suffix(10)))
    }
    switch ending {
    case .timedOut: return ([output], failure(cell.line, "sh block: \(late)"))
    case .ended(0): return ([output], nil)
    case .ended(let code):
      let number = status(0).flatMap { lines.texts.indices.contains($0 - 1) ? $0 : nil }
      let text = number.map { ": " + lines.texts[$0 - 1] } ?? ""
      return (
        [output],
        failure(
          number.map { lines.first + $0 - 1 } ?? cell.line, "sh block: exit code \(code)\(text)")
      )
    }
  }

  private var bash: BashProcess {
    BashProcess(
      environment: NotebookEnvironment.make(
        from: runner.environment, in: folder, seed: cell.seed.map { runner.seed ?? $0 }),
      folder: folder.project, seconds: runner.seconds(of: cell),
      request: runner.request, leftovers: runner.leftovers)
  }

  private var late: String {
    "took longer than \(NumberFormat.shortest(runner.seconds(of: cell))) s and was killed"
  }

  /// A file of a command of this block.
  private func file(_ index: Int, _ kind: String) -> URL {
    folder.blocks.appendingPathComponent("\(cell.line).\(index).\(kind)")
  }

  private func quoted(_ file: URL) -> String { BashProcess.quoted(file.path) }

  /// Reads what a command printed.
  ///
  /// - Parameters:
  ///   - index: Number of the command.
  ///   - isLast: Whether the last of it is read, where there is more than is read.
  /// - Returns: Lines, and whether there are more; nil where it did not run.
  /// - Throws: What the file system refuses.
  private func printed(
    _ index: Int, isLast: Bool = false
  ) throws -> (lines: [String], isCut: Bool)? {
    let path = file(index, "output").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let handle = try FileHandle(forReadingFrom: file(index, "output"))
    defer { try? handle.close() }
    if isLast {
      let most = UInt64(runner.limits.bytes)
      let size = try handle.seekToEnd()
      try handle.seek(toOffset: size > most ? size - most : 0)
    }
    let bytes = try handle.read(upToCount: runner.limits.bytes + 1) ?? Data()
    let text = String(decoding: bytes.prefix(runner.limits.bytes), as: UTF8.self)
    return (PageLines.split(text), bytes.count > runner.limits.bytes)
  }

  /// The number that bash left for a command; nil where it left none.
  private func status(_ index: Int) -> Int? {
    let text = FileManager.default.contents(atPath: file(index, "status").path)
    return PageLines.split(String(decoding: text ?? Data(), as: UTF8.self)).first.flatMap {
      Int($0)
    }
  }
}
