import ExperimentDesign
import MAKERCore
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
    let point = planned.point
    if let disks = point.disks {
      guard TowersOfHanoi.sizes.contains(disks) else {
        throw SamplerError(description: "\(disks) disks: a tower has 1 to 30 disks")
      }
      let task = TowersOfHanoi(disks: disks)
      return try make(
        task, HanoiChecker(task), HanoiRenderer(task), planned, seed: seed)
    }
    do {
      let task = try SyntheticChain(
        steps: point.steps, answers: max(2, point.shares.count))
      return try make(task, ChainChecker(task), ChainRenderer(task), planned, seed: seed)
    } catch { throw SamplerError(description: "\(error)") }
  }

  private static func make<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ task: Checker.Work, _ checker: Checker, _ renderer: Renderer, _ planned: PlannedPoint,
    seed: Int
  ) throws(SamplerError) -> any TranscribingSampler {
    let point = planned.point
    do {
      return AgentSampler(
        task: task, checker: checker, renderer: renderer, noise: try point.noiseModel(),
        root: planned.streamRoot(seed: seed), rule: RaceRule(margin: point.margin),
        cap: point.cap, latency: point.latencyLaw, racesPerTrial: point.racesPerTrial,
        listedVotes: point.listedVotes)
    } catch { throw SamplerError(description: error.description) }
  }
}
