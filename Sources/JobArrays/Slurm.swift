import Foundation

/// The commands of Slurm, each started without a shell.
package struct Slurm: Sendable {
  /// Why a command of Slurm did not do what it was asked for.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    /// The program is not on `PATH`.
    case missing(String)
    /// The program is there, but the machine does not start it now.
    case notStarted(String, reason: String)
    /// The program ended with an error; its own words.
    case refused(String, reason: String)

    /// One line for a person.
    package var description: String {
      switch self {
      case .missing(let program): "\(program) is not on PATH: is Slurm installed here?"
      case .notStarted(let program, let reason):
        "\(program) cannot be started: \(reason)"
      case .refused(let program, let reason): "\(program): \(reason)"
      }
    }
  }

  private let programs: [String: URL]
  private let environment: [String: String]

  /// Finds the commands.
  ///
  /// - Parameter environment: Variables for them, `PATH` among them; `sbatch` hands them on to jobs.  Those
  ///   that are options of the commands (`SBATCH_…`, `SQUEUE_…`, `SCANCEL_…`, `SLURM_CLUSTERS`) are
  ///   left out.
  /// - Throws: `Failure.missing`.
  package init(environment: [String: String]) throws(Failure) {
    var programs: [String: URL] = [:]
    for program in ["sbatch", "squeue", "scancel"] {
      let places = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
      guard let place = places.first(where: FileManager.default.isExecutableFile) else {
        throw .missing(program)
      }
      programs[program] = URL(fileURLWithPath: place)
    }
    self.programs = programs
    self.environment = environment.filter { !Self.isOption($0.key) }
  }

  /// Whether a variable is an option of a command of Slurm by another name: one that a person set for
  /// other jobs must not rename an array or hide it from the queue.
  private static func isOption(_ variable: String) -> Bool {
    ["SBATCH_", "SQUEUE_", "SCANCEL_"].contains(where: variable.hasPrefix)
      || variable == "SLURM_CLUSTERS"
  }

  /// Submits some elements of an array.
  ///
  /// - Parameters:
  ///   - script: Path of the script.
  ///   - indices: Elements, as `ArrayIndices` writes them.
  /// - Returns: Number of the array job.
  /// - Throws: `Failure`.
  package func submit(_ script: String, indices: String) throws(Failure) -> Int {
    let output = try run(
      "sbatch",
      [
        "--parsable", "--array=\(indices)", "--no-requeue", "--output=/dev/null",
        "--input=/dev/null", "--chdir=/", script,
      ])
    // The number, and behind a semicolon the cluster where there are several.
    guard let job = Int(output.prefix { $0.isASCII && $0.isNumber }), job > 0 else {
      throw .refused("sbatch", reason: "it gave no number of a job")
    }
    return job
  }

  /// Returns this user's elements of arrays of a name that are in the queue.
  ///
  /// - Parameter name: Name of the job.
  /// - Returns: The elements; none where all have ended.
  /// - Throws: `Failure`.
  package func queue(name: String) throws(Failure) -> [QueuedElement] {
    QueuedElement.parse(
      try run(
        "squeue",
        ["-h", "-r", "-u", "\(getuid())", "--name=\(name)", "-o", QueuedElement.format]))
  }

  /// Takes an element out of the queue; one that has gone already is no error.
  ///
  /// - Parameter element: The element.
  /// - Throws: `Failure.missing` or `Failure.notStarted`.
  package func cancel(_ element: QueuedElement) throws(Failure) {
    do throws(Failure) {
      _ = try run("scancel", ["\(element.job)_\(element.element)"])
    } catch .refused {
      return
    }
  }

  private func run(_ program: String, _ words: [String]) throws(Failure) -> String {
    let process = Process()
    let place = programs[program]
    process.executableURL = place
    process.arguments = words
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      guard let place, FileManager.default.isExecutableFile(atPath: place.path) else {
        throw .missing(program)
      }
      throw .notStarted(program, reason: error.localizedDescription)
    }
    try? output.fileHandleForWriting.close()
    try? errors.fileHandleForWriting.close()
    // Complaints are short: a pipe holds them until the output has been read.
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let line = complaint.split(separator: "\n").last.map(String.init)
      throw .refused(program, reason: line ?? "it failed and gave no reason")
    }
    return text
  }
}
