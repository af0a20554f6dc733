import ExperimentDesign
import Foundation
import JobArrays
import Storage
import TestSupport
import Testing

/// A run as a job array writes what one process writes, whatever happens to its elements.
@Suite(
  "Runs on a real Slurm", .serialized, .slurmNode,
  .enabled(if: SlurmNode.obstacle == nil, "\(SlurmNode.obstacle ?? "")"))
struct SlurmRunTests {
  /// 48 ranges of four points.
  private static let ranges = """
    {
      "title": "ranges", "seed": 1, "unit": "task", "fidelity": ["aggregate"],
      "factors": {"p": [0.7, 0.9], "steps": [31], "k": [3, 4]}, "stop": {"trials": 12000},
      "claims": []
    }
    """
  /// Variables of a person who has other jobs, which must not matter.
  private static let variables = ["SBATCH_JOB_NAME": "other", "SQUEUE_STATES": "FAILED"]

  private let folder: ScratchFolder
  private let node: SlurmNode

  init() throws {
    folder = try ScratchFolder()
    // Points of one range, and points that a rule cuts.
    try folder.experiment(Definitions.races, in: "suite/races")
    try folder.experiment(Definitions.cutTasks, in: "suite/tasks")
    node = try #require(SlurmNodeScope.node)
    try partition("UP")
  }

  /// Lets the elements in the queue begin, or none.
  private func partition(_ state: String) throws {
    try node.command("scontrol", "update", "PartitionName=debug", "State=\(state)")
  }

  private func submitter(
    _ words: [String], of suite: String = "suite", out: String
  ) throws -> MakerlabProcess {
    try MakerlabProcess(
      ["run", folder.path(suite), "--no-figures", "--out", out, "--slurm"] + words,
      environment: node.environment.merging(Self.variables) { $1 })
  }

  /// Submits an array of which nothing begins yet.
  private func submitHeld(_ words: [String], out: String) throws -> MakerlabProcess {
    try partition("DOWN")
    let submitter = try submitter(words, out: folder.path(out))
    try wait("the array is submitted") {
      #expect(submitter.isRunning, "\(submitter.noteText)")
      return submitter.noteText.contains("as job")
    }
    return submitter
  }

  /// Folder of an element.
  private func place(_ element: Int, of count: Int, out: String) throws -> String {
    let digits = try #require(record(out)?.name.split(separator: "-").last)
    return "\(out)/_slurm/of-\(count)-\(digits)/\(element)"
  }

  /// What one process writes.
  private func whole() async throws -> [String: Data] {
    let ending = try await MakerlabProcess.run(
      "run", folder.path("suite"), "--no-figures", "--out", folder.path("whole"))
    try #require(ending.code == 0, "\(ending.noteLines)")
    let tables = try folder.tables("whole")
    try #require(tables.count >= 4)
    return tables
  }

  /// Tables of suites, without those below the folder of the array.
  private func tables(_ out: String) throws -> [String: Data] {
    try folder.tables(out).filter { !$0.key.hasPrefix("_slurm") }
  }

  private func record(_ out: String) -> ArrayRecord? {
    FileManager.default.contents(atPath: folder.path("\(out)/_slurm/array.json"))
      .flatMap { ArrayRecord(json: Array($0)) }
  }

