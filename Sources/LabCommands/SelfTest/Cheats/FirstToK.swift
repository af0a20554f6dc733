import ExperimentDesign
import MAKERCore
import Simulation

/// Another race rule under the name of ours.
struct FirstToK: Cheat {
  let name = "first-to-k"
  let summary = "k votes win, whatever the others have, sold as a lead of k"
  let check = EngineCheck.wrongSteps

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    var point = planned.point
    point.rule = .firstTo
    return try Samplers.make(for: PlannedPoint(point: point, stop: planned.stop), seed: seed)
  }
}
