import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// The paper's run as text: 20 disks, calibrated error .0022, valid rate .968, k = 3.
package struct TextSolve {
  private let task = TowersOfHanoi(disks: 20)
  private let orchestrator: Orchestrator<TowersOfHanoi>
  private let channel: SimulatedChannel<IndependentErrors, HanoiRenderer>
  private static let tokenLimit = 750

  /// What a run, or the first steps of one, took.
  package struct Run {
    /// Time of prompts, replies, reading and voting; seconds.
    package var seconds: Double
    /// Replies; draws.
    package var draws: Int
    /// Valid ones; votes.
    package var votes: Int
  }

  /// Makes the task, its channel and its orchestrator.
  ///
  /// - Throws: Nothing with these settings, which are in range.
  package init() throws {
    orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: RaceRule(margin: 3), redFlags: RedFlagPolicy(tokenLimit: Self.tokenLimit)))
    channel = SimulatedChannel(
      noise: IndependentErrors(
        shares: CandidateShares(stepSuccess: try Probability(0.9978)), validRate: 0.968),
      renderer: HanoiRenderer(task), root: StreamKey(seed: 1), manner: ReplyManner())
  }

  /// Solves the task.
  ///
  /// - Parameters:
  ///   - trial: Index of the trial.
  ///   - steps: Steps to take; at least 1, all when nil.
  /// - Returns: What it took.
  /// - Throws: `LabError` when it ends before.
  package func run(trial: Int = 0, steps: Int? = nil) throws -> Run {
    var taken = 0
    let clock = ContinuousClock()
    let start = clock.now
    let end = try orchestrator.solveAtOnce(
      from: SolveState(startOf: task, margin: 3), trial: trial, over: [channel],
      isStopped: {
        taken += 1
        return taken == steps
      })
    let seconds = max((clock.now - start) / .seconds(1), 1e-9)
    guard end.report.decided == steps ?? task.steps else {
      throw LabError("the benchmark's task was not finished")
    }
    return Run(seconds: seconds, draws: end.report.issued, votes: end.report.votes)
  }

  /// The replies of the first steps, in the order in which they are counted.
  ///
  /// - Parameter steps: Steps; count.
  /// - Returns: One text a draw; bytes.
  /// - Throws: `LabError` when the task ends before.
  package func replies(steps: Int) throws -> [[UInt8]] {
    var replies: [[UInt8]] = []
    var position = Position(startOf: task)
    while position.step < steps {
      let decision = orchestrator.decideAtOnce(position, trial: 0, over: [channel])
      guard let winner = decision.winner else {
        throw LabError("the benchmark's task was not finished")
      }
      // A reply is a function of its coordinates, so each can be asked for again.
      let prompt = task.prompt(for: position.state, after: position.previous)
      for draw in 0..<decision.record.issued {
        let request = DrawRequest(
          coordinates: DrawCoordinates(trial: 0, step: position.step, draw: draw),
          temperature: 0.1, prompt: prompt, tokenLimit: Self.tokenLimit)
        replies.append(try channel.replyAtOnce(to: request).text)
      }
      task.advance(&position, by: winner)
    }
    return replies
  }
}
