import Analysis
import ExperimentDesign
import Foundation

/// Finds experiments in the file system and reads their definitions.
struct ExperimentFile {
  /// Folder of the experiment, absolute.
  let folder: URL

  /// Name of its suite's folder.
  var suite: String { folder.deletingLastPathComponent().lastPathComponent }

  /// Name of its own folder.
  var name: String { folder.lastPathComponent }

  /// The definition's path as a person knows it.
  var definitionPath: String { folder.appendingPathComponent("experiment.json").path }

  /// The script that draws a figure, `figure.gp` for the experiment's own; nil when it is not there.
  func script(_ figure: String? = nil) -> URL? {
    let script = folder.appendingPathComponent("\(figure ?? "figure").gp")
    return FileManager.default.isReadableFile(atPath: script.path) ? script : nil
  }

  /// The scripts that draw figures, `figure.gp` first.
  var scripts: [URL] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    let scripts = files.filter { $0.pathExtension == "gp" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    return [script()].compactMap(\.self)
      + scripts.filter { $0.lastPathComponent != "figure.gp" }
  }

  /// Bytes of the definition; nil where they cannot be read.
  var json: Data? { FileManager.default.contents(atPath: definitionPath) }

  /// Whether it asks real providers, which may have to be paid.
  var isSweep: Bool { json.map(SweepDefinition.isSweep) ?? false }

  /// Whether a named procedure computes its numbers.
  var isStudy: Bool { json.map(StudyDefinition.isStudy) ?? false }

  /// Whether an operand names this experiment by itself, and no folder of several.
  func isNamed(by operand: String) -> Bool {
    [operand, "Experiments/\(operand)"].contains { path in
      var folder = URL(fileURLWithPath: path).standardizedFileURL
      if folder.lastPathComponent == "experiment.json" { folder.deleteLastPathComponent() }
      return folder.path == self.folder.standardizedFileURL.path
    }
  }

  /// Reads the definition with its overrides and plans it.
  func plan(overrides: [String], seed: Int?) throws -> Plan {
    guard let json else { throw LabError("\(definitionPath): cannot be read") }
    var definition = try ExperimentDefinition(json: json, file: definitionPath)
    definition = try definition.overriding(overrides)
    let plan = try Plan(
      suite: suite, name: name, definition: definition, seed: seed, file: definitionPath)
    if let curves = definition.undecidedSteps {
      do {
        _ = try UndecidedPoints.find(in: plan.points, published: UndecidedCounts(curves))
      } catch {
        throw DefinitionError(
          file: definitionPath, keyPath: "undecided_steps", problem: "\(error)")
      }
    }
    try OutputNames.check(plan, of: self)
    return plan
  }

  /// Other experiments of the suite, by name.
  var siblings: [ExperimentFile] {
    let suite = folder.deletingLastPathComponent()
    return ExperimentFile.entries(of: suite)
      .filter { $0.lastPathComponent != name && ExperimentFile.hasDefinition($0) }
      .map { ExperimentFile(folder: $0) }
  }

  /// Returns the experiments that operands name: folders of experiments, of suites, or short names
  /// below `Experiments`.
  static func find(_ operands: [String]) throws -> [ExperimentFile] {
    var found: [ExperimentFile] = []
    for operand in operands {
      let files = [operand, "Experiments/\(operand)"].lazy.map(below).first { !$0.isEmpty }
      guard let files else {
        throw LabError(
          "\(operand): no experiment.json there or below; name an experiment or a folder of them")
      }
      for file in files where !found.contains(where: { $0.folder == file.folder }) {
        found.append(file)
      }
    }
    return found
  }

  private static func below(_ path: String) -> [ExperimentFile] {
    var folder = URL(fileURLWithPath: path).standardizedFileURL
    if folder.lastPathComponent == "experiment.json" { folder.deleteLastPathComponent() }
    if hasDefinition(folder) { return [ExperimentFile(folder: folder)] }
    return entries(of: folder).flatMap { below($0.path) }
  }

  /// Folders in a folder, by name.
  private static func entries(of folder: URL) -> [URL] {
    let entries =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
    return entries.sorted { $0.lastPathComponent < $1.lastPathComponent }
      .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
  }

  private static func hasDefinition(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("experiment.json").path)
  }
}
