import ExperimentDesign
import MAKERCore

/// Points of unequal steps for the tests of samplers.
enum PopulationPoints {
  /// Three classes, two wrong alternatives, an outlier of three candidates within every task.
  static func population(outlier: Bool = true) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.5, flagRate: 0, error: .constant(0.1)),
        .init(share: 0.3, flagRate: 0.1, error: .beta(alpha: 0.5, beta: 1.5)),
        .init(share: 0.2, flagRate: 0.4, error: .beta(alpha: 1, beta: 2)),
      ], wrongShares: [0.7, 0.3],
      outliers: outlier ? [.init(step: 2, flagRate: 0.3, shares: [0.3, 0.3, 0.4])] : [])
  }

  static func point(
    _ fidelity: Fidelity = .vote, unit: TrialUnit = .task, rule: RaceRule.Kind = .firstToAheadBy,
    steps: Int = 15, disks: Int? = nil, k: Int = 2, cap: Int? = nil, listed: Int? = nil
  ) throws -> PlannedPoint {
    let model = SimulatedModel(name: "hard", population: try population())
    return PlannedPoint(
      point: DesignPoint(
        experiment: "test/population", fidelity: fidelity, unit: unit, shares: model.shares,
        validRate: model.validRate, steps: disks.map { (1 << $0) - 1 } ?? steps, disks: disks,
        target: nil, margin: k, marginChoice: .fixed(k), minimumMargin: nil, cap: cap,
        listedVotes: listed, rule: rule, model: model, listedDraws: listed),
      stop: .trials(1000))
  }
}
