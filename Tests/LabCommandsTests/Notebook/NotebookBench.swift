import Foundation
import Notebooks
import SweepRunner

@testable import LabCommands

/// A small project in a folder of its own, and a runner of pages over it.
struct NotebookBench {
  let scratch: ScratchFolder
  var runner: NotebookRunner

  /// Makes a project of files.
  ///
  /// - Parameters:
  ///   - files: Texts by path.
  ///   - environment: Variables of the process that runs the pages.
  /// - Throws: What the file system refuses.
  init(_ files: [String: String] = [:], environment: [String: String] = [:]) throws {
    scratch = try ScratchFolder()
    try scratch.write("old\n", to: "project/old.txt")
    for (path, text) in files { try scratch.write(text, to: "project/" + path) }
    let path = ProcessInfo.processInfo.environment["PATH"]
    runner = NotebookRunner(
      project: NotebookProject(URL(fileURLWithPath: scratch.path("project"))),
      environment: environment.merging(["PATH": path ?? "/usr/bin:/bin"]) { $1 }, program: nil,
      request: StopRequest())
  }

  /// Runs a page.
  func run(_ text: String) async throws -> PageRun {
    let page = try NotebookPage(path: "p.md", text: text)
    let runner = runner
    return try await runner.run(page)
  }

  /// Lines of the report of a page.
  func report(_ text: String) async throws -> [String] {
    NotebookReport.differences(try await run(text))
  }
}
