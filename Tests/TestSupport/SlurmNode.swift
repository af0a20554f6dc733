import Foundation

/// A Slurm of one node on loopback, which ends with its owner, however that ends.
package final class SlurmNode: Sendable {
  /// Why no node can be started here; nil where one can.
  package static var obstacle: String? {
    guard getuid() == 0 else { return "needs the rights of root" }
    let folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"]
    for program in ["munged", "slurmctld", "slurmd", "sbatch", "squeue"] {
      guard
        folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
        )
      else { return "needs \(program): make test-deps" }
    }
    return nil
  }

  /// The variable that leads commands of Slurm to this node.
  package let environment: [String: String]
  private let process: Process
  private let input: Pipe

  /// Starts the node and waits until it takes jobs.
  ///
  /// - Throws: What the daemons say where they do not come up.
  package init() throws {
    // Sockets need a short path.
    let folder = "/tmp/sl" + UUID().uuidString.prefix(8)
    environment = ["SLURM_CONF": folder + "/slurm.conf"]
    process = Process()
    input = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [PythonScript.path(of: "slurm/one_node.sh"), folder]
    process.standardInput = input
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try input.fileHandleForReading.close()
    try output.fileHandleForWriting.close()
    try errors.fileHandleForWriting.close()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      if byte.isEmpty { break }
      line += byte
    }
    guard line == Data("ready".utf8) else {
      let words = try errors.fileHandleForReading.readToEnd() ?? Data()
      throw Broken(description: String(decoding: words, as: UTF8.self))
    }
  }

  /// Ends all jobs and daemons, and waits until they are gone.
  package func stop() {
    try? input.fileHandleForWriting.close()
    try? process.waitForEnd()
  }

  /// Runs a command of Slurm.
  ///
  /// - Parameter words: The program and its words.
  /// - Returns: What it wrote to standard output.
  /// - Throws: What keeps it from being started.
  @discardableResult
  package func command(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    try output.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    try process.waitForEnd()
    return String(decoding: text, as: UTF8.self)
  }

  private struct Broken: Error, CustomStringConvertible {
    let description: String
  }
}
