import ExperimentDesign
import Foundation
import MAKERCore
import RandomStreams
import Storage
import Tasks

/// A sweep over providers with its seed and its prompts: all that decides what is asked.
struct SweepPlan {
  let suite: String
  let name: String
  let definition: SweepDefinition
  let seed: Int
  /// Content of the file of prompts; nil where the task has none.
  let prompts: String?

  /// What each channel is in its canonical form, by its text in the definition; only channels that
  /// were asked, for the environment says where a provider is.
  var channels: [String: String] = [:]

  /// What a store keeps of a sweep, so that it can be read without its folder and its environment.
  private struct Kept: Codable {
    let sweep: SweepDefinition
    let prompts: String?
    let channels: [String: String]
  }

  /// Suite and name, `providers/hanoi-small`.
  var experiment: String { "\(suite)/\(name)" }

  /// The cells, in the order of the definition's factors.
  var cells: [SweepCell] { definition.cells }

  /// Reads the sweep of a folder.
  ///
  /// - Parameters:
  ///   - file: The folder.
  ///   - seed: Seed; the definition's own when nil.
  /// - Throws: What is wrong with the definition or its file of prompts, in one line.
  init(_ file: ExperimentFile, seed: Int?) throws {
    guard let json = file.json else { throw LabError("\(file.definitionPath): cannot be read") }
    definition = try SweepDefinition(json: json, file: file.definitionPath)
    suite = file.suite
    name = file.name
    self.seed = seed ?? definition.seed
    for part in [suite, name] where part.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) == nil {
      throw DefinitionError(
        file: file.definitionPath, keyPath: "",
        problem: "'\(part)' is no name for a suite or experiment; use letters, digits, - _ .")
    }
    if case .lines(let prompts) = definition.task {
      let path = file.folder.appendingPathComponent(prompts).path
      guard let content = FileManager.default.contents(atPath: path),
        let text = String(validating: content, as: UTF8.self)
      else { throw LabError("\(path): cannot be read, or is not UTF-8") }
      self.prompts = text
      do { _ = try PromptFile.lines(Array(content)) } catch { throw LabError("\(path): \(error)") }
    } else {
      prompts = nil
    }
  }

  /// Reads a sweep as a store keeps it; nil where the experiment is a simulated one.
  ///
  /// - Parameter stored: The experiment.
  init?(_ stored: StoredExperiment) {
    guard let kept = try? JSONDecoder().decode(Kept.self, from: Data(stored.definition.utf8)) else {
      return nil
    }
    suite = stored.suite
    name = stored.name
    definition = kept.sweep
    seed = stored.seed
    prompts = kept.prompts
    channels = kept.channels
  }

  /// Takes over what is known of the channels from the run of the same name and seed in a store.
  ///
  /// - Parameter store: Where the sweep was run.
  /// - Throws: What the store refuses.
  mutating func knowChannels(from store: LabStore) throws {
    let kept = try store.sweeps().first {
      $0.suite == suite && $0.name == name && $0.seed == seed
    }
    channels.merge(kept?.channels ?? [:]) { own, _ in own }
  }

  /// The sweep as a store keeps it.
  var stored: StoredExperiment {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let kept = try? encoder.encode(
      Kept(sweep: definition, prompts: prompts, channels: channels))
    precondition(kept != nil, "a checked definition can be written")
    return StoredExperiment(
      suite: suite, name: name, seed: seed,
      definition: String(decoding: kept ?? Data(), as: UTF8.self))
  }
}
