import Foundation
import TestSupport
import Testing

/// The built executable, run as a process of its own.
final class MakerlabProcess: Sendable {
  /// How a process ended and what it wrote.
  struct Ending: Sendable {
    /// Exit code; nil when a signal ended the process.
    let code: Int32?
    let output: Data
    let notes: Data

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var noteLines: [String] {
      String(decoding: notes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  private let process = Process()
  private let scratch: ScratchFolder

  /// Starts the program, or another one that starts it.
  ///
  /// - Parameters:
  ///   - words: Words after the name of the program.
  ///   - shell: A line for `sh` in which `"$@"` stands for the program and its words; nil for none.
  ///   - environment: Variables beside those of the tests.
  /// - Throws: What keeps the program from being found or started.
  init(
    _ words: [String], shell: String? = nil, environment: [String: String] = [:]
  ) throws {
    scratch = try ScratchFolder()
    let program = try Self.executable().path
    process.executableURL = URL(filePath: shell == nil ? program : "/bin/sh")
    process.arguments = shell.map { ["-c", $0, "sh", program] + words } ?? words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: nobody empties a pipe while the test waits.
    process.standardOutput = try Self.file(scratch, "output")
    process.standardError = try Self.file(scratch, "notes")
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var isRunning: Bool { process.isRunning }

  /// What it has noted so far.
  var noteText: String { (try? scratch.text("notes")) ?? "" }

  /// Id of the process.
  var identifier: Int32 { process.processIdentifier }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; two minutes at most.
  func ending() throws -> Ending {
    try process.waitForEnd()
    return Ending(
      code: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: try scratch.read("output"), notes: try scratch.read("notes"))
  }

  /// Runs the program to its end.
  static func run(_ words: String..., shell: String? = nil) async throws -> Ending {
    try await run(words, shell: shell)
  }

  /// Runs the program to its end.
  static func run(_ words: [String], shell: String? = nil) async throws -> Ending {
    try await onOwnThread { try MakerlabProcess(words, shell: shell).ending() }
  }

  /// Does something that waits, without holding up the tests that run beside it, and on time
  /// however many of them there are.
  static func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  private static func file(_ folder: ScratchFolder, _ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(filePath: folder.write("", to: name)))
  }

  /// The program beside the test bundle, where the build puts both.
  private static func executable() throws -> URL {
    let places =
      [CommandLine.arguments[0]] + CommandLine.arguments.filter { $0.contains(".xctest") }
      + [Bundle.main.bundlePath] + Bundle.allBundles.map(\.bundlePath)
    for place in places {
      var folder = URL(filePath: place).standardizedFileURL
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let program = folder.appending(path: "makerlab")
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: program.path)
        {
          return program
        }
      }
    }
    throw NotBuilt()
  }

  private struct NotBuilt: Error, CustomStringConvertible {
    var description: String { "the executable makerlab does not stand beside the tests" }
  }
}
