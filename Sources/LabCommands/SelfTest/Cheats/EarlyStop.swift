import ExperimentDesign
import MAKERCore
import Simulation

/// A race that ends when the leader seems sure enough, whatever the margin is.
struct EarlyStop: Cheat {
  let name = "early stop"
  let summary = "3 votes with 85 % for the leader end a race, or 5 with 60 %, whatever k is"
  let check = EngineCheck.wrongSteps

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    var sampler = try RaceByRace(planned, seed: seed)
    sampler.verdict = { race, verdict in
      guard verdict == nil, let leader = race.leader else { return verdict }
      let share = Double(race.count(of: leader)) / Double(race.votes)
      let isSure = race.votes >= 3 && share >= 0.85 || race.votes >= 5 && share >= 0.6
      return isSure ? .won(candidate: leader) : nil
    }
    return sampler
  }
}
