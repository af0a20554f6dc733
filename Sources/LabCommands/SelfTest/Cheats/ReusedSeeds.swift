import ExperimentDesign
import RandomStreams
import Simulation

/// Every step of a trial sees the random numbers of its first.
struct ReusedSeeds: Cheat {
  let name = "reused seeds"
  let summary = "all steps of a task draw the same random numbers"
  let check = EngineCheck.taskFailure

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    var sampler = try RaceByRace(planned, seed: seed)
    sampler.key = { trial, _ in trial.child(0) }
    return sampler
  }
}
