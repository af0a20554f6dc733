package import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import StoppingRules

/// A race that the right candidate did not win.
package struct LostRace: Equatable, Sendable {
  /// Step within the trial; from 0.
  package let step: Int
  /// How the race ended: wrong or undecided.
  package let outcome: RaceOutcome

  /// Finds the first race of a trial that was lost, by running it again.
  ///
  /// - Parameters:
  ///   - planned: The design point; fidelity vote or agent, its subject steps.
  ///   - seed: Seed of the run.
  ///   - trial: Index of the trial; at least 0.
  /// - Returns: The race; nil where the right candidate won them all.
  /// - Throws: `SamplerError` where the point has no valid noise.
  package static func first(
    of planned: PlannedPoint, seed: Int, trial: Int
  ) throws(SamplerError) -> LostRace? {
    let point = planned.point
    let noise: any NoiseModel
    let stopping: (any StoppingRule)?
    do {
      noise = try point.noiseModel()
      stopping = try point.stoppingRule()
    } catch { throw SamplerError(description: "\(error)") }
    let trialKey = planned.streamRoot(seed: seed).child(trial)
    for step in 0..<point.racesPerTrial {
      let key = trialKey.child(step)
      let draws = noise.draws(step: step, temperature: point.temperature.policy, stream: key)
      let right = noise.rightCandidates
      let outcome =
        if let stopping {
          stoppedRace(draws, key: key, rule: stopping, right: right)
        } else {
          referenceRace(draws, key: key, rule: point.raceRule, cap: point.cap, right: right)
        }
      if outcome.end != .correct { return LostRace(step: step, outcome: outcome) }
    }
    return nil
  }
}
