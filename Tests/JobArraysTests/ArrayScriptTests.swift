import Foundation
import JobArrays
import TestSupport
import Testing

@Suite("The batch script of an array")
struct ArrayScriptTests {
  private static let hostile = [
    "it's", "$(touch stolen)", "`touch stolen`", "a b", "\"; touch stolen; \"", "%j", "*", "~",
    "-n",
    "${HOME}", "\\", "é", "#SBATCH --array=0-9", "",
  ]

  private func script(_ words: [String], folder: String = "/out", limit: Int? = nil) -> ArrayScript
  {
    ArrayScript(
      name: "makerlab-1", elements: 8, limit: limit, workers: 2, options: ["--time=5"],
      folder: folder, workingFolder: "/", command: words)
  }

  /// Runs a text with `sh`.
  private func shell(_ text: String, _ environment: [String: String] = [:]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", text]
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try output.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    try process.waitForEnd()
    return text
  }

  @Test("A shell sees a quoted word as it was", arguments: hostile)
  func quoting(word: String) throws {
    #expect(try shell("printf %s \(ShellWord.quoted(word))") == Data(word.utf8))
  }

  /// The script runs in bash as an element of an array would: its program is `printf`.
  @Test("No name is interpreted, and an element leaves its result and what it said")
  func hostileNames() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "array-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let folder = scratch.path + "/it's $(touch stolen) \"`touch stolen`\" %a;&"
    var script = script(["/usr/bin/printf", "<%s>\\n"] + Self.hostile, folder: folder)
    script.workingFolder = scratch.path
    _ = try shell(script.text, ["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_JOB_ID": "77"])
    let done = FileManager.default.contents(atPath: folder + "/5/done")
    #expect(done == Data("makerlab-1\n".utf8))
    let log = String(
      decoding: FileManager.default.contents(atPath: folder + "/5/log") ?? Data(), as: UTF8.self)
    let lines = log.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("element 5 of 8, job 77 on ") == true)
    let words =
      Self.hostile
      + ["--shard", "5/8", "--workers", "2", "--no-figures", "--out", folder + "/5"]
    #expect(lines.dropFirst() == words.map { "<\($0)>" }[...])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 1)
  }

  @Test("An element that fails leaves no result")
  func failure() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "array-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    _ = try shell(
      script(["/bin/false"], folder: scratch.path).text,
      ["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_JOB_ID": "1"])
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/0/log"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/0/done"))
  }

  @Test("What the scheduler is told stands before the first command")
  func directives() {
    let lines = script(["x"], limit: 3).text.split(separator: "\n")
    let told = lines.filter { $0.hasPrefix("#SBATCH ") }.map { String($0.dropFirst(8)) }
    #expect(
      told == [
        "--job-name=makerlab-1", "--array=0-7%3", "--ntasks=1", "--cpus-per-task=2",
        "--no-requeue", "--chdir=/", "--input=/dev/null", "--output=/dev/null", "--time=5",
      ])
    #expect(lines.prefix { $0.hasPrefix("#") }.count == told.count + 3)
  }

  @Test("Line ends and other control characters are refused")
  func unwritable() {
    for text in ["a\nb", "a\rb", "\0", "\u{1B}[2J", "\t"] {
      #expect(script(["x", text]).unwritable == text)
      #expect(script(["x"], folder: "/" + text).unwritable == "/" + text)
    }
    #expect(script(Self.hostile).unwritable == nil)
  }
}
