import ExperimentDesign
import NoisyChannels
import Simulation

/// A list of replies, right ones first, that every race begins at its top.
struct UnshuffledMock: Cheat {
  let name = "unshuffled mock"
  let summary = "replies from a list, right ones first, that every race begins anew"
  let check = EngineCheck.votesPerStep

  /// Replies in the list; count.
  private static let length = 200

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    let valid = planned.point.voteRate
    let right = Int((Double(Self.length) * valid * planned.point.stepSuccess).rounded())
    let votes = Int((Double(Self.length) * valid).rounded())
    var sampler = try RaceByRace(planned, seed: seed)
    sampler.outcome = { draw, _, _ in
      let place = draw % Self.length
      return place < right
        ? .vote(candidate: 0) : place < votes ? .vote(candidate: 1) : .flagged
    }
    return sampler
  }
}
