package import Economics
import MAKERCore
import NoisyChannels
package import RaceTheory
import RandomStreams
import Tasks

/// Tasks worked on under a pattern: every draw as text, read and voted on by the real orchestrator.
///
/// Simulated models answer, one a tier.  The steps of a task are as hard in every round of a review, the
/// draws are new.  A plan and a review are calls whose result comes from the stated quality.
package struct PatternSampler: Sendable {
  private let pattern: VotingPattern
  private let setting: PatternSetting
  private let orchestrator: Orchestrator<SyntheticChain>
  private let checker: ChainChecker
  /// The model of each rung.
  private let models: [SimulatedChannel<LadderNoise, ChainRenderer>]
  private let root: StreamKey

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - setting: Models and task.
  ///   - seed: Seed of the run; 0 to `Int.max`.
  /// - Throws: `PatternError` for a pattern that the setting does not fit, `LadderError`, what the
  ///   synthetic task refuses.
  package init(_ pattern: VotingPattern, _ setting: PatternSetting, seed: Int) throws {
    try setting.check(pattern)
    // What no noise can be made of is refused before any is.
    _ = try setting.difficulty.kinds(means: setting.models.map(\.stepSuccess), votes: 1)
    self.pattern = pattern
    self.setting = setting
    let task = try SyntheticChain(steps: setting.steps, answers: 2)
    let base = VotingPolicy(
      rule: RaceRule(margin: 1), temperature: .constant(simulatedTemperature),
      redFlags: RedFlagPolicy(tokenLimit: simulatedTokenLimit))
    let policies = pattern.rungs.map { $0.race.policy(like: base) }
    orchestrator = Orchestrator(task, policy: policies[0], later: Array(policies.dropFirst()))
    checker = ChainChecker(task)
    let root = StreamKey(seed: seed)
    self.root = root
    // Rungs go on counting draws from one another, so one root gives each words of its own.
    models = pattern.rungs.compactMap { setting.index(of: $0.tier) }.map { place in
      let model = setting.models[place]
      // The tokens of a step's bill say whose calls they were.
      let manner = ReplyManner(
        inputTokens: 1 << (Self.billBits * model.tier.rank),
        latency: .constant(Self.nanoseconds(model.seconds)))
      return SimulatedChannel(
        noise: LadderNoise(
          tier: place, means: setting.models.map(\.stepSuccess), validRate: model.validRate,
          difficulty: setting.difficulty),
        renderer: ChainRenderer(task), root: root.child(1), manner: manner)
    }
  }

  /// Counts what tasks came to.
  ///
  /// - Parameter trials: Indices of the tasks.
  /// - Returns: The counts, the same for the same range whoever counts it.
  package func sample(_ trials: Range<Int>) -> PatternCounts {
    var counts = PatternCounts()
    for trial in trials { add(trial, to: &counts) }
    return counts
  }

  /// What a task has taken so far.
  private struct Effort {
    var calls = [0, 0, 0]
    var time = 0
    var isEscalated = false
  }

  private func add(_ trial: Int, to counts: inout PatternCounts) {
    var effort = Effort()
    guard let review = pattern.review, let quality = setting.review else {
      switch work(trial, round: 0, &effort, &counts) {
      case .right: counts.right += 1
      case .wrong: counts.wrong += 1
      case .undecided: counts.undecided += 1
      }
      finish(effort, &counts)
      return
    }
    var chance = WordStream(root.child(0).child(trial))
    ask(review.planner, &chance, &effort)
    let isPlanRight = chance.uniform() < quality.planSuccess
    for round in 0..<review.rounds {
      let end = work(trial, round: round, &effort, &counts)
      if end == .undecided { continue }
      let isRight = end == .right && isPlanRight
      ask(review.reviewer, &chance, &effort)
      let accepts = isRight ? quality.specificity : 1 - quality.sensitivity
      guard chance.uniform() < accepts else { continue }
      if isRight { counts.right += 1 } else { counts.wrong += 1 }
      finish(effort, &counts)
      return
    }
    counts.undecided += 1
    finish(effort, &counts)
  }

  private func finish(_ effort: Effort, _ counts: inout PatternCounts) {
    if effort.isEscalated { counts.escalated += 1 }
    counts.add(calls: effort.calls, time: effort.time)
  }

  private enum End { case right, wrong, undecided }

  /// Works through the steps once.
  private func work(
    _ trial: Int, round: Int, _ effort: inout Effort, _ counts: inout PatternCounts
  ) -> End {
    let channels = models.map { DrawsOfRound(model: $0, round: round) }
    let task = orchestrator.task
    var position = Position(startOf: task)
    var end = End.right
    while position.step < task.steps {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: channels)
      let record = decision.record
      counts.steps += 1
      if record.escalations > 0 {
        counts.stepsEscalated += 1
        effort.isEscalated = true
      }
      let bill = record.usage.inputTokens ?? 0
      for rank in effort.calls.indices {
        effort.calls[rank] += bill >> (Self.billBits * rank) & ((1 << Self.billBits) - 1)
      }
      effort.time += record.elapsed
      guard let winner = decision.winner else {
        precondition(decision.failure == nil, "a simulated channel refused its own task's prompt")
        return .undecided
      }
      if winner != checker.answer(in: position.state, after: position.previous) { end = .wrong }
      task.advance(&position, by: winner)
    }
    return end
  }

  /// A call outside of votes; one that is flagged is made again.
  private func ask(_ tier: ModelTier, _ chance: inout WordStream, _ effort: inout Effort) {
    guard let model = setting.index(of: tier).map({ setting.models[$0] }) else { return }
    repeat {
      effort.calls[tier.rank] += 1
      effort.time += Self.nanoseconds(model.seconds)
    } while chance.uniform() >= model.validRate
  }

  /// Bits of a step's bill that count the calls to a tier.
  private static let billBits = 20

  private static func nanoseconds(_ seconds: Double) -> Int { Int((seconds * 1e9).rounded()) }
}

/// A model whose draws of a round are other ones than those of the rounds before, at the same steps.
private struct DrawsOfRound: ImmediateChannel {
  let model: SimulatedChannel<LadderNoise, ChainRenderer>
  /// Index of the round; from 0.
  let round: Int

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    var request = request
    // No step has that many draws in a round.
    request.coordinates.draw += round << 32
    return try model.replyAtOnce(to: request)
  }
}
