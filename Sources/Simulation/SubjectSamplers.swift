import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// The samplers of what is not voting step by step.
enum SubjectSamplers {
  /// Makes the sampler of a design point.
  ///
  /// - Parameters:
  ///   - planned: The point; its subject is not `steps`.
  ///   - seed: Seed of the run.
  /// - Returns: The sampler.
  /// - Throws: `SamplerError` where the point lacks what its subject needs.
  static func make(_ planned: PlannedPoint, seed: Int) throws(SamplerError) -> any TrialSampler {
    let point = planned.point
    let root = planned.streamRoot(seed: seed)
    switch (point.subject, point.disks, point.model?.longReplies, point.model?.agents) {
    case (.calibration, let disks?, let law?, _):
      return CalibrationSampler(disks: disks, law: law, root: root)
    case (.calibration, let disks?, nil, _):
      do {
        return CalibrationSampler(
          disks: disks, shares: try CandidateShares(point.shares), root: root)
      } catch { throw SamplerError(description: error.description) }
    case (.collisions, let disks?, let law?, _):
      return Samplers.collisions(
        disks: disks, law: law, root: root,
        redFlags: RedFlagPolicy(
          tokenLimit: point.tokenLimit ?? simulatedTokenLimit,
          reading: point.reading ?? .flagging),
        rule: point.raceRule, cap: point.cap)
    case (.multiplication, _, _, let agents?):
      return try RecursiveSampler(
        digits: point.digits ?? 0, margin: point.margin, maxDepth: point.depth ?? 0,
        agents: agents, root: root)
    default:
      throw SamplerError(
        description: "\(point.setting): the model does not fit \(point.subject.rawValue)")
    }
  }
}
