import ExperimentDesign
import Simulation
import SweepRunner
import Testing

@Suite("Shares of a point are the point")
struct ShareTests {
  private static let trials = 5003
  private static let point = SweepTests.point(
    .trials(trials), p: 0.9, steps: 20, fidelity: .vote)

  /// Consecutive ranges of some length.
  private func ranges(of length: Int) -> [Range<Int>] {
    stride(from: 0, to: Self.trials, by: length).map { $0..<min($0 + length, Self.trials) }
  }

  private func run(
    _ ranges: [Range<Int>], workers: Int = 2, into ledger: MemoryLedger
  ) async throws -> SweepEnding {
    let share = PointShare(Self.point, ranges: ranges)
    var last = -1.0
    return try await Sweep(shares: [(share, 7)], workers: workers).run(ledger: ledger) {
      #expect($0.fraction >= last && $0.fraction <= 1)
      last = $0.fraction
    }
  }

  @Test("In any deal to shards, at any number of workers", arguments: [1, 2, 3, 8], [1, 3])
  func dealt(count: Int, workers: Int) async throws {
    let whole = MemoryLedger()
    _ = try await Sweep(points: [(Self.point, 7)], workers: 1).run(ledger: whole)
    let all = ranges(of: 100)
    let joined = MemoryLedger()
    for shard in (0..<count).reversed() {
      let own = all.indices.filter { $0 % count == shard }.map { all[$0] }
      #expect(try await run(own, workers: workers, into: joined) == .finished)
    }
    #expect(joined.finished(point: Self.point.id, seed: 7).count == all.count)
    #expect(try joined.total(Self.point) == whole.total(Self.point))
  }

  @Test("What is held already is not computed again, whatever its ranges are", arguments: 1...6)
  func resumed(step: Int) async throws {
    let sampler = try Samplers.make(for: Self.point, seed: 7)
    let ledger = MemoryLedger()
    // Ranges of another layout, with gaps between them.
    for first in stride(from: 0, to: 4000, by: 170 * step) {
      let held = first..<first + 130
      try ledger.record(
        TallyKey(point: Self.point.id, seed: 7, trials: held), sampler.sample(held))
    }
    #expect(try await run(ranges(of: 100), into: ledger) == .finished)
    #expect(ledger.committed(Self.point) == Self.trials)
    #expect(try ledger.total(Self.point) == sampler.sample(0..<Self.trials))
    let before = ledger.rows[Self.point.id]?.count
    #expect(try await run(ranges(of: 100), into: ledger) == .finished)
    #expect(ledger.rows[Self.point.id]?.count == before)
  }

  @Test("Killed after some commits, a share goes on", arguments: [0, 1, 7, 20])
  func killed(commits: Int) async throws {
    let ledger = MemoryLedger()
    ledger.commitsLeft = commits
    await #expect(throws: MemoryLedger.Killed.self) {
      try await run(ranges(of: 100), into: ledger)
    }
    ledger.commitsLeft = .max
    #expect(try await run(ranges(of: 100), into: ledger) == .finished)
    #expect(ledger.committed(Self.point) == Self.trials)
  }
}
