import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A solve that was killed goes on from its last decided step, to the same moves and verdicts.
@Suite struct SolveKillTests {
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
    where name.hasPrefix("hanoi") {
      files[name] = try folder.read(out + "/" + name)
    }
    return files
  }

  /// Kills a fresh solve at each moment, runs it again to its end, and compares the files.
  static func kill(at moments: [Int]) async throws {
    let folder = try ScratchFolder()
    let ending = try await MakerlabProcess.run(words(out: folder.path("whole")))
    let whole = try files(folder, "whole")
    try #require(ending.code == 0 || ending.code == 1, "\(ending.noteLines)")
    try #require(whole.count == 2)
    var kills = 0
    for (number, moment) in moments.enumerated() {
      let out = "out\(number)"
      let words = words(out: folder.path(out))
      let killed = try await MakerlabProcess.onOwnThread {
        let process = try MakerlabProcess(words)
        Thread.sleep(forTimeInterval: Double(moment) / 1000)
        process.send(SIGKILL)
        return try process.ending()
      }
      kills += killed.code == nil ? 1 : 0
      let last = try await MakerlabProcess.run(words)
      #expect(last.code == ending.code, "killed after \(moment) ms: \(last.noteLines)")
      #expect(try files(folder, out) == whole, "killed after \(moment) ms")
    }
    #expect(5 * kills >= 2 * moments.count, "the solve is long enough to be killed")
  }

  @Test func fiveKillsChangeNothing() async throws {
    try await Self.kill(at: [7, 40, 100, 180, 270])
  }

  @Test func anInterruptedSolveSaysHowToGoOn() async throws {
    let folder = try ScratchFolder()
    // Some seconds long, so that it is still under way when the signal comes on a busy machine.
    let words = Self.words(out: folder.path("out"), latency: "15ms")
    let ending = try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(words)
      while process.isRunning, !folder.exists("out/lab.sqlite") {
        Thread.sleep(forTimeInterval: 0.002)
      }
      Thread.sleep(forTimeInterval: 0.1)
      process.send(SIGINT)
      return try process.ending()
    }
    #expect(ending.code == 130)
    #expect(ending.outputText.contains("same command"))
    let last = try await MakerlabProcess.run(words)
    #expect(last.code == 0 && last.outputText.contains("by an earlier run"), "\(last.outputText)")
  }
}

/// The same fifty times; `make soak` runs it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct SolveKillSoakTests {
  @Test func fiftyKillsChangeNothing() async throws {
    var state: UInt64 = 0x5EED
    let moments = (0..<50).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % 400
    }
    try await SolveKillTests.kill(at: moments)
  }
}
