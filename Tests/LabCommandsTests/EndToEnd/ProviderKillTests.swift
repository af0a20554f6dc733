import Foundation
import MAKERCore
import Storage
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A solve over a provider that is killed again and again ends as one that is not, and no reply is lost
/// or paid for twice but those that were under way.
@Suite(.serialized) struct ProviderKillTests {
  private static let concurrency = 4

  private static func words(_ out: String) -> [String] {
    [
      "solve", "--task", "hanoi", "--disks", "6", "--k", "3", "--seed", "5", "--out", out,
      "--channel", "openai:model,concurrency=\(concurrency)", "--max-tokens-total", "1e9",
    ]
  }

  /// A server whose replies depend on what is asked alone, the index of the draw included.
  private static func server() throws -> FaultServerProcess {
    try FaultServerProcess(["--p", "0.85", "--v", "0.9", "--latency-ms", "2", "--seed", "9"])
  }

  /// The steps as the solve writes them: moves, votes, draws and verdicts; without the comments, which
  /// name the port of the server.
  private static func steps(_ folder: ScratchFolder, _ out: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(out))
    let name = try #require(names.first { $0.hasSuffix(".steps.csv") })
    let lines = try folder.text(out + "/" + name).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n")
  }

  /// Kills solves when the server has answered some number of requests, runs them again to their end,
  /// and compares with a solve that was left alone.
  ///
  /// - Parameters:
  ///   - runs: Solves; count.
  ///   - seed: Seed of the moments, printed where something fails.
  /// - Throws: What keeps a solve or a server from being run.
  static func kill(runs: Int, seed: UInt64) async throws {
    let folder = try ScratchFolder()
    let (whole, answers) = try await MakerlabProcess.onOwnThread {
      let server = try server()
      let ending = try MakerlabProcess(
        words(folder.path("whole")), environment: server.environment
      ).ending()
      try #require(ending.code == 0 || ending.code == 1, "\(ending.noteLines)")
      return (ending, try server.counts().answered)
    }
    let expected = try steps(folder, "whole")
    let draws = try Journal(folder.path("whole"))
    #expect(draws.draws.count == answers && draws.cut.isEmpty)
    var kills = 0
    for run in 0..<runs {
      let runSeed = seed &+ UInt64(run)
      let out = "out\(run)"
      let (ending, hits, ids) = try await MakerlabProcess.onOwnThread {
        () -> (MakerlabProcess.Ending, Int, [String: IDCount]) in
        let server = try server()
        var moments = Moments(state: runSeed)
        var hits = 0
        for _ in 0..<Int(1 + moments.next() % 3) {
          let process = try MakerlabProcess(
            words(folder.path(out)), environment: server.environment)
          let limit = try server.counts().answered + Int(moments.next() % UInt64(answers))
          while process.isRunning, try server.counts().answered < limit {
            Thread.sleep(forTimeInterval: 0.002)
          }
          // Not only right after an answer.
          Thread.sleep(forTimeInterval: Double(moments.next() % 4) / 1000)
          process.send(SIGKILL)
          hits += try process.ending().code == nil ? 1 : 0
        }
        let last = try MakerlabProcess(
          words(folder.path(out)), environment: server.environment
        ).ending()
        return (last, hits, try server.ids())
      }
      kills += hits
      let name = "seed \(runSeed), \(hits) kills"
      #expect(ending.code == whole.code, "\(name): \(ending.noteLines)")
      #expect(try steps(folder, out) == expected, "\(name)")
      let journal = try Journal(folder.path(out))
      #expect(journal.draws == draws.draws, "\(name)")
      #expect(journal.rows == journal.draws.count, "\(name): no draw twice")
      #expect(journal.cut.count <= hits * concurrency, "\(name): \(journal.cut.count) cut")
      let answered = ids.values.reduce(0) { $0 + $1.answered }
      #expect(answered >= journal.draws.count, "\(name)")
      #expect(answered <= journal.draws.count + journal.cut.count, "\(name)")
      // Each draw is answered once, and again only where an answer was cut.
      #expect(ids.count == journal.draws.count, "\(name)")
      let again = ids.values.reduce(0) { $0 + max($1.answered, 1) - 1 }
      #expect(again == answered - journal.draws.count, "\(name)")
      let mostCut = Dictionary(grouping: journal.cut) { $0 }.values.reduce(0) { max($0, $1.count) }
      #expect(ids.values.allSatisfy { $0.asked <= 1 + mostCut }, "\(name)")
    }
    #expect(kills >= runs / 2, "kills come while solves are under way")
  }

  @Test func fiveRunsEndAsIfNeverKilled() async throws {
    try await Self.kill(runs: 5, seed: 0x11)
  }

  /// What a store holds of the draws of a solve.
  private struct Journal {
    /// Text of each reply by its place.
    var draws: [DrawCoordinates: [UInt8]] = [:]
    /// Draws that are recorded; count.
    var rows = 0
    /// Places of requests whose end nobody knows.
    var cut: [DrawCoordinates] = []

    init(_ out: String) throws {
      let store = try LabStore(readingOnly: out + "/lab.sqlite")
      defer { store.close() }
      let recordings = try store.recordings()
      let recording = try #require(recordings.first)
      try #require(recordings.count == 1)
      try store.forEachDraw(of: recording.id) { draw in
        draws[draw.key.coordinates] = draw.text
        rows += 1
      }
      var session = 1
      while case let attempts = try store.attempts(ofSession: session), !attempts.isEmpty {
        cut += attempts.filter { $0.outcome == nil }.map(\.attempt.key.coordinates)
        session += 1
      }
    }
  }

  /// SplitMix64.
  private struct Moments {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}

/// Two hundred solves killed at random; `make soak` runs them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct ProviderKillSoakTests {
  @Test func twoHundredRunsEndAsIfNeverKilled() async throws {
    try await ProviderKillTests.kill(runs: 200, seed: 0x5EED)
  }
}
