import ExperimentDesign
import Foundation
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A solve that was killed goes on from its last decided step, to the same moves and verdicts.
@Suite(.serialized) struct SolveKillTests {
  /// Eight disks over a channel of 1 ms a draw, in real time.
  static func words(out: String, latency: String = "1ms") -> [String] {
    [
      "solve", "--task", "hanoi", "--disks", "8", "--k", "3", "--seed", "5", "--out", out,
      "--channel", "simulated:p=0.93,v=0.9,latency=\(latency),clock=real",
    ]
  }

  /// Report and steps, by the names of their files.
  static func files(_ folder: ScratchFolder, _ out: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path(out))
    where name.hasPrefix("hanoi") && !name.hasSuffix(".lock") {
      files[name] = try folder.read(out + "/" + name)
    }
    return files
  }

  /// Steps that a store holds of its only solve; 0 where there is none yet.
  static func kept(_ out: String) -> Int {
    guard let store = try? LabStore(readingOnly: out + "/lab.sqlite") else { return 0 }
    defer { store.close() }
    return (try? store.solves().first?.decided) ?? 0
  }

  /// Starts a solve and kills it some time after its journal has its first steps, or after its start.
  static func kill(
    _ words: [String], out: String, afterSteps: Bool, milliseconds: Int
  ) async throws -> MakerlabProcess.Ending {
    try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(words)
      while afterSteps, process.isRunning, kept(out) == 0 {
        Thread.sleep(forTimeInterval: 0.002)
      }
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      process.send(SIGKILL)
      return try process.ending()
    }
  }

  /// Kills a fresh solve at each moment, runs it again to its end, and compares the files.
  static func kill(at moments: [(afterSteps: Bool, milliseconds: Int)]) async throws {
    let folder = try ScratchFolder()
    let ending = try await MakerlabProcess.run(words(out: folder.path("whole")))
    let whole = try files(folder, "whole")
    try #require(ending.code == 0 || ending.code == 1, "\(ending.noteLines)")
    try #require(whole.count == 2)
    var kills = 0
    var resumed = 0
    for (number, moment) in moments.enumerated() {
      let out = "out\(number)"
      let words = words(out: folder.path(out))
      let killed = try await kill(
        words, out: folder.path(out), afterSteps: moment.afterSteps,
        milliseconds: moment.milliseconds)
      kills += killed.code == nil ? 1 : 0
      let kept = kept(folder.path(out))
      let last = try await MakerlabProcess.run(words + ["--format", "json"])
      #expect(last.code == ending.code, "moment \(moment): \(last.noteLines)")
      #expect(try files(folder, out) == whole, "moment \(moment)")
      // What was kept is not drawn again.
      #expect(last.outputText.contains("\"resumed\": \(kept),"), "moment \(moment), kept \(kept)")
      resumed += killed.code == nil && kept > 0 ? 1 : 0
    }
    #expect(5 * kills >= 2 * moments.count, "the solve is long enough to be killed")
    #expect(resumed >= 1 && 5 * resumed >= moments.count, "kills came after decided steps too")
  }

  @Test func fiveKillsChangeNothing() async throws {
    try await Self.kill(at: [(false, 15), (true, 0), (true, 20), (true, 45), (false, 160)])
  }

  @Test func anInterruptedSolveSaysHowToGoOn() async throws {
    let folder = try ScratchFolder()
    // Some seconds long, so that it is still under way when the signal comes on a busy machine.
    let words = Self.words(out: folder.path("out"), latency: "15ms")
    let ending = try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(words)
      while process.isRunning, Self.kept(folder.path("out")) == 0 {
        Thread.sleep(forTimeInterval: 0.002)
      }
      process.send(SIGINT)
      return try process.ending()
    }
    #expect(ending.code == 130)
    #expect(ending.outputText.contains("same command"))
    let last = try await MakerlabProcess.run(words)
    #expect(last.code == 0 && last.outputText.contains("by an earlier run"), "\(last.outputText)")
  }

  /// A reply that is long in coming keeps nothing in memory, and an interrupt need not wait for it.
  @Test func stepsAreKeptWhileAReplyIsAwaited() async throws {
    let folder = try ScratchFolder()
    let words = [
      "solve", "--task", "hanoi", "--disks", "8", "--k", "3", "--cap", "4", "--out",
      folder.path("out"), "--channel", "simulated:p=0.8,clock=real", "--escalate",
      "simulated:p=1,latency=3600s,clock=real",
    ]
    let ending = try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(words)
      while process.isRunning, Self.kept(folder.path("out")) == 0 {
        Thread.sleep(forTimeInterval: 0.01)
      }
      process.send(SIGINT)
      return try process.ending()
    }
    #expect(ending.code == 130)
    #expect(ending.outputText.contains("interrupted"), "the report is printed: \(ending.noteLines)")
    #expect(Self.kept(folder.path("out")) > 0)
  }

  /// One process at a time solves the same; the second is told at once, and draws nothing.
  @Test func aSecondProcessIsTold() async throws {
    let folder = try ScratchFolder()
    let words = Self.words(out: folder.path("out"), latency: "20ms")
    let endings = try await MakerlabProcess.onOwnThread {
      let first = try MakerlabProcess(words)
      while first.isRunning, Self.kept(folder.path("out")) == 0 {
        Thread.sleep(forTimeInterval: 0.002)
      }
      let second = try MakerlabProcess(words).ending()
      first.send(SIGKILL)
      return (try first.ending(), second)
    }
    #expect(endings.1.code == 2)
    #expect(endings.1.noteLines.count == 1)
    #expect(endings.1.noteLines.first?.contains("another process") == true)
  }
}

/// Fifty kills at random moments; `make soak` runs them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct SolveKillSoakTests {
  @Test func fiftyKillsChangeNothing() async throws {
    var state: UInt64 = 0x5EED
    let moments = (0..<50).map { number in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (number % 2 == 0, Int(state >> 33) % (number % 2 == 0 ? 250 : 400))
    }
    try await SolveKillTests.kill(at: moments)
  }
}
