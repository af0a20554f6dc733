import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import Storage

/// A folder with a sweep of six questions over a simulated model, and what was recorded for it.
struct SweepFolder {
  let folder: ScratchFolder
  let experiment: String

  static let questions = (1...6).map {
    #"{"id": "q\#($0)", "prompt": "What is \#($0) + \#($0)?", "expected": "\#(2 * $0)", "compare": "number"}"#
  }.joined(separator: "\n")

  static let claims = """
    {"name": "better", "statement": "s", "kind": "rises_with_k"},
    {"name": "independent", "statement": "s", "kind": "votes_independent"},
    {"name": "votes", "statement": "s", "kind": "predicted_votes"}
    """

  static func definition(
    task: String = #""jsonl:questions.jsonl""#, unit: String = "step", trials: Int = 120,
    channel: String = "simulated:p=0.7,tokens=5", reading: String = #""flagging""#,
    k: String = "1, 2, 3", claims: String = claims
  ) -> String {
    """
    {"title": "T", "fidelity": ["live"], "seed": 3, "task": \(task), "unit": "\(unit)",
     "trials": \(trials), "factors": {"channel": ["\(channel)"], "temperature": [0.3, 0.9],
     "reading": [\(reading)], "k": [\(k)], "cap": [15]}, "claims": [\(claims)]}
    """
  }

  init(_ definition: String = definition()) throws {
    folder = try ScratchFolder()
    experiment = try folder.experiment(definition, in: "providers/six")
    try folder.write(Self.questions, to: "providers/six/questions.jsonl")
  }

  /// Runs a command on the sweep, results in a folder of that name.
  func run(_ command: String, _ words: String..., out: String = "out") async -> CommandRun {
    await makerlab([command, experiment, "--out", folder.path(out)] + words)
  }

  /// The table of cells.
  func table(_ out: String = "out") throws -> CSVTable {
    try CSVTable(contentsOf: folder.path("\(out)/providers/six.csv"))
  }

  /// All recorded draws, by trial, step and draw.
  func draws(_ out: String = "out") throws -> [RecordedDraw] {
    let store = try LabStore(readingOnly: folder.path("\(out)/lab.sqlite"))
    defer { store.close() }
    var draws: [RecordedDraw] = []
    for recording in try store.recordings() {
      try store.forEachDraw(of: recording.id) { (draw) throws(StoreError) in draws.append(draw) }
    }
    return draws
  }

  /// Makes a store that knows the sweep as run, and of its draws only some, changed as wanted.
  func record(
    in out: String, _ change: (RecordedDraw) -> RecordedDraw?
  ) throws {
    let known = try LabStore(readingOnly: folder.path("out/lab.sqlite"))
    defer { known.close() }
    try FileManager.default.createDirectory(
      atPath: folder.path(out), withIntermediateDirectories: true)
    let store = try LabStore(path: folder.path("\(out)/lab.sqlite"))
    for experiment in try known.experiments() { try store.save(experiment: experiment) }
    for recording in try known.recordings() { _ = try store.saveRecording(recording.definition) }
    store.close()
    let journal = try DrawStore(path: folder.path("\(out)/lab.sqlite"))
    try journal.commit(try draws().compactMap(change).map { .recorded($0) })
    journal.close()
  }
}
