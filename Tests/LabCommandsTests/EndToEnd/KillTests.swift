import ExperimentDesign
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A run that was stopped in any way goes on with the same command, to the same bytes.
@Suite(.serialized) struct KillTests {
  /// About a hundred ranges of each fidelity; the rule cuts half of the points and never the others.
  private static let long = """
    {
      "title": "long", "seed": 1, "unit": "task", "fidelity": ["vote", "aggregate"],
      "factors": {"p": [0.6, 0.9], "steps": [31], "k": [3, 4, 5]},
      "stop": {"errors": 20000, "trials": 40000},
      "claims": []
    }
    """

  private func whole(_ folder: ScratchFolder) async throws {
    let experiment = try folder.experiment(Self.long)
    let ending = try await MakerlabProcess.run("run", experiment, "--out", folder.path("whole"))
    try #require(ending.code == 0)
  }

  /// When to kill, chosen once: some milliseconds after a share of all ranges is stored.
  ///
  /// The first ones meet a store that is being made.
  private static let moments: [(share: Double, milliseconds: Int)] = [
    (0, 11), (0, 17), (0, 29), (0.05, 3), (0.2, 0), (0.35, 7), (0.5, 1),
  ]

  /// Starts a run, and sends it a signal some time after its store holds some ranges.
  private func stop(
    _ words: [String], shell: String? = nil, out: String, ranges: Int, milliseconds: Int = 0,
    signal: Int32
  ) async throws -> MakerlabProcess.Ending {
    try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(words, shell: shell)
      while process.isRunning, (try? StoredRanges(out).count) ?? 0 < ranges {
        Thread.sleep(forTimeInterval: 0.003)
      }
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      process.send(signal)
      return try process.ending()
    }
  }

  @Test func aKilledRunGoesOnAndLosesNothing() async throws {
    let folder = try ScratchFolder()
    try await whole(folder)
    let all = try StoredRanges(folder.path("whole"))
    try #require(all.count >= 60)
    let out = folder.path("out")
    let words = ["run", folder.path("suite/trial"), "--out", out]
    var held: StoredRanges?
    var kills = 0
    for (index, moment) in Self.moments.enumerated() {
      let ending = try await stop(
        words + ["--workers", "\(1 + index % 3)"], out: out,
        ranges: Int(moment.share * Double(all.count)), milliseconds: moment.milliseconds,
        signal: SIGKILL)
      if ending.code == nil { kills += 1 }
      // Killed so early that there is no store yet, or one that the next run finishes making.
      guard let now = try? StoredRanges(out) else { continue }
      if let held { #expect(held.isKept(in: now)) }
      held = now
    }
    #expect(kills >= 5, "the run is long enough to be killed")
    let before = try #require(held)
    #expect(before.count > 0)
    #expect(before != all, "something is left to do")
    let last = try await MakerlabProcess.run(words)
    #expect(last.code == 0, "\(last.noteLines)")
    let after = try StoredRanges(out)
    #expect(before.isKept(in: after))
    // A rule that looks at outcomes may have had other ranges computed ahead of its cut.
    #expect(after.agrees(with: all), "an equal range holds other counts")
    // Counts are those of lost trials too.
    #expect(all.ranges.values.joined().contains { !$0.tally.lost.isEmpty })
    #expect(try folder.tables("out") == folder.tables("whole"))
    // Nothing is left: the same command simulates no vote.
    let idle = try await MakerlabProcess.run(words)
    #expect(idle.noteLines.first?.contains(" 0 votes") == true, "\(idle.noteLines)")
  }

  @Test(arguments: zip([SIGINT, SIGINT, SIGTERM], [false, true, false]))
  func anInterruptedRunSaysHowToGoOn(signal: Int32, isIgnored: Bool) async throws {
    let folder = try ScratchFolder()
    try await whole(folder)
    let out = folder.path("out")
    let words = ["run", folder.path("suite/trial"), "--out", out]
    // A script that starts a command in the background makes it ignore interrupts.
    let ending = try await stop(
      words, shell: isIgnored ? "trap '' INT TERM; exec \"$@\"" : nil, out: out, ranges: 1,
      signal: signal)
    #expect(ending.code == 130)
    #expect(ending.output.isEmpty)
    let lines = ending.noteLines.filter { $0.contains("interrupted") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("same command") == true)
    let held = try StoredRanges(out)
    #expect(held.count > 0)
    let status = await makerlab("status", out)
    #expect(status.output.contains("interrupted"))
    #expect(try folder.tables("out").isEmpty)

    let again = try await MakerlabProcess.run(words)
    #expect(again.code == 0)
    #expect(try held.isKept(in: StoredRanges(out)))
    #expect(try folder.tables("out") == folder.tables("whole"))
  }

  /// A limit on the size of files stands for a full disk: writing fails in the middle of the run.
  @Test(arguments: [64, 200]) func aFullDiskIsSaidAndTheRunGoesOn(kilobytes: Int) async throws {
    let folder = try ScratchFolder()
    // Levels enough that the log of the store outgrows the larger limit.
    let levels = (0..<24).map { "\(0.6 + 0.01 * Double($0))" }.joined(separator: ", ")
    let experiment = try folder.experiment(
      Definitions.races.replacing("[0.6, 0.7, 0.8, 0.9, 0.95]", with: "[\(levels)]"))
    _ = try await MakerlabProcess.run("run", experiment, "--out", folder.path("whole"))
    let words = ["run", experiment, "--out", folder.path("out")]
    // A build that counts lines writes what it counted at its end, and complains where that is cut.
    let limited = try await MakerlabProcess.run(
      words,
      shell: """
        trap '' XFSZ; ulimit -f \(kilobytes * 2); export LLVM_PROFILE_FILE=/dev/null; exec "$@"
        """)
    #expect(limited.code == 2, "\(limited.noteLines)")
    #expect(limited.output.isEmpty)
    #expect(limited.noteLines.count == 1)
    #expect(limited.noteLines.first?.contains("lab.sqlite") == true)
    let again = try await MakerlabProcess.run(words)
    #expect(again.code == 0, "\(again.noteLines)")
    #expect(try folder.tables("out") == folder.tables("whole"))
  }
}
