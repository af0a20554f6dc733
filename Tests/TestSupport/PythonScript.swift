import Foundation

/// Scripts of `Tests/References`, run by the Python of `.build/venv`, where `make test-deps` puts it.
package enum PythonScript {
  /// What one check of a script found.
  package struct Check: Decodable, Sendable {
    /// What was looked at.
    package let check: String
    /// What is wrong; nil for nothing.
    package let problem: String?
  }

  /// Runs a script that writes a check a line and ends with 1 where one found a problem.
  ///
  /// - Parameters:
  ///   - name: Path below `Tests/References`.
  ///   - words: Words after it.
  ///   - input: What it reads.
  ///   - environment: Variables in place of those of the tests; nil for these.
  /// - Returns: The checks; at least one.
  /// - Throws: What keeps the script from running, with what it said.
  package static func checks(
    _ name: String, _ words: [String], input: String = "", environment: [String: String]? = nil
  ) throws -> [Check] {
    let run = try run(["-B", path(of: name)] + words, input: input, environment: environment)
    let checks = try run.output.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Check.self, from: Data($0))
    }
    let failed = checks.contains { $0.problem != nil }
    guard run.code == (failed ? 1 : 0), !checks.isEmpty else {
      throw Broken(description: run.notes)
    }
    return checks
  }

  /// Where a script is, by its path below `Tests/References`.
  package static func path(of name: String) -> String {
    root.appending(path: "Tests/References").appending(path: name).path
  }

  /// Runs Python to its end.
  ///
  /// - Parameters:
  ///   - words: Words after the name of the program.
  ///   - input: What it reads.
  ///   - environment: Variables in place of those of the tests; nil for these.
  /// - Returns: Its exit code, what it wrote, and what it said on standard error.
  /// - Throws: An error where it is not there or cannot be started.
  package static func run(
    _ words: [String], input: String = "", environment: [String: String]? = nil
  ) throws -> (code: Int32, output: [UInt8], notes: String) {
    let python = root.appending(path: ".build/venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Broken(description: ".build/venv/bin/python is not there; run `make test-deps`")
    }
    let process = Process()
    process.executableURL = python
    process.arguments = words
    if let environment { process.environment = environment }
    let (given, output, notes) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    process.standardError = notes
    try process.run()
    // A thread of its own, so that neither side waits for the other with a full pipe.
    Thread.detachNewThread {
      try? given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? given.fileHandleForWriting.close()
    }
    let lines = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = try notes.fileHandleForReading.readToEnd() ?? Data()
    try process.waitForEnd()
    return (process.terminationStatus, Array(lines), String(decoding: said, as: UTF8.self))
  }

  private static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private struct Broken: Error, CustomStringConvertible {
    let description: String
  }
}
