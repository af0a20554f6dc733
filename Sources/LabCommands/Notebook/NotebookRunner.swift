import Foundation
import MCPServer
import Notebooks
import Storage
import SweepRunner
import TextFormats

/// Runs pages, each from top to bottom in a folder of its own.
struct NotebookRunner: Sendable {
  /// The project that each page gets a copy of.
  let project: NotebookProject
  /// Variables of this process.
  let environment: [String: String]
  /// The program that pages know as `makerlab`; nil where there is none.
  let program: URL?
  /// What a block may take.
  var limits = NotebookLimits()
  /// Whether slow blocks are run.
  var runsSlow = false
  /// A seed in place of those of the page; nil for theirs.
  var seed: Int?
  /// Whether a page ends at the first block that differs; it always ends at one that fails.
  var endsAtDifference = true
  /// Asks pages to stop.
  let request: StopRequest
  /// What its pages have running and standing around.
  let leftovers = NotebookLeftovers()

  /// Runs a page.
  ///
  /// - Parameters:
  ///   - page: The page.
  ///   - done: Called after each cell.
  /// - Returns: What came of it.
  /// - Throws: `NotebookInterrupted`, or what the file system refuses.
  func run(_ page: NotebookPage, done: @Sendable () -> Void = {}) async throws -> PageRun {
    var result = PageRun(page: page)
    let isWanted = page.cells.contains { runsSlow || !$0.isSlow }
    guard isWanted else {
      result.slow = page.cells.count
      return result
    }
    let folder = try NotebookFolder(of: project, program: program, leftovers: leftovers) {
      request.isRequested
    }
    defer { folder.remove() }
    for cell in page.cells {
      if request.isRequested { throw NotebookInterrupted() }
      defer { done() }
      guard runsSlow || !cell.isSlow else {
        result.slow += 1
        continue
      }
      let run = try await run(cell, in: folder)
      // What was cut short is no result.
      if request.isRequested { throw NotebookInterrupted() }
      result.runs.append(run)
      if run.failure != nil || (endsAtDifference && !run.agrees) { break }
    }
    return result
  }

  private func run(_ cell: NotebookCell, in folder: NotebookFolder) async throws -> CellRun {
    var run = CellRun(cell: cell)
    do {
      switch cell.work {
      case .console(let commands, let exit):
        let block = BashBlock(runner: self, folder: folder, cell: cell)
        (run.outputs, run.failure) = try await block.run(commands, exit: exit)
      case .shell(let lines):
        let block = BashBlock(runner: self, folder: folder, cell: cell)
        (run.outputs, run.failure) = try await block.run(lines)
      case .file(let path, let text, let appends):
        try folder.write(text, to: path, appends: appends)
      case .query(let store, let sql, let result):
        let csv = try query(sql, store: folder.place(of: store), seconds: seconds(of: cell))
        run.outputs = [.init("sql \(store)", printed: PageLines.split(csv), page: result)]
      case .tool(let name, let arguments, let answer):
        run.outputs = [try await call(name, arguments, answer: answer, in: folder)]
      }
    } catch let error as NotebookInterrupted {
      throw error
    } catch {
      // What was cancelled may say so in any words.
      if request.isRequested { throw NotebookInterrupted() }
      let problem = (error as? ToolError)?.message ?? "\(error)"
      // The folder has another name each time.
      run.failure = CellRun.Failure(
        line: cell.line, problem: problem.replacing(folder.project.path + "/", with: ""), tail: [])
    }
    return run
  }

  /// Time that a cell may take; seconds.
  func seconds(of cell: NotebookCell) -> Double { cell.isSlow ? limits.slow : limits.quick }

  private func query(_ sql: String, store: String, seconds: Double) throws -> String {
    let database = try Database(path: store, access: .reading(keepingLog: true))
    defer { database.close() }
    let deadline = ContinuousClock.now + .seconds(seconds)
    do {
      return try database.results(of: sql, most: limits.bytes) {
        request.isRequested || ContinuousClock.now >= deadline
      }
    } catch {
      if request.isRequested { throw NotebookInterrupted() }
      guard ContinuousClock.now < deadline else {
        throw LabError("took longer than \(NumberFormat.shortest(seconds)) s and was stopped")
      }
      throw error
    }
  }

  /// Calls a tool as a server in the page's folder would.
  private func call(
    _ name: String, _ arguments: String, answer: PageLines, in folder: NotebookFolder
  ) async throws -> CellRun.Output {
    let results = folder.project.appendingPathComponent("Results")
    let lab = ToolLab(
      environment: NotebookEnvironment.make(from: environment, in: folder, seed: nil),
      folder: try LabFolder(results.appendingPathComponent("mcp").path),
      results: try LabFolder(results.path))
    guard let tool = LabTools.offered(in: lab).first(where: { $0.name == name }) else {
      let names = LabTools.offered(in: lab).map(\.name)
      throw LabError("no tool '\(name)'; there are \(names.joined(separator: ", "))")
    }
    let value = try JSONReader.value(Array(arguments.utf8))
    if let misfit = tool.inputSchema.problem(with: value) {
      throw LabError("arguments of \(name): \(misfit)")
    }
    let given = try await tool.handler(value, MCPCall())
    let printed = PageLines.split(JSONText.pretty(given))
    // Elisions of lines are no JSON; then the texts are compared.
    guard let shown = try? JSONReader.value(Array(answer.text.utf8)) else {
      return .init(name, printed: printed, page: answer)
    }
    let differences = AnswerComparison.differences(page: shown, given: given)
    let promoted = AnswerComparison.promoted(answer.text, page: shown, given: given)
    return CellRun.Output(
      title: name, page: answer, printed: printed, promoted: PageLines.split(promoted),
      difference: differences.isEmpty ? nil : (answer.first, differences))
  }
}
