import ExperimentDesign
import Foundation
import Storage
import TextFormats

/// A study with its seed: all that decides its results.
struct StudyPlan {
  let suite: String
  let name: String
  let definition: StudyDefinition
  let seed: Int

  /// Suite and name, `economics/policies`.
  var experiment: String { "\(suite)/\(name)" }

  /// Reads the study of a folder.
  ///
  /// - Parameters:
  ///   - file: The folder.
  ///   - seed: Seed; the definition's own when nil.
  /// - Throws: What is wrong with the definition, in one line.
  init(_ file: ExperimentFile, seed: Int?) throws {
    guard let json = file.json else { throw LabError("\(file.definitionPath): cannot be read") }
    try self.init(
      suite: file.suite, name: file.name,
      definition: StudyDefinition(json: json, file: file.definitionPath), seed: seed)
    for part in [suite, name] where part.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) == nil {
      throw DefinitionError(
        file: file.definitionPath, keyPath: "",
        problem: "'\(part)' is no name for a suite or experiment; use letters, digits, - _ .")
    }
  }

  /// Reads a study as a store keeps it; nil where the experiment is none.
  ///
  /// - Throws: What is wrong with the definition, in one line.
  init?(_ stored: StoredExperiment, in path: String) throws {
    let json = Data(stored.definition.utf8)
    guard StudyDefinition.isStudy(json) else { return nil }
    let file = "\(path): experiment \(stored.suite)/\(stored.name)"
    try self.init(
      suite: stored.suite, name: stored.name,
      definition: StudyDefinition(json: json, file: file), seed: stored.seed)
  }

  private init(suite: String, name: String, definition: StudyDefinition, seed: Int?) throws {
    self.suite = suite
    self.name = name
    self.definition = definition
    self.seed = seed ?? definition.seed
    // What is wrong is said before anything is run.
    func check<Named: Study>(_ study: Named.Type) throws {
      _ = try definition.given(as: Named.Given.self)
    }
    try check(Studies.named(by: definition))
  }

  /// The study as a store keeps it.
  ///
  /// - Throws: `DefinitionError` for a text that names a member twice.
  var stored: StoredExperiment {
    get throws {
      guard let text = try? JSONReader.value(Array(definition.json)).canonical else {
        throw DefinitionError(
          file: definition.file, keyPath: "", problem: "names a member twice, or is too deep")
      }
      return StoredExperiment(
        suite: suite, name: name, seed: seed, definition: String(decoding: text, as: UTF8.self))
    }
  }
}
