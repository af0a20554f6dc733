import ExperimentDesign
import MAKERCore
import NoisyChannels
import Tasks

/// The task that a design point stands for at fidelity `agent`.
enum AgentSamplers {
  /// Makes the sampler of a design point: towers where it names disks, else a synthetic chain.
  ///
  /// - Parameters:
  ///   - planned: The point.
  ///   - seed: Seed of the run.
  /// - Returns: The sampler.
  /// - Throws: `SamplerError` where the point has no valid noise or no such task.
  static func make(
    _ planned: PlannedPoint, seed: Int
  ) throws(SamplerError) -> any TranscribingSampler {
    let noise: any NoiseModel
    do { noise = try planned.point.noiseModel() } catch {
      throw SamplerError(description: error.description)
    }
    guard noise.rightCandidates == 1 else {
      throw SamplerError(
        description:
          "\(planned.point.setting): fidelity agent knows one right answer a step; use vote")
    }
    return try make(planned, noise: noise, seed: seed)
  }

  private static func make(
    _ planned: PlannedPoint, noise: some NoiseModel, seed: Int
  ) throws(SamplerError) -> any TranscribingSampler {
    let point = planned.point
    if let disks = point.disks {
      guard TowersOfHanoi.sizes.contains(disks) else {
        throw SamplerError(description: "\(disks) disks: a tower has 1 to 30 disks")
      }
      let task = TowersOfHanoi(disks: disks)
      return sampler(task, HanoiChecker(task), HanoiRenderer(task), noise, planned, seed: seed)
    }
    do {
      let task = try SyntheticChain(steps: point.steps, answers: max(2, noise.candidates))
      return sampler(task, ChainChecker(task), ChainRenderer(task), noise, planned, seed: seed)
    } catch { throw SamplerError(description: "\(error)") }
  }

  private static func sampler<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ task: Checker.Work, _ checker: Checker, _ renderer: Renderer, _ noise: some NoiseModel,
    _ planned: PlannedPoint, seed: Int
  ) -> any TranscribingSampler {
    AgentSampler(
      task: task, checker: checker, renderer: renderer, noise: noise,
      root: planned.streamRoot(seed: seed), layout: TrialLayout(planned.point),
      latency: planned.point.latencyLaw)
  }
}
