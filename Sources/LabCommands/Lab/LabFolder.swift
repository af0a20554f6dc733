import ExperimentDesign
import Foundation
import Storage

/// A folder of results: one store, and the CSV files and figures of each suite.
struct LabFolder {
  /// The folder, absolute.
  let url: URL

  init(_ path: String) {
    url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
  }

  /// The folder that a command's options name.
  ///
  /// What is not the experiment as committed, another seed or other levels, does not land beside the
  /// committed results unless `--out` says so.
  init(_ arguments: Arguments) {
    let isVariant = arguments.string("seed") != nil || !arguments.values("set").isEmpty
    self.init(arguments.string("out") ?? (isVariant ? "Results/variants" : "Results"))
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

  /// Opens the store, making the folder and the store when they are missing.
  func openStore() throws -> LabStore {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw LabError("\(url.path): cannot make this folder: \(error.localizedDescription)")
    }
    return try LabStore(path: storePath)
  }

  /// Opens the store for reading; it must be there.
  func readStore() throws -> LabStore {
    guard hasStore else {
      throw LabError("\(storePath): no store there; run an experiment with --out \(url.path) first")
    }
    return try LabStore(readingOnly: storePath)
  }
}
