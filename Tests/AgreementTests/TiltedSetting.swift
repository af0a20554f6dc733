import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Statistics
import Testing

/// One setting at which weighed races are held against the exact P(wrong).
struct TiltedSetting: Sendable, CustomTestStringConvertible {
  /// Shares of equal steps, or nil for a population.
  var shares: [Double]?
  var population: StepPopulation?
  /// Margin k; votes.
  var margin: Int
  /// Most votes of a race; nil for none.
  var cap: Int?
  /// Races; count.
  var races = 20_000

  var testDescription: String {
    "shares \(shares.map { "\($0)" } ?? "none") classes \(population.map { "\($0.classes)" } ?? "none")"
      + " k \(margin) cap \(cap.map(String.init) ?? "none")"
  }

  /// The exact P(wrong).
  func exact() throws -> Double {
    let rule = RaceRule(margin: margin)
    if let population {
      return try PopulationLaw(population, rule: rule, cap: cap).ordinary.wrong
    }
    let shares = try CandidateShares(shares ?? [])
    if shares.values.count == 2, cap == nil {
      return try TwoCandidateRace(
        stepSuccess: Probability(shares.stepSuccess), margin: margin
      ).wrong
    }
    return try RaceLaw(shares: shares, rule: rule, cap: cap).wrong
  }

  /// The point that is sampled.
  var planned: PlannedPoint {
    var point = DesignPoint(
      experiment: "test/tilted", fidelity: .vote, unit: .race, shares: shares ?? [0.5, 0.5],
      validRate: 1, steps: 1, disks: nil, target: nil, margin: margin,
      marginChoice: .fixed(margin), minimumMargin: nil, cap: cap, listedVotes: nil,
      isTilted: true)
    point.model = population.map { SimulatedModel(name: "steps", population: $0) }
    return PlannedPoint(point: point, stop: .trials(races))
  }

  /// What the sampler counts.
  func sampled() throws -> Tally {
    try Samplers.make(for: planned, seed: Setting.seed).sample(0..<races)
  }

  /// The weighed races against a mean weight, that of the bound being 1.
  func checks(_ tally: Tally, mean: Double) throws -> [AgreementCheck] {
    let sum = try #require(tally.weightSum)
    let squares = try #require(tally.weightSquares)
    let n = Double(races)
    let pValue = BoundedSum.pValue(
      sum: sum, count: races, mean: min(1, mean), complement: max(0, 1 - mean))
    var checks = [
      AgreementCheck(
        quantity: "weight of wrong races", null: "bounded, n \(races)", expected: n * mean,
        observed: sum, z: ZScore(pValue: max(1e-300, pValue), isAbove: sum > n * mean).value)
    ]
    // The limit theorem where enough races have weight and enough have none.
    if tally.racesWrong >= 1000, races - tally.racesWrong >= 1000 {
      let variance = squares - sum * sum / n
      checks.append(
        AgreementCheck(
          quantity: "weight of wrong races", null: "normal, n \(races)", expected: n * mean,
          observed: sum, z: (sum - n * mean) / max(variance, 1e-9 * n).squareRoot()))
    }
    return checks
  }
}
