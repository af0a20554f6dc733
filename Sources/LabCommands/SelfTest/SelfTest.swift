package import Analysis

/// Engines that cheat, and the checks that must reject each of them and accept ours.
package enum SelfTest {
  /// Probability that an engine without fault is rejected; unit 1.
  package static let falseAlarmRate = 1e-6

  /// The ways in which engines like this one are known to cheat.
  static let cheats: [any Cheat] = [
    UnshuffledMock(), EarlyStop(), FirstToK(), ClampedMargin(), BoundMargin(), PluralityAtCap(),
    ReusedSeeds(), CachedRepeats(), RetriesAsVotes(), BytesAsTokens(),
  ]

  /// Runs every engine through every check.
  ///
  /// - Parameters:
  ///   - seed: Seed of all runs; 0 to `Int.max`.
  ///   - oracle: What counts are held against.
  /// - Returns: Who was rejected, and by what.
  /// - Throws: What an engine throws.
  package static func report(seed: Int, oracle: any Oracle) throws -> SelfTestReport {
    let run = try EngineRun(
      OurEngine(), seed: seed, falseAlarmRate: falseAlarmRate, oracle: oracle)
    let unused = run.quantities.subtracting(EngineCheck.all.map(\.name))
    precondition(unused.isEmpty, "no check takes \(unused.sorted())")
    return SelfTestReport(
      seed: seed, ours: try verdict(run),
      cheats: try cheats.map {
        let run = try EngineRun(
          $0, seed: seed, falseAlarmRate: falseAlarmRate, oracle: oracle)
        return try verdict(run, check: $0.check)
      },
      checks: EngineCheck.all.map { ($0.name, $0.compares, $0.falseAlarmRate(run)) })
  }

  /// Runs our engine through every check.
  ///
  /// - Parameters:
  ///   - seed: Seed of all runs; 0 to `Int.max`.
  ///   - falseAlarmRate: Probability that it is rejected; unit 1, range (0, 1].
  ///   - oracle: What counts are held against.
  /// - Returns: Whether it was rejected, and by what.
  /// - Throws: `SamplerError`.
  package static func verdictOnOurs(
    seed: Int, falseAlarmRate: Double, oracle: any Oracle
  ) throws -> EngineVerdict {
    try verdict(
      EngineRun(OurEngine(), seed: seed, falseAlarmRate: falseAlarmRate, oracle: oracle))
  }

  private static func verdict(
    _ run: EngineRun, check: EngineCheck? = nil
  ) throws -> EngineVerdict {
    EngineVerdict(
      engine: run.engine.name, summary: run.engine.summary, check: check?.name,
      objections: try EngineCheck.all.compactMap { check in
        try check.objection(run).map { (check.name, $0) }
      })
  }
}