  /// Waits until something holds; a minute at most.
  private func wait(_ what: String, until body: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try !body() {
      try #require(ContinuousClock.now < deadline, "\(what)")
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// The id of the process that computes an element; nil where there is none.
  private func process(_ element: Int, of count: Int) -> Int32? {
    let words = "\0--shard\0\(element)/\(count)\0"
    return (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.lazy
      .compactMap { Int32($0) }.first { number in
        let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
        let text = String(decoding: line, as: UTF8.self)
        return text.contains(words) && text.contains(folder.path)
      }
  }

  /// Makes the store that an element finds half full, and holds the element up as soon as it writes.
  ///
  /// - Returns: The store, which holds it up until it is closed, and the ranges in it.
  private func halve(_ element: Int, out: String) throws -> (store: LabStore, ranges: Int) {
    let path = folder.path(try place(element, of: 8, out: out))
    let shard = try MakerlabProcess([
      "run", folder.path("suite"), "--no-figures", "--out", path, "--shard", "\(element)/8",
    ]).ending()
    try #require(shard.code == 0, "\(shard.noteLines)")
    let store = try LabStore(path: path + "/lab.sqlite")
    let all = try store.database.integer("SELECT count(*) FROM tally")
    try #require(all >= 4)
    try store.database.execute(
      """
      DELETE FROM tally WHERE (point, seed, first_trial)
        IN (SELECT point, seed, first_trial FROM tally LIMIT \(all / 2))
      """)
    try store.database.execute("BEGIN IMMEDIATE")
    return (store, all - all / 2)
  }

  /// Eight elements; one is killed and one cancelled in the middle of their work.
  @Test("Elements that are killed or cancelled change no byte")
  func lostElements() async throws {
    try folder.experiment(Self.ranges, in: "suite/ranges")
    let expected = try await whole()
    let out = "it's $(touch stolen) \"`touch stolen`\" %j; #*"
    let submitter = try submitHeld(["8"], out: out)
    let held = try (0..<2).map { try halve($0, out: out) }
    try partition("UP")
    for element in 0..<2 {
      var found: Int32?
      try wait("element \(element) begins") {
        found = process(element, of: 8)
        return found != nil
      }
      let number = try #require(found)
      if element == 0 {
        kill(number, SIGKILL)
      } else {
        let job = try #require(submitter.noteText.firstMatch(of: /as job ([0-9]+)/)?.1)
        #expect(try node.command("scancel", "\(job)_\(element)").isEmpty)
      }
      // Not until it has no process at all: the one that takes its place may come first.
      try wait("element \(element) ends") { process(element, of: 8) != number }
      let place = try place(element, of: 8, out: out)
      #expect(!folder.exists("\(place)/done"))
      let log = try folder.text("\(place)/log")
      #expect(!log.contains("locked"), "it was ended, and did not give up: \(log)")
    }
    for (store, _) in held { store.close() }
    let ending = try await MakerlabProcess.onOwnThread { try submitter.ending() }
    #expect(ending.code == 0, "\(ending.noteLines)")
    #expect(ending.outputText.contains("equals-theory"))
    let again = ending.noteLines.filter { $0.contains("submitted again") }.joined()
    for element in 0..<2 {
      #expect(again.contains("\(element)"), "\(ending.noteLines)")
      let place = try place(element, of: 8, out: out)
      let log = try folder.text("\(place)/log")
      #expect(log.components(separatedBy: "element \(element) of 8").count == 3, "\(log)")
      // It went on from what it had.
      let store = try LabStore(readingOnly: folder.path("\(place)/lab.sqlite"))
      defer { store.close() }
      let kept = try store.database.integer("SELECT count(*) FROM tally WHERE run = 1")
      #expect(kept == held[element].ranges)
    }
    #expect(ending.noteLines.contains { $0.contains("8 of 8 elements done") }, "no terminal")
    #expect(try tables(out) == expected)
    #expect(!folder.exists("stolen") && !folder.exists("\(out)/stolen"))
    #expect(!FileManager.default.fileExists(atPath: "stolen"))
  }

  @Test("A longer run of an experiment is joined with the shorter, or refused before it begins")
  func extended() async throws {
    func run(_ trials: Int, _ words: [String], out: String = "out") async throws
      -> MakerlabProcess.Ending
    {
      try folder.experiment(
        Self.ranges.replacing("12000", with: "\(trials)"), in: "longer/ranges")
      let words = ["run", folder.path("longer"), "--no-figures", "--out", folder.path(out)] + words
      let environment = node.environment
      return try await MakerlabProcess.onOwnThread {
        try MakerlabProcess(words, environment: environment).ending()
      }
    }
    for trials in [2000, 4000] {
      let ending = try await run(trials, ["--slurm", "2"])
      #expect(ending.code == 0, "\(ending.noteLines)")
    }
    let plain = try await run(4000, [], out: "whole")
    try #require(plain.code == 0)
    #expect(try tables("out") == folder.tables("whole"))
    // One process goes on from a range that was cut short; shards do not.
    let short = try await run(4500, [])
    try #require(short.code == 0, "\(short.noteLines)")
    let arrays = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/_slurm"))
    for words in [["--slurm", "2"], ["--shard", "0/2"]] {
      let ending = try await run(5500, words)
      #expect(ending.code == 2 && ending.noteLines.count == 1, "\(ending.noteLines)")
      #expect(ending.noteLines.first?.contains("trials 4000 to 4499") == true)
    }
    let later = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/_slurm"))
    #expect(Set(later) == Set(arrays), "nothing was begun")
    #expect(try await run(5500, []).code == 0)
  }

  @Test("A submitter that is interrupted or killed finds its array again, and submits no other")
  func lostSubmitter() async throws {
    let expected = try await whole()
    let words = ["3", "--slurm-options", "hold partition=debug"]
    @Sendable func begin() throws -> MakerlabProcess {
      try submitter(words, out: folder.path("out"))
    }
    let first = try begin()
    try wait("the array is submitted") { first.noteText.contains("as job") }
    first.send(SIGINT)
    let interrupted = try await MakerlabProcess.onOwnThread { try first.ending() }
    #expect(interrupted.code == 130)
    let line = try #require(interrupted.noteLines.last)
    #expect(line.contains("give the same command") && line.contains("scancel --name=makerlab-"))
    let name = try #require(record("out")).name
    func queued() throws -> Int {
      try node.command("squeue", "-h", "-r", "--name=\(name)").split(separator: "\n").count
    }
    #expect(try queued() == 3, "the array is left as it is")

    let second = try begin()
    try wait("the second one watches") { second.noteText.contains("in the queue already") }
    second.send(SIGKILL)
    #expect(try await MakerlabProcess.onOwnThread { try second.ending() }.code == nil)
    // Nobody takes over the folder of an array that is in the queue.
    let other = try await MakerlabProcess.onOwnThread {
      try self.submitter(["3", "--seed", "5"], out: self.folder.path("out")).ending()
    }
    #expect(other.code == 2 && other.noteLines.count == 1, "\(other.noteLines)")
    #expect(other.noteLines.first?.contains(name) == true)
    // Nor without the record: the name alone finds the array.
    try FileManager.default.removeItem(atPath: folder.path("out/_slurm/array.json"))

    let third = try begin()
    try wait("the third one watches") { third.noteText.contains("in the queue already") }
    #expect(try queued() == 3)
    try node.command("scontrol", "release", "jobname=\(name)")
    let ending = try await MakerlabProcess.onOwnThread { try third.ending() }
    #expect(ending.code == 0, "\(ending.noteLines)")
    #expect(!ending.noteLines.contains { $0.contains("as job") }, "nothing was submitted again")
    #expect(try tables("out") == expected)
    // What is done is not submitted either.
    let idle = try await MakerlabProcess.onOwnThread { try begin().ending() }
    #expect(idle.code == 0 && !idle.noteLines.contains { $0.contains("as job") })
  }

  @Test("An element that always fails ends the run with its number, its log and its last words")
  func failingElement() async throws {
    let expected = try await whole()
    let words = ["4", "--slurm-attempts", "2", "--slurm-limit", "3"]
    let submitter = try submitHeld(words, out: "out")
    let place = try place(2, of: 4, out: "out")
    try folder.write("no store", to: place + "/lab.sqlite")
    try partition("UP")
    let ending = try await MakerlabProcess.onOwnThread { try submitter.ending() }
    #expect(ending.code == 4 && ending.output.isEmpty)
    let lines = ending.noteLines.filter { $0.hasPrefix("makerlab: ") }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.contains("element 2 of 4 ended 2 times without getting further"), "\(line)")
    #expect(line.contains(folder.path(place + "/log")) && line.contains("lab.sqlite"))
    #expect(ending.noteLines.count { $0.contains("as job") } == 2, "\(ending.noteLines)")
    #expect(try tables("out").isEmpty)
    for element in [0, 1, 3] {
      #expect(folder.exists(try self.place(element, of: 4, out: "out") + "/done"))
    }

    try FileManager.default.removeItem(atPath: folder.path(place + "/lab.sqlite"))
    let last = try await MakerlabProcess.onOwnThread {
      try self.submitter(words, out: self.folder.path("out")).ending()
    }
    #expect(last.code == 0, "\(last.noteLines)")
    #expect(last.noteLines.contains { $0.contains("1 element as job") }, "\(last.noteLines)")
    #expect(try tables("out") == expected)
  }

  @Test("What Slurm refuses is said in its words")
  func refused() async throws {
    let ending = try await MakerlabProcess.onOwnThread {
      try self.submitter(
        ["2", "--slurm-options", "partition=nowhere"], out: self.folder.path("out")
      ).ending()
    }
    #expect(ending.code == 4 && ending.output.isEmpty)
    #expect(ending.noteLines.count == 1)
    #expect(ending.noteLines.first?.contains("sbatch: ") == true)
    #expect(ending.noteLines.first?.contains("partition") == true, "\(ending.noteLines)")
  }
}
