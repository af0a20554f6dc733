package import ExperimentDesign
package import MAKERCore
package import NoisyChannels
package import RandomStreams
package import Tasks

/// Single replies at random steps of the Towers of Hanoi, read without red flags: the paper's
/// calibration.
///
/// One trial is one draw at a step that the trial's stream chooses, in the state of the right path
/// with the previous move known.  A reply that cannot be read leaves its trial undecided.
package struct CalibrationSampler<Answering: ImmediateChannel>: TrialSampler {
  private let orchestrator: Orchestrator<TowersOfHanoi>
  private let checker: HanoiChecker
  private let channel: Answering
  private let root: StreamKey

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - channel: The simulated model.
  ///   - root: Key of the streams that choose the steps; may be that of the channel's.
  ///   - redFlags: How replies are read; as in the paper when left out.
  package init(
    task: TowersOfHanoi, channel: Answering, root: StreamKey,
    redFlags: RedFlagPolicy = RedFlagPolicy(
      tokenLimit: calibrationTokenLimit, reading: .repairing)
  ) {
    orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: RaceRule(margin: 1), drawLimit: 1, temperature: .constant(simulatedTemperature),
        redFlags: redFlags))
    checker = HanoiChecker(task)
    self.channel = channel
    self.root = root
  }

  /// Asks one draw a trial, at a step that the trial's stream chooses.
  @specialized(where Answering == SimulatedChannel<IndependentErrors, HanoiRenderer>)
  @specialized(where Answering == LongReplyChannel<HanoiRenderer>)
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally()
    for trial in trials {
      let draw = draw(trial)
      tally.add(draw.decision.record)
      let isUndecided = draw.decision.winner == nil
      tally.endTrial(wrong: draw.isRight || isUndecided ? 0 : 1, isUndecided: isUndecided)
    }
    return tally
  }

  /// Counts replies by their length, right and wrong; what cannot be read is wrong.
  ///
  /// - Parameters:
  ///   - trials: Indices of the trials, the same draws as those of `sample`.
  ///   - binWidth: Width of a bin; tokens, at least 1.
  /// - Returns: Counts for lengths up to the channel's longest reply.
  @specialized(where Answering == SimulatedChannel<IndependentErrors, HanoiRenderer>)
  @specialized(where Answering == LongReplyChannel<HanoiRenderer>)
  package func lengths(_ trials: Range<Int>, binWidth: Int = 50) -> LengthCounts {
    var counts = LengthCounts(binWidth: binWidth)
    for trial in trials {
      let draw = draw(trial)
      counts.add(tokens: draw.decision.record.usage.outputTokens ?? 0, isWrong: !draw.isRight)
    }
    return counts
  }

  /// The step of a trial; evenly distributed.
  package func step(ofTrial trial: Int) -> Int {
    // Children of a trial's key below this one are its steps.
    let word = root.child(trial).child(UInt64.max).word(0)
    let steps = UInt64(orchestrator.task.steps)
    return Int(word.multipliedFullWidth(by: steps).high)
  }

  private func draw(_ trial: Int) -> (decision: Decision<TowersOfHanoi>, isRight: Bool) {
    let position = orchestrator.task.position(atStep: step(ofTrial: trial))
    let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
    precondition(decision.failure == nil, "a simulated channel refused its own task's prompt")
    let answer = checker.answer(in: position.state, after: position.previous)
    return (decision, decision.winner == answer)
  }
}

extension CalibrationSampler {
  /// Makes the calibration of a model whose errors do not depend on the step, every reply readable.
  ///
  /// - Parameters:
  ///   - disks: Disks; count, 1 to 30.
  ///   - shares: Shares of the candidates, the right one first.
  ///   - root: Key of the streams.
  package init(disks: Int, shares: CandidateShares, root: StreamKey)
  where Answering == SimulatedChannel<IndependentErrors, HanoiRenderer> {
    let task = TowersOfHanoi(disks: disks)
    self.init(
      task: task,
      channel: SimulatedChannel(
        noise: IndependentErrors(shares: shares), renderer: HanoiRenderer(task), root: root,
        manner: ReplyManner()),
      root: root)
  }

  /// Makes the calibration of a model whose errors grow with the length of its replies.
  ///
  /// - Parameters:
  ///   - disks: Disks; count, 1 to 30.
  ///   - law: Decides lengths and faults.
  ///   - root: Key of the streams.
  package init(disks: Int, law: LongReplyLaw, root: StreamKey)
  where Answering == LongReplyChannel<HanoiRenderer> {
    let task = TowersOfHanoi(disks: disks)
    self.init(
      task: task,
      channel: LongReplyChannel(law: law, renderer: HanoiRenderer(task), root: root), root: root)
  }
}

/// Most tokens of a reply of the paper's calibration; tokens.
package let calibrationTokenLimit = 2048
