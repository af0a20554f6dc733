import Foundation
import Notebooks
import SharedState
import Storage
import SweepRunner

/// `makerlab notebook`: pages of Markdown that are programs.
enum NotebookCommand: LabCommand {
  /// What the command is to do.
  private enum Action: String, CaseIterable {
    case check, run
  }

  static let description = CommandDescription(
    "notebook",
    abstract: "run pages of Markdown, and compare what comes with what they show",
    discussion: """
      A notebook is a program: its commands are run as you, with all that you may do. Run only \
      those that you trust. They start in a temporary folder with a copy of this project, and \
      keys of providers are not handed on to them, nor any variable but a few; neither keeps a \
      command that wants to from reading or changing your files.

      The words behind a fence say what a block is. console: lines '$ command', each followed by \
      what it prints. sh: lines of bash, up to the first that fails, as set -eE -o pipefail has \
      it. sql store=PATH: statements that read, and a csv block with their result. json \
      tool=NAME: arguments of an MCP tool, and a json block with its answer. Any language with \
      file=PATH: a file, or with append more of it. text: prose. A line '...' stands for any \
      lines, '[..]' for any text within a line. Labels: exit=N, the exit code of the last \
      command; seed=N, the variable SEED; slow, for blocks that --slow runs.

      check compares, and ends a page at its first difference; exit code 1 when a page differs, 2 \
      when one is no notebook. run prints what comes of one page; with --promote the page shows \
      it from then on.
      """,
    operands: [
      OperandDescription("action", help: "{words}", domain: .words(of: Action.self)),
      OperandDescription(
        "page", help: "pages; check: README.md and all of notebooks-md when none is named",
        arity: .any),
    ],
    options: [
      .flag("slow", help: "run blocks labelled slow, too"),
      .flag("promote", help: "run: write what came into the page; elided lines that agree stay"),
      .value(
        "seed", "number", help: "run: in place of the seeds of the page; {range}",
        domain: .integer(0...Int.max)),
      .value(
        "workers", "count", help: "check: pages run side by side; {range}",
        default: "the number of processors; with --slow 1", domain: .integer(1...1024)),
    ],
    examples: [
      .init("makerlab notebook check", "README.md and notebooks-md, the quick blocks"),
      .init("makerlab notebook check notebooks-md/paper.md --slow", "all blocks of one page"),
      .init("makerlab notebook run notebooks-md/money.md", "what comes of a page"),
      .init("makerlab notebook run notebooks-md/money.md --promote", "and write it into the page"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let action = try arguments.operandValues("action")[0].choice(as: Action.self)
    let paths = arguments.operands("page")
    switch action {
    case .check:
      for name in ["promote", "seed"]
      where name == "promote" ? arguments.flag(name) : arguments.value(name) != nil {
        throw LabError("--\(name) goes with notebook run")
      }
      return try await check(paths.isEmpty ? NotebookPages.usual : paths, arguments, context)
    case .run:
      guard paths.count == 1 else { throw LabError("notebook run takes one page") }
      if arguments.value("workers") != nil { throw LabError("--workers goes with notebook check") }
      if arguments.flag("promote"), arguments.value("seed") != nil {
        throw LabError("--promote writes what comes of the page's own seeds; leave --seed out")
      }
      return try await run(paths[0], arguments, context)
    }
  }

  private static func check(
    _ paths: [String], _ arguments: Arguments, _ context: LabContext
  ) async throws -> ExitCode {
    guard !paths.isEmpty else { throw LabError("there is no README.md and no notebooks-md here") }
    guard let pages = try pages(paths, context) else { return .usage }
    let workers =
      try arguments.integer("workers")
      ?? (arguments.flag("slow") ? 1 : ProcessInfo.processInfo.activeProcessorCount)
    let running = pages.filter { !$0.cells.isEmpty }
    let cells = running.map(\.cells.count).reduce(0, +)
    let progress = Locked(
      (bar: context.showsProgress ? ProgressBar.onStandardError() : nil, done: 0))
    let start = ContinuousClock.now
    let runs: [PageRun]? = try await stoppable(arguments, context) { runner in
      try await orderedMap(running.count, workers: workers) { index in
        let page = running[index]
        let run = try await runner.run(page) {
          progress.withLock { state in
            state.done += 1
            let share = Double(state.done) / Double(max(1, cells))
            state.bar?.update(
              RunProgress(
                label: "notebook", fraction: share, count: Double(state.done), unit: "blocks",
                detail: page.path), elapsed: (ContinuousClock.now - start) / .seconds(1))
          }
        }
        return run
      }
    }
    progress.withLock { state in
      let done = RunProgress(
        label: "notebook", fraction: 1, count: Double(state.done), unit: "blocks")
      state.bar?.finish(done, elapsed: (ContinuousClock.now - start) / .seconds(1))
    }
    guard let runs else { return interrupted(context) }
    let width = running.map(\.path.onOneLine.count).max() ?? 0
    for run in runs {
      context.write(NotebookReport.line(run, width: width))
      NotebookReport.differences(run).forEach(context.write)
    }
    let differing = runs.count { !$0.agrees }
    let ran = runs.map(\.runs.count).reduce(0, +)
    let slow = runs.map(\.slow).reduce(0, +)
    context.write(
      NumberFormat.counted(runs.count, "page")
        + " with blocks, \(pages.count - runs.count) without; "
        + NumberFormat.counted(ran, "block") + " run, "
        + NumberFormat.counted(slow, "slow one") + " passed over; "
        + (differing == 0
          ? "all agree" : NumberFormat.counted(differing, "page differs", "pages differ")))
    return differing == 0 ? .done : .verdict
  }

  private static func run(
    _ path: String, _ arguments: Arguments, _ context: LabContext
  ) async throws -> ExitCode {
    guard let page = try pages([path], context)?.first else { return .usage }
    let result: PageRun? = try await stoppable(arguments, context) { runner in
      var runner = runner
      runner.endsAtDifference = false
      return try await runner.run(page)
    }
    guard let result else { return interrupted(context) }
    NotebookReport.outputs(result).forEach(context.write)
    if result.runs.contains(where: { $0.failure != nil }) {
      let failures = PageRun(
        page: page, runs: result.runs.map { CellRun(cell: $0.cell, failure: $0.failure) })
      NotebookReport.differences(failures).forEach(context.note)
      return .verdict
    }
    guard arguments.flag("promote") else { return .done }
    let promoted: NotebookPage
    do { promoted = try page.applying(result.runs.flatMap(\.edits)) } catch {
      error.all.forEach { context.note($0.description.onOneLine) }
      return .verdict
    }
    let isWritten = try writeAtomically(Array(promoted.text.utf8), to: path)
    context.note(
      isWritten
        ? "\(path.onOneLine): rewritten" : "\(path.onOneLine): shows what came, nothing to rewrite")
    return .done
  }

  /// Reads all pages; nil where one is no notebook, after saying what is wrong.
  private static func pages(_ paths: [String], _ context: LabContext) throws -> [NotebookPage]? {
    var pages: [NotebookPage] = []
    for path in paths {
      do { pages.append(try NotebookPages.read(path)) } catch let errors as NotebookErrors {
        errors.all.forEach { context.note($0.description.onOneLine) }
      }
    }
    return pages.count == paths.count ? pages : nil
  }

  /// Does something with a runner that interrupts stop; nil where one did.
  private static func stoppable<Value: Sendable>(
    _ arguments: Arguments, _ context: LabContext,
    _ body: @escaping @Sendable (NotebookRunner) async throws -> Value
  ) async throws -> Value? {
    let runner = NotebookRunner(
      project: NotebookProject(
        URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)),
      environment: context.environment, program: Bundle.main.executableURL,
      runsSlow: arguments.flag("slow"), seed: try arguments.integer("seed"),
      request: StopRequest())
    return try await cancelledByInterrupts(runner.request, grace: NotebookLimits.grace) {
      // The process ends here, from another queue, so the line goes out by itself.
      let left = runner.leftovers.clear()
      let line =
        left.isEmpty
        ? Self.interruptedLine
        : "interrupted; could not be removed: " + left.map(\.onOneLine).joined(separator: ", ")
      try? FileHandle.standardError.write(contentsOf: Data(("\n" + line + "\n").utf8))
      exit(ExitCode.interrupted.rawValue)
    } body: {
      do { return try await body(runner) } catch is NotebookInterrupted { return nil }
    }
  }

  private static let interruptedLine =
    "interrupted; what was run is gone, give the same command to begin again"

  private static func interrupted(_ context: LabContext) -> ExitCode {
    context.note(interruptedLine)
    return .interrupted
  }
}
