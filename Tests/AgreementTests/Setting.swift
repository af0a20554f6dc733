import ExperimentDesign
import MAKERCore
import Simulation
import Testing

/// One setting at which a simulator is held against theory.
struct Setting: Sendable, CustomTestStringConvertible {
  /// Seed of every agreement test but the soak; a failing test never gets another.
  static let seed = 2026

  /// Seed of the run.
  var seed = Setting.seed
  var fidelity = Fidelity.vote
  /// Share of each candidate among valid replies, the right one first; unit 1, sum 1.
  var shares: [Double]
  /// Valid rate v; unit 1.
  var validRate = 1.0
  /// Races of a trial; 1 makes the trial a race.
  var steps = 1
  /// Margin k; votes.
  var margin: Int
  /// Most votes of a race; nil for none.
  var cap: Int?
  /// Trials to sample; count.
  var trials: Int

  var testDescription: String {
    let text = shares.map { "\(($0 * 1e4).rounded() / 1e4)" }.joined(separator: ";")
    return "\(fidelity.rawValue) shares \(text) v \(validRate) s \(steps) k \(margin)"
      + " cap \(cap.map(String.init) ?? "none") n \(trials)"
  }

  /// Two candidates, the complement with its own digits.
  static func pair(_ p: Double) throws -> [Double] {
    [p, try Probability(p).complement]
  }

  /// Theory for the setting, or for one whose p or v is a little less.
  func prediction(p factor: Double = 1) throws -> RacePrediction {
    try RacePrediction(shares: shares(p: factor), margin: margin, cap: cap)
  }

  /// The shares with p times the factor; the others keep their proportions.
  private func shares(p factor: Double) throws -> [Double] {
    if factor == 1 { return shares }
    let right = shares[0] * factor
    if shares.count == 2 { return try Setting.pair(right) }
    let scale = (1 - right) / (1 - shares[0])
    return [right] + shares.dropFirst().map { $0 * scale }
  }

  /// Simulates the setting.
  ///
  /// - Parameter listedVotes: Last vote of the histogram of race lengths, nil for none.
  /// - Returns: The tally of its trials.
  /// - Throws: `SamplerError`.
  func sampled(listedVotes: Int?) throws -> Tally {
    let point = DesignPoint(
      experiment: "test/agreement", fidelity: fidelity, unit: steps == 1 ? .race : .task,
      shares: shares, validRate: validRate, steps: steps, disks: nil, target: nil, margin: margin,
      marginChoice: .fixed(margin), minimumMargin: nil, cap: cap, listedVotes: listedVotes)
    let planned = PlannedPoint(point: point, stop: .trials(trials))
    return try Samplers.make(for: planned, seed: seed).sample(0..<trials)
  }
}
