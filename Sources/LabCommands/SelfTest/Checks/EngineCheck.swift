import Analysis
import ExperimentDesign

/// One check of an engine.
struct EngineCheck: Sendable {
  /// Short name.
  let name: String
  /// What is compared with what, in one line.
  let compares: String
  /// Probability of an objection to an engine without fault, of what the run shows; unit 1.
  let falseAlarmRate: @Sendable (EngineRun) -> Double
  /// Says what speaks against the engine; nil for nothing.
  let objection: @Sendable (EngineRun) throws -> String?

  /// Every check, in the order in which objections are listed.
  static let all: [EngineCheck] = [
    .exactMargins, .wrongSteps, .votesPerStep, .validDraws, .wrongRaces, .undecidedRaces,
    .taskFailure, .failedAttempts, .tokenLimit,
  ]

  /// A check without chance.
  ///
  /// - Parameters:
  ///   - name: Short name.
  ///   - compares: What is compared with what.
  ///   - objection: Says what speaks against an engine; nil for nothing.
  /// - Returns: The check, whose false-alarm rate is 0.
  static func certain(
    _ name: String, compares: String,
    objection: @escaping @Sendable (any VotingEngine) throws -> String?
  ) -> EngineCheck {
    EngineCheck(name: name, compares: compares, falseAlarmRate: { _ in 0 }) {
      try objection($0.engine)
    }
  }

  /// A check of a quantity that the judge of `makerlab check` compares with its exact value.
  ///
  /// - Parameters:
  ///   - quantity: The quantity, as the judge calls it.
  ///   - compares: What is compared with what.
  /// - Returns: The check, at the rate that the judge allows for its comparisons.
  static func judged(_ quantity: String, compares: String) -> EngineCheck {
    EngineCheck(
      name: quantity, compares: compares,
      falseAlarmRate: { run in
        run.comparisons(of: quantity).reduce(0) { $0 + $1.falseAlarmRate }
      }
    ) { run in
      let against = run.comparisons(of: quantity).map(\.cell)
        .filter { $0.verdict == .contradicted }
      return against.max { abs($0.z ?? 0) < abs($1.z ?? 0) }.map { cell in
        let found = NumberFormat.significant(cell.estimate, 4)
        let exact = cell.exact.map { NumberFormat.significant($0, 4) } ?? "unknown"
        let z = cell.z.map { ", z \(NumberFormat.significant($0, 3))" } ?? ""
        return "\(found) where theory has \(exact)\(z)"
      }
    }
  }
}
