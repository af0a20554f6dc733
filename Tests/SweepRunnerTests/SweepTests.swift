import ExperimentDesign
import Simulation
import SweepRunner
import Testing

/// A ledger in memory; it stops the sweep after a number of commits, as a kill would.
final class MemoryLedger: TallyLedger {
  struct Killed: Error {}
  var rows: [StrongID: [Int: (trials: Range<Int>, tally: Tally)]] = [:]
  var commitsLeft = Int.max

  func finished(point: StrongID, seed: Int) -> [(trials: Range<Int>, tally: Tally)] {
    (rows[point] ?? [:]).values.sorted { $0.trials.lowerBound < $1.trials.lowerBound }
  }

  func record(_ key: TallyKey, _ tally: Tally) throws {
    guard commitsLeft > 0 else { throw Killed() }
    commitsLeft -= 1
    let held = rows[key.point]?[key.trials.lowerBound]
    #expect(held == nil, "a range was computed twice")
    rows[key.point, default: [:]][key.trials.lowerBound] = (key.trials, tally)
  }

  /// What a reader of the ledger counts.
  func total(_ point: PlannedPoint) throws -> Tally? {
    try FinishedPoint.tally(point, seed: 7, ranges: finished(point: point.id, seed: 7))
  }

  /// Trials committed, whether the rule counts them or not.
  func committed(_ point: PlannedPoint) -> Int {
    finished(point: point.id, seed: 7).reduce(0) { $0 + $1.tally.trials }
  }
}

@Suite struct SweepTests {
  /// In aggregates, whose chunks cost little: how ranges are kept has nothing to do with what is in them.
  static func point(
    _ stop: StopRule, p: Double = 0.99, steps: Int = 2000, fidelity: Fidelity = .aggregate
  ) -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "test/sweep", fidelity: fidelity, unit: .task, shares: [p, 1 - p], validRate: 1,
        steps: steps, disks: nil, target: nil, margin: 3, marginChoice: .fixed(3),
        minimumMargin: nil, cap: nil, listedVotes: nil),
      stop: stop)
  }

  /// Several chunks for each rule; what a rule ends is decided trial by trial below.
  static let rules: [StopRule] = [
    .trials(3301), .errors(15, atMost: 100_000), .relativeHalfWidth(0.4, atMost: 100_000),
    .errors(1_000_000, atMost: 2700),
  ]
  /// Each vote by itself, several chunks too.
  static let votes = point(.errors(6, atMost: 100_000), p: 0.98, fidelity: .vote)

  private func run(
    _ points: [PlannedPoint], workers: Int, ledger: MemoryLedger = MemoryLedger()
  ) async throws -> MemoryLedger {
    let sweep = Sweep(points: points.map { ($0, 7) }, workers: workers)
    #expect(try await sweep.run(ledger: ledger) == .finished)
    return ledger
  }

  @Test(arguments: [1, 2, 7])
  func cutsAtTheExactTrial(workers: Int) async throws {
    for point in Self.rules.map({ Self.point($0) }) + [Self.votes] {
      let ledger = try await run([point], workers: workers)
      let sampler = try Samplers.make(for: point, seed: 7)
      var expected = Tally()
      var trial = 0
      repeat {
        expected += sampler.sample(trial..<trial + 1)
        trial += 1
      } while !point.stop.isMet(
        failures: expected.trialsWrong + expected.trialsUndecided, trials: trial)
      #expect(try ledger.total(point) == expected, "\(point.stop), \(workers) workers")
      #expect(ledger.committed(point) > point.trialsPerChunk, "\(point.stop): one chunk")
    }
  }

  /// Killed after some number of commits and run again, a sweep ends with the same counts, and no
  /// committed range is computed twice.
  @Test func resumesAfterAnyKill() async throws {
    // Another p for each rule, so that no two of them are the same design point.
    let points = Self.rules.enumerated().map {
      Self.point($0.element, p: 0.99 + 0.0001 * Double($0.offset))
    }
    let whole = try await run(points, workers: 2)
    for commits in [0, 1, 4, 9] {
      let ledger = MemoryLedger()
      ledger.commitsLeft = commits
      await #expect(throws: MemoryLedger.Killed.self) {
        try await Sweep(points: points.map { ($0, 7) }, workers: 2).run(ledger: ledger)
      }
      ledger.commitsLeft = .max
      let resumed = try await run(points, workers: 2, ledger: ledger)
      for point in points {
        #expect(
          try resumed.total(point) == whole.total(point), "\(commits) commits, \(point.stop)")
      }
    }
  }

  @Test func moreTrialsExtendWhatIsThere() async throws {
    let short = Self.point(.trials(1500))
    let long = Self.point(.trials(4001))
    #expect(short.id == long.id)
    let ledger = try await run([short], workers: 2)
    let extended = try await run([long], workers: 2, ledger: ledger)
    let expected = try await run([long], workers: 1).total(long)
    #expect(try extended.total(long) == expected)
  }

  /// A ledger that holds more than a rule asks for is read up to the rule, and keeps the rest.
  @Test func fewerTrialsAreReadFromMore() async throws {
    let long = Self.point(.trials(4001))
    let short = Self.point(.trials(1500))
    let ledger = try await run([long], workers: 2)
    let expected = try await run([short], workers: 1).total(short)
    let again = try await run([short], workers: 2, ledger: ledger)
    #expect(try again.total(short) == expected && expected?.trials == 1500)
    #expect(ledger.committed(long) == 4001)
    let (many, few) = (
      Self.point(.errors(15, atMost: 100_000)), Self.point(.errors(6, atMost: 100_000))
    )
    let errors = try await run([many], workers: 2)
    let firstFew = try await run([few], workers: 1).total(few)
    #expect(try errors.total(few) == firstFew && firstFew?.trialsWrong == 6)
  }

  @Test func stopRequestKeepsWhatIsFinished() async throws {
    let request = StopRequest()
    let ledger = MemoryLedger()
    let point = Self.point(.errors(1_000_000, atMost: 2000), p: 0.9, fidelity: .vote)
    let ending = try await Sweep(points: [(point, 7)], workers: 2).run(
      ledger: ledger, request: request
    ) { progress in
      if progress.votes > 0 { request.stop() }
    }
    #expect(ending == .interrupted)
    let kept = ledger.committed(point)
    #expect(kept > 0 && kept < 2000)
    #expect(try await run([point], workers: 2, ledger: ledger).total(point)?.trials == 2000)
  }

  @Test func timeRuleEndsAtAWholeChunk() async throws {
    let point = Self.point(.seconds(0.05, atMost: 1_000_000_000))
    let ledger = try await run([point], workers: 1)
    let trials = try ledger.total(point)?.trials ?? 0
    #expect(trials > 0 && trials % point.trialsPerChunk == 0)
  }

  /// A kill may leave later ranges and not the first: the point is then not done, and goes on.
  @Test func timeRuleWithoutItsFirstRangeGoesOn() async throws {
    let point = Self.point(.seconds(0.05, atMost: 1_000_000_000))
    let ledger = try await run([point], workers: 1)
    ledger.rows[point.id]?[0] = nil
    #expect(try ledger.total(point) == nil)
    #expect(try await run([point], workers: 1, ledger: ledger).total(point) != nil)
  }
}
