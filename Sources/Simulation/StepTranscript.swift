package import ExperimentDesign
package import MAKERCore
import NoisyChannels

/// One step of fidelity `agent` as it was said: the prompt, and every reply with what became of it.
package struct StepTranscript: Sendable {
  /// One reply.
  package struct Draw: Sendable {
    /// Sampling temperature τ; unit 1.
    package let temperature: Double
    /// The reply as it came.
    package let reply: Reply
    /// What it votes for, as text, or why it was discarded.
    package let reading: Result<String, RedFlag>
  }

  /// Index of the step; from 0.
  package let step: Int
  /// What was asked.
  package let prompt: Prompt
  /// Replies in draw order.
  package let draws: [Draw]
  /// The voted answer as text; nil where the step stayed undecided.
  package let winner: String?
}

/// A sampler that can say again what was said.
protocol TranscribingSampler: TrialSampler {
  /// Plays a trial up to a step, and returns that step; nil where the trial stopped before it.
  func transcript(trial: Int, step: Int) -> StepTranscript?
}

extension AgentSampler: TranscribingSampler {
  func transcript(trial: Int, step: Int) -> StepTranscript? {
    let task = orchestrator.task
    var position = Position(startOf: task)
    while position.step < step {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
      guard let winner = decision.winner else { return nil }
      task.advance(&position, by: winner)
    }
    let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
    let prompt = task.prompt(for: position.state, after: position.previous)
    func text(_ candidate: Candidate<Checker.Work.Action, Checker.Work.State>) -> String {
      "\(task.text(candidate.action)) to \(task.text(candidate.next))"
    }
    let draws = (0..<decision.record.used).compactMap { draw -> StepTranscript.Draw? in
      // A draw is a function of its coordinates, so it can be asked again.
      let policy = orchestrator.policy
      let request = policy.request(
        DrawCoordinates(trial: trial, step: step, draw: draw), ofRace: draw, prompt: prompt)
      guard let reply = try? channel.replyAtOnce(to: request) else { return nil }
      let reading: Result<String, RedFlag>
      do throws(RedFlag) {
        reading = .success(
          text(try policy.redFlags.candidate(of: reply, to: task, in: position.state)))
      } catch { reading = .failure(error) }
      return StepTranscript.Draw(
        temperature: request.temperature, reply: reply, reading: reading)
    }
    return StepTranscript(
      step: step, prompt: prompt, draws: draws, winner: decision.winner.map(text))
  }
}

extension Samplers {
  /// Returns what was said at a step of a trial of an agent point.
  ///
  /// - Parameters:
  ///   - planned: The point; fidelity agent.
  ///   - seed: Seed of the run.
  ///   - trial: Index of the trial; at least 0.
  ///   - step: Index of the step, within the trial.
  /// - Returns: Prompt and replies; nil where the trial stopped before the step.
  /// - Throws: `SamplerError` where the point has no such task or no valid noise.
  package static func transcript(
    of planned: PlannedPoint, seed: Int, trial: Int, step: Int
  ) throws(SamplerError) -> StepTranscript? {
    try AgentSamplers.make(planned, seed: seed).transcript(trial: trial, step: step)
  }
}
