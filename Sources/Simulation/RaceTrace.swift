package import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import StoppingRules

/// One trial again, with every draw of every race shown.
package struct RaceTrace: Sendable {
  /// One draw of a race.
  package struct Draw: Sendable {
    /// Index of the draw within its step, flagged ones counted.
    package let index: Int
    /// The word that decided it; 64 bits.
    package let word: UInt64
    /// The candidate voted for, by index, the right ones first; nil for a flag.
    package let candidate: Int?
    /// Candidate in the lead after the draw; nil before any vote.
    package let leader: Int?
    /// Lead over every other candidate after the draw; votes.
    package let lead: Int
  }

  /// Step within the trial; from 0.
  package let step: Int
  /// Draws in order.
  package let draws: [Draw]
  /// How the race ended.
  package let outcome: RaceOutcome

  /// Replays races of a trial at fidelity `vote`.
  ///
  /// - Parameters:
  ///   - planned: The design point.
  ///   - seed: Seed of the run.
  ///   - trial: Index of the trial; at least 0.
  ///   - steps: Steps to replay, within the trial.
  /// - Returns: One trace a step, up to the race that stopped the task.
  /// - Throws: `SamplerError` where the point has no valid noise.
  package static func replay(
    _ planned: PlannedPoint, seed: Int, trial: Int, steps: Range<Int>
  ) throws(SamplerError) -> [RaceTrace] {
    let point = planned.point
    guard !point.isTilted else {
      throw SamplerError(
        description: "\(point.setting): a tilted race is not one of the model; replay others")
    }
    let noise: any NoiseModel
    let rule: (any StoppingRule)?
    do {
      noise = try point.noiseModel()
      rule = try point.stoppingRule()
    } catch { throw SamplerError(description: "\(error)") }
    let trialKey = planned.streamRoot(seed: seed).child(trial)
    return steps.map { step in
      let key = trialKey.child(step)
      return RaceTrace(
        step: step, key: key,
        draws: noise.draws(step: step, temperature: point.temperature.policy, stream: key),
        right: noise.rightCandidates,
        race: rule == nil
          ? VoteRace(rule: point.raceRule, cap: point.cap)
          // It shows the lead; the stopping rule decides.
          : VoteRace(rule: RaceRule(margin: .max)), stopped: rule?.started())
    }
  }

  /// Follows one race to its end.
  private init(
    step: Int, key: StreamKey, draws laws: StepDraws, right: Int, race: VoteRace,
    stopped: (any StoppingRace)?
  ) {
    var race = race
    var stopped = stopped
    var draws: [Draw] = []
    var verdict: Verdict?
    while verdict == nil {
      let word = key.word(draws.count)
      var candidate: Int?
      if case .vote(let voted) = laws.outcome(draws.count, key: key) {
        candidate = voted
        verdict = race.cast(voted)
        if stopped != nil { verdict = stopped?.cast(voted) }
      }
      draws.append(
        Draw(
          index: draws.count, word: word, candidate: candidate, leader: race.leader,
          lead: race.lead))
    }
    self.step = step
    self.draws = draws
    self.outcome = RaceOutcome(
      end: RaceOutcome.End(verdict ?? .undecided, right: right), votes: race.votes,
      draws: draws.count)
  }
}
