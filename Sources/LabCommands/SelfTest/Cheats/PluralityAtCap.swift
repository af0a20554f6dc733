import ExperimentDesign
import MAKERCore
import Simulation

/// A race without a winner at its cap goes to the leader, and nobody is told.
struct PluralityAtCap: Cheat {
  let name = "plurality at the cap"
  let summary = "a race undecided at its cap goes to the leader"
  let check = EngineCheck.undecidedRaces

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    var sampler = try RaceByRace(planned, seed: seed)
    sampler.verdict = { race, verdict in
      guard verdict == .undecided, let leader = race.leader else { return verdict }
      return .won(candidate: leader)
    }
    return sampler
  }
}
