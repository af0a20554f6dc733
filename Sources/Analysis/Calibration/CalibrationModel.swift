/// What is taken for granted of the law of the steps' success when draws are read.
package enum CalibrationModel: String, CaseIterable, Sendable {
  /// Success is Beta-distributed over the steps.
  case beta
  /// Nothing: only moments are known, as many as a step has valid draws.
  case moments
}

extension CalibrationModel {
  /// Whether the interval for ρ ends below a correlation.
  ///
  /// - Parameters:
  ///   - correlation: ρ; unit 1, range (0, 1].
  ///   - draws: The labelled draws.
  ///   - level: Level of the interval; unit 1, range (0, 1).
  /// - Returns: Whether draws exclude correlations of that size and greater.
  package func excludes(
    atLeast correlation: Double, by draws: LabelledDraws, level: Double
  ) -> Bool {
    switch self {
    case .beta: BetaRegion.isBeyond(correlation, of: draws, level: level, isAbove: true)
    case .moments: CorrelationTest(draws).excludes(atLeast: correlation, level: level)
    }
  }

  /// Whether the interval for ρ begins above 0.
  ///
  /// - Parameters:
  ///   - draws: The labelled draws.
  ///   - level: Level of the interval; unit 1, range (0, 1).
  /// - Returns: Whether draws show that there is correlation.
  package func detectsCorrelation(in draws: LabelledDraws, level: Double) -> Bool {
    switch self {
    case .beta: BetaRegion.isBeyond(0, of: draws, level: level, isAbove: false)
    case .moments: CorrelationTest(draws).detects(level: level)
    }
  }
}
