import Economics
import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import Storage
import SweepRunner
import Tasks

/// Calls to a model on loopback through all that a call of a run goes through: limiter, budget, journal
/// on disk, retries and reading.
final class ProviderCalls {
  /// What some calls took.
  struct Run {
    /// Time by the clock; seconds.
    var seconds: Double
    /// Time of cores of this process; seconds.
    var coreSeconds: Double
  }

  /// The channel.
  let channel: ProviderChannel
  private let folder: URL
  private var next = 0

  /// Opens a journal in a temporary folder and a channel on it.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - concurrency: Most calls under way; count.
  /// - Throws: What the file system or the store refuses.
  init(to model: LoopbackModel, concurrency: Int) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try DrawStore(path: folder.appending(path: "lab.sqlite").path)
    let recording = try store.saveRecording("bench").description
    let environment = ProviderEnvironment([
      "OPENAI_API_KEY": "sk-loopback", "OPENAI_BASE_URL": model.baseURL,
    ])
    channel = ProviderChannel(
      try environment.endpoint(
        for: ProviderSpec("openai:simulated,concurrency=\(concurrency),attempts=1")),
      recording: recording, runSeed: 1, prices: nil,
      services: ProviderServices(
        transport: CurlTransport(), ledger: try GroupCommitter(store, payer: "bench"),
        budget: BudgetKeeper(Budget(BudgetLimits()))))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Makes new draws, so many at a time.
  ///
  /// - Parameters:
  ///   - count: Draws.
  ///   - limit: Draws under way at the same time.
  /// - Returns: What they took.
  /// - Throws: `LabError` where one of them failed.
  func make(_ count: Int, limit: Int = 64) async throws -> Run {
    let prompt = TowersOfHanoi(disks: 6).position(atStep: 0)
    let text = TowersOfHanoi(disks: 6).prompt(for: prompt.state, after: nil)
    let first = next
    next += count
    let batch = DrawBatch(count: count, limit: limit) { number in
      DrawRequest(
        coordinates: DrawCoordinates(trial: first + number, step: 0, draw: 0), temperature: 0.7,
        prompt: text, tokenLimit: 750)
    }
    let (clock, cores) = (ContinuousClock(), Benchmark.coreTime())
    let start = clock.now
    let result = await batch.run(over: channel) { _, reply in !reply.text.isEmpty }
    let seconds = (clock.now - start) / .seconds(1)
    guard result.isWhole, result.draws.allSatisfy({ $0?.judgement == true }) else {
      throw LabError("a call to the model on loopback failed: \(result.failure?.message ?? "")")
    }
    return Run(
      seconds: max(seconds, 1e-9), coreSeconds: Benchmark.coreTime() - cores)
  }
}

extension ProviderCalls {
  /// Votes on one step again and again, some races side by side.
  ///
  /// - Parameters:
  ///   - races: Races.
  ///   - margin: Margin k.
  ///   - limit: Races under way at the same time.
  /// - Returns: Time and draws of each race.
  /// - Throws: `LabError` where one of them was not won.
  func vote(
    _ races: Int, margin: Int, limit: Int
  ) async throws -> [(nanoseconds: Int, draws: Int)] {
    let task = TowersOfHanoi(disks: 6)
    let orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: RaceRule(margin: margin), temperature: .constant(0.7),
        redFlags: RedFlagPolicy(tokenLimit: 750), attempts: 1))
    // The first calls open connections and fill the window of the limiter.
    _ = try await make(512, limit: 128)
    let (channel, first) = (channel, 1_000_000)
    var times: [(nanoseconds: Int, draws: Int)] = []
    _ = await SideBySide(limit: limit).run(races, until: StopRequest()) { race in
      await orchestrator.decide(task.position(atStep: 0), trial: first + race, over: [channel])
    } take: { _, decision, _ in
      guard decision.winner != nil else { return .stop }
      times.append((decision.record.elapsed, decision.record.issued))
      return .goOn
    }
    guard times.count == races else { throw LabError("a vote on loopback was not won") }
    return times
  }
}
