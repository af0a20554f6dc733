import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation

/// A cache that does not know the draw: the first valid reply to a prompt answers all later ones.
struct CachedRepeats: Cheat {
  let name = "cached repeats"
  let summary = "the first valid reply to a step is served again for each later draw"
  let check = EngineCheck.wrongSteps

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    var sampler = try RaceByRace(planned, seed: seed)
    sampler.outcome = { draw, law, key in
      for earlier in 0..<draw {
        let outcome = law.outcome(key.word(earlier))
        if outcome != .flagged { return outcome }
      }
      return law.outcome(key.word(draw))
    }
    return sampler
  }

  func decide(_ script: ReplyScript, policy: VotingPolicy) -> StepBallot {
    var cached = script
    for index in cached.draws.indices.dropFirst() {
      cached.draws[index] = script.draws[0]
      cached.draws[index].failures = 0
    }
    return cached.decision(policy: policy)
  }
}
