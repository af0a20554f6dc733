import Foundation
import Testing

/// `.ci/coverage` refuses what it has to, judged over a package made up for it.
@Suite struct CoverageGateTests {
  /// How the script ended.
  private struct Verdict {
    let code: Int32
    let table: String
    let problems: [String]
  }

  /// Runs the script.
  ///
  /// - Parameters:
  ///   - files: Lines of each file, and how many of them are covered.
  ///   - manifest: Rows of the package.
  ///   - exclusions: The list of what is not counted.
  /// - Returns: What it says.
  /// - Throws: What keeps it from being run.
  private func judge(
    _ files: [(path: String, lines: Int, covered: Int)],
    manifest: String =
      "Row(.library, \"A\"),\nRow(\n  .library, \"B\", [\"A\"]),\nRow(.test, \"T\"),",
    exclusions: String = "# none\n"
  ) throws -> Verdict {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "coverage-gate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, to path: String) throws {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try write(
      String(contentsOf: top.appending(path: ".ci/coverage"), encoding: .utf8), to: ".ci/coverage")
    try write(exclusions, to: ".ci/coverage-exclusions.txt")
    try write(manifest, to: "Package.swift")
    for file in files { try write("", to: file.path) }
    let entries = files.map {
      """
      {"filename": "\(folder.path)/\($0.path)",
       "summary": {"lines": {"count": \($0.lines), "covered": \($0.covered)}}}
      """
    }
    try write(
      "{\"data\": [{\"files\": [\(entries.joined(separator: ","))]}]}", to: "export.json")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", folder.path + "/.ci/coverage", folder.path + "/export.json",
    ]
    let (output, notes) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = notes
    try process.run()
    let table = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = try notes.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Verdict(
      code: process.terminationStatus, table: String(decoding: table, as: UTF8.self),
      problems: String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  @Test func enoughPassesWorstFirst() throws {
    let verdict = try judge([
      ("Sources/A/One.swift", 100, 97), ("Sources/B/Two.swift", 10_000, 9500),
      ("Sources/B/Three.swift", 0, 0), ("Tests/T/T.swift", 100, 0),
    ])
    #expect(verdict.code == 0)
    #expect(verdict.problems.isEmpty)
    let lines = verdict.table.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(
      lines == [
        ["target", "lines", "covered", "percent", "gate"],
        ["B", "10000", "9500", "95.00", "95"], ["A", "100", "97", "97.00", "95"],
        ["uncovered", "lines", "file"],
        ["500", "10000", "Sources/B/Two.swift"], ["3", "100", "Sources/A/One.swift"],
      ])
  }

  /// A line too few fails, and is not rounded up.
  @Test func belowTheGateIsALineATarget() throws {
    let verdict = try judge([
      ("Sources/A/One.swift", 10, 0), ("Sources/B/Two.swift", 100_000, 94_999),
    ])
    #expect(verdict.code == 1)
    #expect(
      verdict.problems == [
        "coverage: A: 0.00 % of 10 lines are covered, below 95 %",
        "coverage: B: 94.99 % of 100000 lines are covered, below 95 %",
      ])
  }

  @Test func noLibrarySlipsOut() throws {
    let missing = try judge([("Sources/A/One.swift", 10, 10), ("Sources/BB/Two.swift", 10, 10)])
    #expect(missing.code == 1)
    #expect(missing.problems == ["coverage: B: no line of it was counted"])
    let excluded = try judge(
      [("Sources/A/One.swift", 10, 10), ("Sources/B/Two.swift", 10, 10)],
      exclusions: "Sources/B/ whole")
    #expect(excluded.problems == ["coverage: B: no line of it was counted"])
    let none = try judge([("Sources/A/One.swift", 10, 10)], manifest: "")
    #expect(none.problems == ["coverage: Package.swift: no library was found"])
    #expect(excluded.code == 1 && none.code == 1)
  }

  @Test func whatIsLeftOutIsNamed() throws {
    let verdict = try judge(
      [
        ("Sources/A/One.swift", 10, 10), ("Sources/B/Two.swift", 100, 99),
        ("Sources/B/Slow/Three.swift", 40, 0),
      ], exclusions: "# a heading\n\nSources/B/Slow  it is slow\n")
    #expect(verdict.code == 0)
    #expect(verdict.problems.isEmpty)
    #expect(verdict.table.contains("       40  Sources/B/Slow: it is slow\n"))
    #expect(!verdict.table.contains("Three.swift"))
  }

  @Test(arguments: [
    ("Sources/A/Gone.swift  it went", "Sources/A/Gone.swift does not exist"),
    ("Sources/A/Two.swift", "Sources/A/Two.swift has no reason"),
    ("Tests/T/T.swift  a test", "Tests/T/T.swift is not below Sources"),
  ])
  func aListThatDoesNotFitIsRefused(line: String, problem: String) throws {
    let verdict = try judge(
      [
        ("Sources/A/One.swift", 10, 10), ("Sources/A/Two.swift", 10, 10),
        ("Sources/B/Two.swift", 10, 10), ("Tests/T/T.swift", 1, 1),
      ], exclusions: "# first\n" + line)
    #expect(verdict.code == 1)
    #expect(verdict.problems.first == "coverage: .ci/coverage-exclusions.txt:2: \(problem)")
  }

  /// A file that moved or lost its code leaves no exclusion behind that nobody sees.
  @Test func anExclusionOfNothingIsRefused() throws {
    let verdict = try judge(
      [
        ("Sources/A/One.swift", 10, 10), ("Sources/A/Empty.swift", 0, 0),
        ("Sources/B/Two.swift", 10, 10),
      ], exclusions: "Sources/A/Empty.swift  it was long\nSources/B/T  a part of a name\n")
    #expect(verdict.code == 1)
    let list = "coverage: .ci/coverage-exclusions.txt"
    #expect(
      verdict.problems == [
        "\(list):2: Sources/B/T does not exist",
        "\(list): Sources/A/Empty.swift leaves out no line that is counted",
        "\(list): Sources/B/T leaves out no line that is counted",
      ])
  }
}
