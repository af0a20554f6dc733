import Foundation

/// A program that tests hold the product against; `make test-deps` installs it.
final class Tool {
  struct Missing: Error, CustomStringConvertible {
    let program: String
    var description: String { "\(program) is not there; run `make test-deps`" }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file below the top of the package.
  static func file(_ path: String) -> String { root.appending(path: path).path }

  /// Python with the packages of `Tests/References/requirements.txt`.
  static func python() throws -> String {
    let path = file(".build/venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(program: ".build/venv/bin/python")
    }
    return path
  }

  /// A program on the search path.
  static func onPath(_ program: String) throws -> String {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    guard
      let path = folders.map({ "\($0)/\(program)" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw Missing(program: program) }
    return path
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Starts a program; what it says in error goes where it says anything.
  init(_ program: String, _ arguments: [String]) throws {
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// Reads a line; what there is at the end of the output.
  func line() throws -> String {
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty,
      byte != Data("\n".utf8)
    {
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Gives the program the last of its input, and waits for its end.
  func finish(_ text: Data = Data()) throws -> (output: Data, code: Int32) {
    try input.fileHandleForWriting.write(contentsOf: text)
    try input.fileHandleForWriting.close()
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (rest, process.terminationStatus)
  }
}
