import ExperimentDesign
import MAKERCore
import Simulation
import Tasks

/// What an engine that votes does: choose a margin, run trials, decide a step over a channel.
///
/// What a conforming type does not say itself is done by the parts that every command uses, so that a
/// cheat differs from ours in what it replaces and in nothing else.
protocol VotingEngine: Sendable {
  /// Short name.
  var name: String { get }
  /// What it does, in one line.
  var summary: String { get }

  /// Chooses the margin.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; above one half.
  ///   - target: Required success t of the whole task.
  ///   - steps: Steps s; count, at least 1.
  /// - Returns: The margin k; votes.
  /// - Throws: `MarginError`.
  func margin(
    stepSuccess: Probability, target: Probability, steps: Int
  ) throws(MarginError) -> Int

  /// Makes the sampler of a design point, whose margin the engine has chosen where it was free to.
  ///
  /// - Parameters:
  ///   - planned: The point; fidelity vote, two candidates with shares of their own.
  ///   - seed: Seed of the run.
  /// - Returns: The sampler.
  /// - Throws: What the point lacks.
  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler

  /// Decides one step.
  ///
  /// - Parameters:
  ///   - script: What the channel answers to each draw.
  ///   - policy: How the step is voted on.
  /// - Returns: What the engine says about the step.
  func decide(_ script: ReplyScript, policy: VotingPolicy) -> StepBallot
}

/// An engine with one part that cheats.
protocol Cheat: VotingEngine {
  /// The check that is there to catch it, whatever others do.
  var check: EngineCheck { get }
}

/// The engine of this laboratory, made of the parts that `run`, `check` and `solve` use.
struct OurEngine: VotingEngine {
  let name = "ours"
  let summary = "MinimumMargin, the samplers and the orchestrator, as they are"
}

extension VotingEngine {
  func margin(
    stepSuccess: Probability, target: Probability, steps: Int
  ) throws(MarginError) -> Int {
    try MinimumMargin(stepSuccess: stepSuccess, steps: steps, target: target).margin
  }

  func sampler(for planned: PlannedPoint, seed: Int) throws -> any TrialSampler {
    try Samplers.make(for: planned, seed: seed)
  }

  func decide(_ script: ReplyScript, policy: VotingPolicy) -> StepBallot {
    script.decision(policy: policy)
  }

  /// Runs all trials of a design point.
  ///
  /// - Parameters:
  ///   - planned: The point; where its margin is k_min the engine's own takes its place.
  ///   - seed: Seed of the run.
  /// - Returns: The counts.
  /// - Throws: What the point lacks.
  func tally(_ planned: PlannedPoint, seed: Int) throws -> Tally {
    var point = planned.point
    if case .minimum(let offset) = point.marginChoice, let target = point.target {
      point.margin =
        try margin(
          stepSuccess: Probability(point.stepSuccess), target: Probability(target),
          steps: point.steps) + offset
    }
    let chosen = PlannedPoint(point: point, stop: planned.stop, role: planned.role)
    return try sampler(for: chosen, seed: seed).sample(0..<planned.stop.mostTrials)
  }
}
