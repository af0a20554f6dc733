import ExperimentDesign
import Foundation
import Storage

/// A folder of results: one store, and the CSV files and figures of each suite.
struct LabFolder: Sendable {
  /// The folder, absolute.
  let url: URL

  /// - Throws: `LabError` for an empty path, which would mean the working folder.
  init(_ path: String) throws {
    guard !path.isEmpty else { throw LabError("the name of a folder is empty") }
    url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
  }

  /// The folder that a command's options name.
  ///
  /// What is not the experiment as committed, another seed or other levels, does not land beside the
  /// committed results unless `--out` says so.
  init(_ arguments: Arguments) throws {
    let isVariant = arguments.string("seed") != nil || !arguments.values("set").isEmpty
    try self.init(arguments.string("out") ?? (isVariant ? "Results/variants" : "Results"))
  }

  /// Path of the store.
  var storePath: String { url.appendingPathComponent("lab.sqlite").path }

  /// Whether the folder holds a store.
  var hasStore: Bool { FileManager.default.fileExists(atPath: storePath) }

  /// Folder of a suite's files.
  func folder(suite: String) -> URL { url.appendingPathComponent(suite, isDirectory: true) }

  /// A file of an experiment, `core/kmin.csv`.
  func file(_ plan: Plan, _ suffix: String) -> URL {
    folder(suite: plan.suite).appendingPathComponent(plan.name + suffix)
  }

  /// Path of a file of a solve, named by its task and the first digits of its id.
  func solveFile(task: String, id: StrongID, _ suffix: String) -> String {
    url.appendingPathComponent("\(task)-\(id.description.prefix(8))\(suffix)").path
  }

  /// Opens the store, making the folder and the store when they are missing.
  func openStore() throws -> LabStore {
    try LabFolder.make(url)
    return try LabStore(path: storePath)
  }

  /// Makes a folder and those above it.
  static func make(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      // The system's own words are in the error below Foundation's.
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
      let reason = (cause ?? error).localizedDescription
      throw LabError("\(url.path): cannot make this folder: \(reason)")
    }
  }

  /// Opens the store for reading; it must be there.
  func readStore() throws -> LabStore {
    guard hasStore else {
      throw LabError("\(storePath): no store there; run an experiment with --out \(url.path) first")
    }
    return try LabStore(readingOnly: storePath)
  }
}
