/// What the checks say about one engine.
package struct EngineVerdict: Sendable {
  /// Name of the engine.
  package let engine: String
  /// What it does.
  package let summary: String
  /// Name of the check that is there to reject it; nil for our engine.
  package let check: String?
  /// What speaks against it, by the name of the check.
  package let objections: [(check: String, text: String)]

  /// Makes a verdict of its parts.
  package init(
    engine: String, summary: String, check: String?, objections: [(check: String, text: String)]
  ) {
    self.engine = engine
    self.summary = summary
    self.check = check
    self.objections = objections
  }

  /// Whether any check rejects it.
  package var isRejected: Bool { !objections.isEmpty }

  /// Whether the check that is there for it is among those that reject it.
  package var isRejectedByItsCheck: Bool { check.map(caughtBy.contains) ?? isRejected }

  /// The verdict in one word.
  package var word: String { isRejected ? "rejected" : "accepted" }

  /// Names of the checks that reject it.
  package var caughtBy: [String] { objections.map(\.check) }
}

/// Who was rejected in a self-test, and by what.
package struct SelfTestReport: Sendable {
  /// Seed of all runs.
  package let seed: Int
  /// The verdict on our engine.
  package let ours: EngineVerdict
  /// The verdicts on engines that cheat.
  package let cheats: [EngineVerdict]
  /// Every check: its name, what it compares and its false-alarm rate.
  package let checks: [(name: String, compares: String, falseAlarmRate: Double)]

  /// Makes a report of its parts.
  package init(
    seed: Int, ours: EngineVerdict, cheats: [EngineVerdict],
    checks: [(name: String, compares: String, falseAlarmRate: Double)]
  ) {
    self.seed = seed
    self.ours = ours
    self.cheats = cheats
    self.checks = checks
  }

  /// Our engine, then the cheats.
  package var engines: [EngineVerdict] { [ours] + cheats }

  /// Cheats that a check rejects.
  ///
  /// - Parameter check: Name of the check.
  /// - Returns: Their names.
  package func catches(_ check: String) -> [String] {
    cheats.filter { $0.caughtBy.contains(check) }.map(\.engine)
  }

  /// What is not as it must be, a line each; empty where the self-test succeeds.
  package var faults: [String] {
    (ours.isRejected ? ["our engine is rejected by \(ours.caughtBy.joined(separator: ", "))"] : [])
      + cheats.filter { !$0.isRejectedByItsCheck }.map {
        "\($0.engine) is not rejected by \($0.check ?? "any check")"
      }
      + checks.filter { catches($0.name).isEmpty }.map { "the check catches no cheat: \($0.name)" }
  }
}
