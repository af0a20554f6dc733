package import ExperimentDesign
package import MAKERCore
package import NoisyChannels
package import RandomStreams
import Tasks

/// Fidelity `agent`: every draw as a prompt and a reply, read, voted on and handed on by the real
/// orchestrator.
package struct AgentSampler<
  Noise: NoiseModel, Checker: StepChecker, Renderer: ReplyRenderer
>: TrialSampler {
  let orchestrator: Orchestrator<Checker.Work>
  private let checker: Checker
  let channel: SimulatedChannel<Noise, Renderer>
  private let layout: TrialLayout

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - checker: Its checker, which judges and is not shown to the orchestrator.
  ///   - renderer: Its renderer.
  ///   - noise: The noise of the simulated model.
  ///   - root: Key of the streams; trials are its children.
  ///   - layout: What one trial is made of.
  ///   - latency: Time from request to reply, on a virtual clock.
  package init(
    task: Checker.Work, checker: Checker, renderer: Renderer, noise: Noise, root: StreamKey,
    layout: TrialLayout, latency: LatencyLaw
  ) {
    orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: layout.rule, cap: layout.cap, temperature: layout.temperature,
        redFlags: RedFlagPolicy(tokenLimit: simulatedTokenLimit), issue: layout.issue))
    self.checker = checker
    channel = SimulatedChannel(
      noise: noise, renderer: renderer, root: root, manner: ReplyManner(latency: latency))
    self.layout = layout
  }

  // The noise comes as `any NoiseModel`, so the compiler does not see these types together.
  /// Solves a task for each trial by the orchestrator, prompt by prompt.
  @specialized(
    where Noise == IndependentErrors, Checker == HanoiChecker, Renderer == HanoiRenderer
  )
  @specialized(where Noise == UnequalSteps, Checker == HanoiChecker, Renderer == HanoiRenderer)
  @specialized(
    where Noise == IndependentErrors, Checker == ChainChecker, Renderer == ChainRenderer
  )
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = layout.emptyTally
    for trial in trials { add(trial, to: &tally) }
    return tally
  }

  private func add(_ trial: Int, to tally: inout Tally) {
    let task = orchestrator.task
    var position = Position(startOf: task)
    var wrong = 0
    var isUndecided = false
    while position.step < layout.racesPerTrial, !isUndecided {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
      let record = decision.record
      tally.add(record)
      guard let winner = decision.winner else {
        precondition(decision.failure == nil, "a simulated channel refused its own task's prompt")
        isUndecided = true
        continue
      }
      tally.countEnd(votes: record.votes, draws: record.used)
      if winner != checker.answer(in: position.state, after: position.previous) { wrong += 1 }
      task.advance(&position, by: winner)
    }
    tally.endTrial(trial, wrong: wrong, isUndecided: isUndecided)
  }
}

/// Most tokens of a simulated reply, as in the paper's run; tokens.
let simulatedTokenLimit = 750
