import Foundation
import TextFormats

/// A program of the machine, run to hear which one it is.
struct InstalledProgram {
  /// Its path.
  let path: String
  /// What it sees of the environment: no key.
  private let environment: [String: String]

  /// Longest wait for an answer; seconds.
  private static let timeLimit = 10.0

  /// Takes the program at a path.
  init(path: String, environment: [String: String]) {
    self.path = path
    self.environment = environment.filter { ["PATH", "SLURM_CONF"].contains($0.key) }
      .merging(["LC_ALL": "C"]) { $1 }
  }

  /// Finds a program on `PATH`; nil where none of the names is there.
  init?(_ names: String..., environment: [String: String]) {
    for name in names {
      for folder in (environment["PATH"] ?? "").split(separator: ":") {
        let path = "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: path)
        {
          self.init(path: path, environment: environment)
          return
        }
      }
    }
    return nil
  }

  /// What the program prints on standard output; nil where it fails or does not end in time.
  func output(_ words: String...) -> String? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "makerlab-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    guard FileManager.default.createFile(atPath: file.path, contents: nil),
      let output = try? FileHandle(forWritingTo: file)
    else { return nil }
    defer { try? output.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    // A file, because nobody would empty a pipe meanwhile.
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let deadline = Date(timeIntervalSinceNow: Self.timeLimit)
    while process.isRunning {
      if Date() >= deadline {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return nil
      }
      usleep(2000)
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0,
      let bytes = FileManager.default.contents(atPath: file.path)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first line that the program prints, safe to show; nil as for `output`.
  func firstLine(_ words: String) -> String? {
    output(words)?.split(whereSeparator: \.isNewline).first.map {
      String($0.prefix(80)).escapedOnOneLine
    }
  }

  /// The first number with points that the program prints, as 6.3.1; nil where there is none.
  func version(_ words: String = "--version") -> String? {
    guard let text = output(words), let match = text.firstMatch(of: /[0-9]+(\.[0-9]+)+/) else {
      return nil
    }
    return String(match.output.0)
  }
}
