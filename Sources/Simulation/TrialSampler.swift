package import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams

/// Simulates trials of one design point; all fidelities stand behind it.
///
/// Making one pays the set-up once; sampling is a pure function of the trial's index.
package protocol TrialSampler: Sendable {
  /// Returns the counts of a range of trials.
  ///
  /// - Parameter trials: Indices of the trials; not empty.
  /// - Returns: Their tally, the same for the same range whoever computes it.
  func sample(_ trials: Range<Int>) -> Tally
}

/// Makes the sampler that a design point asks for.
package enum Samplers {
  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - planned: The point.
  ///   - seed: Seed of the run; 0 to `Int.max`.
  /// - Returns: The sampler of the point's fidelity.
  /// - Throws: `SamplerError` where the point has no exact law to draw from or no valid noise.
  package static func make(
    for planned: PlannedPoint, seed: Int
  ) throws(SamplerError) -> any TrialSampler {
    let point = planned.point
    switch point.fidelity {
    case .agent where point.subject != .steps:
      return try SubjectSamplers.make(planned, seed: seed)
    case .agent: return try AgentSamplers.make(planned, seed: seed)
    case .vote where point.isTilted:
      do {
        return TiltedSampler(
          steps: try point.tiltedSteps(), root: planned.streamRoot(seed: seed),
          margin: point.margin, cap: point.cap)
      } catch { throw SamplerError(description: "\(point.setting): \(error)") }
    case .vote:
      do {
        var layout = TrialLayout(point)
        layout.stopping = try point.stoppingRule()
        return vote(try point.noiseModel(), planned.streamRoot(seed: seed), layout: layout)
      } catch { throw SamplerError(description: "\(error)") }
    case .aggregate: return try AggregateSampler(planned, seed: seed)
    case .exact: throw SamplerError(description: "\(point.setting): theory is not sampled")
    }
  }

  /// Opens the noise model, so that its sampler is made for its very type.
  private static func vote(
    _ noise: some NoiseModel, _ root: StreamKey, layout: TrialLayout
  ) -> any TrialSampler {
    VoteSampler(noise: noise, root: root, layout: layout)
  }
}

/// Why a point cannot be simulated.
package struct SamplerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line for a person.
  package let description: String
}
