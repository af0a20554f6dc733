import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import NoisyChannels
import RandomStreams
import Storage
import Synchronization
import Tasks
import Testing

@Suite struct RevoteCommandTests {
  private let folder: ScratchFolder
  private let task = TowersOfHanoi(disks: 3)
  private static let definition = RecordingDefinition(
    channel: "openai:m", task: "hanoi-3", start: "[[3, 2, 1], [], []]", seed: 4)

  /// A store with ten runs of the task at a margin of 2.
  init() throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: true)
    let notes = Notes(
      SimulatedChannel(
        noise: IndependentErrors(
          shares: try CandidateShares([0.8, 0.2]), validRate: 0.9),
        renderer: HanoiRenderer(task), root: StreamKey(seed: 3), manner: ReplyManner()))
    let policy = VotingPolicy(
      rule: RaceRule(margin: 2), redFlags: RedFlagPolicy(tokenLimit: 750))
    for trial in 0..<10 {
      _ = try Orchestrator(task, policy: policy).solveAtOnce(
        from: SolveState(startOf: task, margin: 2), trial: trial, over: [notes])
    }
    let journal = try DrawStore(path: folder.path("out/lab.sqlite"))
    defer { journal.close() }
    let id = try journal.saveRecording(Self.definition.text)
    try journal.commit(
      notes.draws.map { draw in
        var draw = draw
        draw.key.recording = id.description
        return .recorded(draw)
      })
  }

  private var id: String { String(Self.definition.id.description.prefix(8)) }

  private func rows(_ words: String...) async throws -> [[String: JSONField]] {
    let run = await makerlab(["revote", folder.path("out"), "--format", "json"] + words)
    #expect(run.code == .done, "\(run.notes)")
    return try JSONDecoder().decode([[String: JSONField]].self, from: Data(run.output.utf8))
  }

  @Test func recordingsAreListed() async throws {
    let row = try #require(try await rows().first)
    #expect(row["recording"] == .text(id) && row["task"] == .text("hanoi-3"))
    #expect(row["channel"] == .text("openai:m") && row["seed"] == .number(4))
    #expect(row["steps"] == .number(70))
    let text = await makerlab("revote", folder.path("out/lab.sqlite"))
    #expect(text.code == .done && text.output.contains(id) && text.output.contains("m-2026"))
  }

  @Test func marginsAreComparedRowByRow() async throws {
    let rows = try await rows("--k", "1,2,3")
    #expect(rows.map { $0["k"] } == [.number(1), .number(2), .number(3)])
    for row in rows { #expect(row["steps"] == .number(70) && row["tasks"] == .number(10)) }
    #expect(rows[0]["decided"] == .number(70) && rows[0]["votes_per_step"] == .number(1))
    #expect(rows[1]["decided"] == .number(70) && rows[1]["tasks_left"] == .number(0))
    #expect(rows[2]["ran_out"] == .number(70) && rows[2]["votes_per_step"] == .null)
    // Fewer votes, more errors.
    guard case .number(let fast)? = rows[0]["wrong"], case .number(let slow)? = rows[1]["wrong"]
    else {
      Issue.record("wrong is a number")
      return
    }
    #expect(fast > slow)
    let table = await makerlab("revote", folder.path("out"), "--k", "1,2", "--recording", id)
    #expect(table.code == .done && table.output.contains("ran_out"))
    let csv = await makerlab("revote", folder.path("out"), "--k", "2", "--format", "csv")
    #expect(csv.output.split(separator: "\n").count == 2)
    #expect(csv.output.contains(",2,70,70,"))
  }

  /// A cap, another rule and a token limit do what they do in a solve.
  @Test func otherWaysOfVoting() async throws {
    let capped = try await rows("--k", "2", "--cap", "2")
    guard case .number(let undecided)? = capped[0]["undecided"] else { return }
    #expect(undecided > 0 && capped[0]["decided"] == .number(70 - undecided))
    let firstTo = try await rows("--k", "2", "--rule", "first-to")
    #expect(firstTo[0]["decided"] == .number(70))
    let short = try await rows("--k", "1", "--token-limit", "2")
    #expect(short[0]["decided"] == .number(0) && short[0]["ran_out"] == .number(70))
  }

  @Test(
    arguments: [
      ["--recording", "zz"], ["--k", "0"], ["--k", "3", "--cap", "2"], ["--rule", "plurality"],
      ["--k", "1", "--task", "hanoi", "--disks", "4"], ["--k", "1", "--task", "sorting"],
      ["--k", "1", "--temperature", "9"], ["--reading", "guessing"],
    ])
  func refusals(words: [String]) async {
    let run = await makerlab(["revote", folder.path("out")] + words)
    #expect(run.isRefusal, "\(run.notes) \(run.written)")
  }

  @Test func placesWithoutRecordingsAreRefused() async throws {
    for place in ["nowhere", folder.path("out/lab.sqlite-x"), ""] {
      #expect(await makerlab("revote", place).isRefusal)
    }
    try folder.write("no store", to: "note.txt")
    #expect(await makerlab("revote", folder.path("note.txt")).isRefusal)
    try LabStore(path: folder.path("empty.sqlite")).close()
    let run = await makerlab("revote", folder.path("empty.sqlite"))
    #expect(run.isRefusal && run.notes[0].contains("no recordings"))
  }

  /// A draw that was tampered with is noticed, and nothing is said about the others.
  @Test func aChangedDrawIsNoticed() async throws {
    let store = try LabStore(path: folder.path("out/lab.sqlite"))
    try store.database.execute("UPDATE draw SET text = x'00' WHERE trial = 7 AND step = 3")
    store.close()
    let run = await makerlab("revote", folder.path("out"), "--k", "1")
    #expect(run.isRefusal && run.notes[0].contains("trial 7, step 3"), "\(run.notes)")
  }

  /// What is read stays as it is, byte for byte.
  @Test func theStoreIsNotChanged() async throws {
    let before = try folder.read("out/lab.sqlite")
    _ = try await rows("--k", "1,2,3")
    #expect(try folder.read("out/lab.sqlite") == before)
  }

  /// One recording of a task that its name does not tell is left out, and the others are voted on.
  @Test func whatCannotBeReadIsLeftOut() async throws {
    let journal = try DrawStore(path: folder.path("out/lab.sqlite"))
    let other = RecordingDefinition(channel: "openai:m", task: "sorting-9", start: "[]", seed: 1)
    let otherID = try journal.saveRecording(other.text)
    _ = try journal.saveRecording("made elsewhere")
    journal.close()
    let run = await makerlab("revote", folder.path("out"), "--k", "1", "--format", "csv")
    #expect(run.code == .done && run.output.split(separator: "\n").count == 2, "\(run.notes)")
    #expect(run.notes.count == 2 && run.notes.contains { $0.contains("sorting-9") }, "\(run.notes)")
    #expect(run.notes.contains { $0.contains("another program") })
    let named = await makerlab(
      "revote", folder.path("out"), "--k", "1", "--recording", otherID.description)
    #expect(named.isRefusal, "\(named.notes)")
    #expect(await makerlab("status", folder.path("out")).code == .done)
  }

  /// Recorded draws that run out are not refusals of the model, and no sample to choose a margin by.
  @Test func drawsThatRanOutAreSaid() async throws {
    let recorded = "recorded:" + folder.path("out")
    let vote = await makerlab(
      "vote", "--task", "hanoi", "--disks", "3", "--channel", recorded, "--k", "3", "--format",
      "json")
    #expect(vote.code == .verdict)
    #expect(vote.output.contains(#""ran_out": 7"#) && vote.output.contains(#""refused": 0"#))
    #expect(vote.output.contains(#""verdict": "ran_out""#), "\(vote.output)")
    let save = folder.path("profile.json")
    let draws = folder.path("draws.csv")
    let found = await makerlab(
      "calibrate", "--task", "hanoi", "--disks", "3", "--channel", recorded, "--temperature", "0.1",
      "--repeats", "3", "--save", save, "--draws", draws)
    #expect(found.code == .provider, "\(found.notes)")
    #expect(found.output.contains("no margin is recommended: not all draws came"))
    #expect(!found.output.contains("verdict:"), "\(found.output)")
    #expect(found.notes.contains { $0.hasPrefix("--save: nothing is written") })
    #expect(found.notes.contains { $0.hasPrefix("--draws: nothing is written") })
    #expect(!folder.exists("profile.json") && !folder.exists("draws.csv"))
  }

  @Test func statusListsRecordings() async {
    let run = await makerlab("status", folder.path("out"))
    #expect(run.code == .done && run.output.contains(id) && run.output.contains("openai:m"))
  }
}

/// A model that writes every draw down.
private final class Notes<Model: ImmediateChannel>: ImmediateChannel {
  private let model: Model
  private let kept = Mutex<[RecordedDraw]>([])

  init(_ model: Model) { self.model = model }

  var draws: [RecordedDraw] { kept.withLock { $0 } }

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let reply = try model.replyAtOnce(to: request)
    let draw = RecordedDraw(
      key: DrawKey(recording: "", coordinates: request.coordinates, request: request.prompt.step),
      prompt: request.prompt, temperature: request.temperature, channel: "openai:m",
      model: "m-2026", body: reply.text, text: reply.text, finish: reply.finish,
      usage: reply.usage, latency: reply.latency)
    kept.withLock { $0.append(draw) }
    return reply
  }
}
