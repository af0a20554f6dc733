import ExperimentDesign
import Foundation

/// Gathers what made a run, for the record in the store.
enum Manifest {
  static func current(
    context: LabContext, workers: Int, seed: Int, shard: String
  ) -> RunManifest {
    let status = git(["status", "--porcelain"])
    return RunManifest(
      commit: git(["rev-parse", "HEAD"])?.trimmedEnd ?? "unknown",
      isDirty: status.map { !$0.isEmpty },
      toolchain: toolchain, machine: machine, command: context.commandLine, workers: workers,
      seed: seed, shard: shard, started: now())
  }

  /// The present moment, ISO 8601, UTC.
  static func now() -> String { Date().ISO8601Format(.iso8601) }

  /// Output of git in the working folder; nil when it fails.
  private static func git(_ words: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static var toolchain: String {
    #if compiler(>=6.4)
      let compiler = "Swift 6.4 or later"
    #else
      let compiler = "Swift 6.3"
    #endif
    #if DEBUG
      return compiler + ", debug"
    #else
      return compiler + ", release"
    #endif
  }

  private static var machine: String {
    #if arch(x86_64)
      let architecture = "x86_64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "other architecture"
    #endif
    let host = ProcessInfo.processInfo
    return "\(host.operatingSystemVersionString), \(architecture), "
      + "\(host.activeProcessorCount) processors"
  }
}
