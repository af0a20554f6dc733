import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import Storage
import SweepRunner

/// Speed of the journal of draws, each reply on disk before it is told to be.
enum JournalBenchmarks {
  static var all: [Benchmark] { [replies] }

  /// Callers at once; count.
  ///
  /// Real ones are fewer, and wait for a model between two commits.
  private static let inFlight = 1024

  static var replies: Benchmark {
    Benchmark(
      name: "replies kept in the journal", unit: "replies/s", goal: .atLeast(20_000)
    ) {
      var rates: [Double] = []
      var transactions = 0
      for _ in 0..<3 {
        let run = try await keep(replies: 30_000)
        rates.append(run.rate)
        transactions = run.transactions
      }
      return Benchmark.Measurement(
        value: Benchmark.median(rates),
        detail: "asked for in one commit, answered in another; the last run made "
          + "\(transactions) transactions of \(inFlight) callers at once")
    }
  }

  /// Does what the pipeline of a draw does to the journal, and counts what a reader finds there.
  private static func keep(replies: Int) async throws -> (rate: Double, transactions: Int) {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "makerlab-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "lab.sqlite").path
    let recording = try newRecording(path)
    let committer = try GroupCommitter(try DrawStore(path: path), payer: "bench")
    let clock = ContinuousClock()
    let start = clock.now
    var failure: (any Error)?
    _ = await SideBySide(limit: inFlight).run(replies, until: StopRequest()) { number in
      let draw = draw(number, recording: recording)
      let attempt = await committer.newAttempt(
        for: draw.key, of: "bench",
        reserving: Charge(inputTokens: 900, outputTokens: 750, picodollars: 1))
      do {
        try await committer.commit([.asked(attempt)])
        try await committer.commit([
          .settled(session: attempt.session, number: attempt.number, .answered(nil)),
          .recorded(draw),
        ])
        return nil as (any Error)?
      } catch { return error }
    } take: { _, problem, _ in
      failure = failure ?? problem
      return problem == nil ? .goOn : .stop
    }
    if let failure { throw failure }
    let seconds = (clock.now - start) / .seconds(1)
    let reader = try LabStore(readingOnly: path)
    defer { reader.close() }
    guard try reader.recordings().map(\.draws) == [replies] else {
      throw LabError("the journal does not hold the \(replies) replies that it said it keeps")
    }
    return (Double(replies) / seconds, await committer.transactions)
  }

  private static func newRecording(_ path: String) throws -> String {
    let journal = try DrawStore(path: path)
    defer { journal.close() }
    return try journal.saveRecording("task=bench").description
  }

  /// A draw of the size that the paper's tasks have.
  private static func draw(_ number: Int, recording: String) -> RecordedDraw {
    RecordedDraw(
      key: DrawKey(
        recording: recording,
        coordinates: DrawCoordinates(trial: 0, step: number / 4, draw: number % 4),
        request: String(repeating: "0", count: 64)),
      prompt: Prompt(
        instructions: String(repeating: "strategy ", count: 250), step: "state \(number / 4)"),
      temperature: 0.1, channel: "bench:model", model: "model", responseID: "response \(number)",
      body: Array(repeating: 65, count: 900), text: Array(repeating: 66, count: 120),
      finishReason: "stop", usage: Usage(inputTokens: 577, outputTokens: 120), latency: 1)
  }
}
