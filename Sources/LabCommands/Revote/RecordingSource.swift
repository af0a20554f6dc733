import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import Storage

/// A store whose recordings are read; nothing of it is changed.
struct RecordingSource {
  /// The store.
  let store: LabStore

  /// Opens the store that a path names: a store, or a folder of results.
  init(_ path: String) throws {
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    switch attributes?[.type] as? FileAttributeType {
    case .typeDirectory? where !path.isEmpty: store = try LabFolder(path).readStore()
    case .typeRegular?: store = try LabStore(readingOnly: path)
    default: throw LabError("\(path): there is neither a store nor a folder of results")
    }
  }

  /// One recording, with its definition as its parts.
  struct Recording {
    /// As the store holds it.
    let stored: StoredRecording
    /// What identifies it.
    let definition: RecordingDefinition

    /// The first digits of the id, which tell it from others.
    var name: String { String(stored.id.description.prefix(8)) }
  }

  /// The recordings of the store in order of their ids.
  ///
  /// - Parameters:
  ///   - prefix: First digits of the id of the one that is wanted; nil for all.
  ///   - leftOut: Told of recordings that cannot be read, where all are wanted.
  /// - Returns: At least one.
  /// - Throws: `LabError` where there is none that can be read, or where the digits fit several.
  func recordings(_ prefix: String?, leftOut: (LabError) -> Void) throws -> [Recording] {
    var problems: [LabError] = []
    let all = try Self.recordings(in: store) { problems.append($0) }
    if let problem = problems.first, all.isEmpty { throw problem }
    if prefix == nil { problems.forEach(leftOut) }
    guard !all.isEmpty else {
      throw LabError(
        "\(store.path): no recordings in this store; solve, calibrate or vote with a provider's channel "
          + "makes them")
    }
    let chosen = all.filter { $0.stored.id.description.hasPrefix(prefix ?? "") }
    if let prefix, chosen.count != 1 {
      let names = (chosen.isEmpty ? all : chosen).prefix(5).map(\.name)
      throw LabError(
        "--recording \(prefix): \(chosen.isEmpty ? "no" : "more than one") recording begins so; there "
          + "\(names.count == 1 ? "is" : "are") \(names.joined(separator: ", "))"
          + (chosen.isEmpty && all.count > 5 ? " and others" : ""))
    }
    return chosen
  }

  /// All recordings of a store in order of their ids, with their definitions as parts.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - leftOut: Told of each that cannot be read.
  /// - Returns: Those that can be read.
  /// - Throws: What the store refuses.
  static func recordings(
    in store: LabStore, leftOut: (LabError) -> Void
  ) throws -> [Recording] {
    try store.recordings().compactMap { stored in
      guard let definition = RecordingDefinition(stored.definition) else {
        leftOut(
          LabError(
            "\(store.path): recording \(stored.id.description.prefix(8)) was made by another "
              + "program: its definition cannot be read"))
        return nil
      }
      return Recording(stored: stored, definition: definition)
    }
  }

  /// Reads the replies of a recording.
  func replies(of recording: Recording) throws -> RecordedReplies {
    var replies = RecordedReplies()
    try store.forEachDraw(of: recording.stored.id) { replies.append($0) }
    return replies
  }
}
