import ExperimentDesign
import Foundation
import MAKERCore
import Storage

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "storage-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { path + "/" + name }

  /// Names and bytes of all that stands in the folder; nil for a folder.
  func contents() throws -> [String: Data?] {
    var contents: [String: Data?] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      contents[name] = .some(FileManager.default.contents(atPath: self.path(name)))
    }
    return contents
  }

  func write(_ bytes: Data, to name: String) throws {
    try bytes.write(to: URL(filePath: path(name)))
  }

  func read(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path(name)))
  }

  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }
}

/// SplitMix64, so that a loop over odd inputs is the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

func manifest(shard: String = "0/1", command: String = "makerlab run demo") -> RunManifest {
  RunManifest(
    commit: "0123abc", isDirty: nil, toolchain: "swift 6.3, release", machine: "Linux x86_64, 2",
    command: command, workers: 2, seed: 7, shard: shard, started: "2026-01-02T03:04:05Z")
}

/// A tally of some trials, told apart by its votes.
func tally(trials: Int, votes: Int = 30, histogram: [Int] = []) -> Tally {
  var tally = Tally()
  tally.trialsCorrect = trials - trials / 3
  tally.trialsWrong = trials / 3
  tally.races = trials * 4
  tally.racesWrong = trials / 3
  tally.votes = votes
  tally.votesSquared = votes * votes
  tally.draws = votes + 2
  tally.endedAtVote = histogram
  return tally
}

func key(_ point: StrongID, _ trials: Range<Int>, seed: Int = 7) -> TallyKey {
  TallyKey(point: point, seed: seed, trials: trials)
}

let pointText = #"{"p":0.9,"k":3}"#
let point = StrongID(of: pointText)

extension LabStore {
  /// Begins a run and saves the point that most tests use.
  func prepare(shard: String = "0/1") throws -> Int {
    try savePoint(point, definition: pointText)
    return try beginRun(manifest(shard: shard))
  }

  /// Fills the store with enough points to span many pages.
  func fill(points count: Int = 400) throws {
    let run = try beginRun(manifest())
    for number in 0..<count {
      let definition = #"{"n":\#(number),"pad":"\#(String(repeating: "x", count: 200))"}"#
      let id = StrongID(of: definition)
      try savePoint(id, definition: definition)
      try record([(key(id, 0..<10), tally(trials: 10))], run: run)
    }
  }
}

func isOneLine(_ text: String) -> Bool { text.allSatisfy { !$0.isNewline } }

extension LabStore {
  /// Trials held of a point under a seed; count.
  func trialCount(_ point: StrongID, seed: Int) throws -> Int {
    try tallies(point: point, seed: seed).reduce(0) { $0 + $1.trials.count }
  }
}

/// A recorded draw of step 2, told apart by its number; every optional field is there when it is odd.
func draw(
  _ recording: StrongID, _ number: Int, step: Int = 2, text: String = "[0, 1]"
) -> RecordedDraw {
  let isFull = !number.isMultiple(of: 2)
  return RecordedDraw(
    key: DrawKey(
      recording: recording.description,
      coordinates: DrawCoordinates(trial: 0, step: step, draw: number), request: "request"),
    prompt: Prompt(instructions: "Move one disk.", step: "state \(step)"),
    temperature: isFull ? 0.1 : 0, seed: isFull ? Int.max : nil, channel: "openai:m",
    model: isFull ? "m-2026" : nil, responseID: isFull ? "id-\(number)" : nil,
    body: isFull ? [0, 255, 10] : [], text: Array(text.utf8), finish: isFull ? .length : .stop,
    finishReason: isFull ? "max_tokens" : nil,
    usage: isFull ? Usage(inputTokens: 7, outputTokens: 9, cost: 0.1 + 0.2) : Usage(),
    cachedInputTokens: isFull ? 3 : nil, latency: 12 + number, attempts: 1 + number)
}

/// An attempt at a draw that may cost 10 tokens in and 20 out.
func attempt(
  _ draw: RecordedDraw, session: Int, number: Int, provider: String = "openai",
  picodollars: Int? = 30
) -> DrawAttempt {
  DrawAttempt(
    session: session, number: number, provider: provider, key: draw.key,
    reserved: Charge(inputTokens: 10, outputTokens: 20, picodollars: picodollars))
}

/// Statements that take a store back to a schema without draws, but for its version.
let withoutDraws = [
  "DROP TABLE attempt", "DROP TABLE session", "DROP TABLE draw", "DROP TABLE prompt",
  "DROP TABLE recording",
]

/// Statements that take a store back to the schema with draws but without routing, but for its version.
let withoutRouting = ["DROP TABLE routing_outcome", "DROP TABLE routing_decision"]

extension LabStore {
  /// All draws of a recording, in order.
  func draws(of recording: StrongID) throws -> [RecordedDraw] {
    var draws: [RecordedDraw] = []
    try forEachDraw(of: recording) { draws.append($0) }
    return draws
  }
}
