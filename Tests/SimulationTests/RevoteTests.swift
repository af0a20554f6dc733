import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Synchronization
import Tasks
import Testing

/// Recorded draws under another way of voting, held against the same model asked directly.
@Suite struct RevoteTests {
  private typealias Model = SimulatedChannel<IndependentErrors, HanoiRenderer>

  private let task = TowersOfHanoi(disks: 4)
  private let checker: HanoiChecker
  private let model: Model
  private static let trials = 0..<60

  init() throws {
    let task = TowersOfHanoi(disks: 4)
    let shares = try CandidateShares([0.75, 0.2, 0.05])
    checker = HanoiChecker(task)
    model = SimulatedChannel(
      noise: IndependentErrors(shares: shares, validRate: 0.9),
      renderer: HanoiRenderer(task), root: StreamKey(seed: 5), manner: ReplyManner())
  }

  private func policy(_ margin: Int, cap: Int? = nil) -> VotingPolicy {
    VotingPolicy(
      rule: RaceRule(margin: margin), cap: cap, drawLimit: 1000,
      redFlags: RedFlagPolicy(tokenLimit: 750))
  }

  /// Solves the task in every trial, each draw written down.
  private func record(
    _ policy: VotingPolicy
  ) throws -> (replies: RecordedReplies, ends: [SolveState<TowersOfHanoi>]) {
    let notes = NotingChannel(model)
    let ends = try Self.trials.map { trial in
      try Orchestrator(task, policy: policy).solveAtOnce(
        from: SolveState(startOf: task, margin: policy.rule.margin), trial: trial, over: [notes])
    }
    return (notes.replies, ends)
  }

  /// At the margin of the recording every race and every task comes out as it did.
  @Test func theSameMarginGivesTheSameRun() throws {
    let (replies, ends) = try record(policy(2))
    let revote = Revote(task, checker, replies, temperature: .greedyFirst)
    let counts = revote.counts(policy(2))
    #expect(counts.steps == ends.reduce(0) { $0 + $1.report.decided })
    #expect(counts.decided == counts.steps && counts.ranOut == 0)
    #expect(counts.votes == ends.reduce(0) { $0 + $1.report.votes })
    #expect(counts.draws == replies.count)
    #expect(counts.flags.total == ends.reduce(0) { $0 + $1.report.flags.total })
    #expect(counts.tasks == Self.trials.count && counts.finished == Self.trials.count)
    #expect(counts.solved == ends.count { checker.isSolved($0.position.state) })
    #expect(counts.tasksLeft + counts.tasksRanOut + counts.tasksUndecided == 0)
    #expect(revote.recorded.unknown == 0)
  }

  /// At a smaller margin each step comes out as if the model were asked, and a task as a fresh run of the
  /// model as far as that asks what was recorded.
  @Test(arguments: [nil, 1, 2, 3] as [Int?])
  func aSmallerMarginGivesAFreshRun(cap: Int?) throws {
    let (replies, _) = try record(policy(3))
    let revote = Revote(task, checker, replies, temperature: .greedyFirst)
    for margin in 1...2 where cap ?? 3 >= margin {
      let policy = policy(margin, cap: cap)
      let counts = revote.counts(policy)
      var fresh = RevoteCounts()
      let orchestrator = Orchestrator(task, policy: policy)
      let channel = RecordedChannel(replies)
      for step in revote.recorded.steps {
        let asked = orchestrator.decideAtOnce(step.position, trial: step.trial, over: [model])
        let found = orchestrator.decideAtOnce(step.position, trial: step.trial, over: [channel])
        #expect(found.winner == asked.winner && found.record == asked.record)
        fresh.steps += 1
        fresh.votes += asked.record.votes
        fresh.draws += asked.record.used
        fresh.flags += asked.record.flags
        guard let winner = asked.winner else {
          fresh.undecided += 1
          continue
        }
        fresh.decided += 1
        let right = checker.answer(in: step.position.state, after: step.position.previous)
        if winner == right { fresh.right += 1 } else { fresh.wrong += 1 }
      }
      for trial in Self.trials {
        let start = SolveState(startOf: task, margin: margin)
        let asked = try orchestrator.solveAtOnce(from: start, trial: trial, over: [model])
        let found = try orchestrator.solveAtOnce(from: start, trial: trial, over: [channel])
        fresh.tasks += 1
        switch found.report.ending {
        case .finished:
          #expect(found.position == asked.position && found.report == asked.report)
          fresh.finished += 1
          fresh.solved += checker.isSolved(asked.position.state) ? 1 : 0
        case .undecided:
          #expect(found.position == asked.position && asked.report.ending == .undecided)
          fresh.tasksUndecided += 1
        default:
          #expect(found.failure == RecordedChannel.notRecorded)
          #expect(asked.report.decided > found.report.decided)
          fresh.tasksLeft += 1
        }
      }
      let apart = Revote(
        task, checker, replies, temperature: .greedyFirst, isChain: false
      ).counts(policy)
      #expect(apart.steps == counts.steps && apart.right == counts.right && apart.tasks == 0)
      #expect(counts == fresh, "margin \(margin), cap \(cap ?? 0)")
      #expect(counts.wrong > 0 && counts.tasksLeft + counts.tasksUndecided > 0)
    }
  }

  /// A greater margin runs out of draws, which is no verdict, but where the race was that clear anyway.
  @Test func aGreaterMarginRunsOut() throws {
    let (replies, _) = try record(policy(2))
    let revote = Revote(task, checker, replies, temperature: .greedyFirst)
    let counts = revote.counts(policy(3))
    #expect(counts.ranOut == counts.steps && counts.decided == 0 && counts.votes == 0)
    #expect(counts.tasksRanOut == counts.tasks && counts.votesPerStep == nil)
    // Any two votes for one candidate are there, so first-to-2 is decided by what led by 2.
    var firstTo = policy(2)
    firstTo.rule = RaceRule(margin: 2, kind: .firstTo)
    #expect(revote.counts(firstTo).decided == counts.steps)
  }

  /// A stricter parser on the same replies: malformed ones that were repaired are now flagged.
  @Test func anotherReadingIsAppliedToTheSameReplies() throws {
    var repairing = policy(2)
    repairing.redFlags.reading = .repairing
    let (replies, ends) = try record(repairing)
    let revote = Revote(task, checker, replies, temperature: .greedyFirst)
    let repaired = revote.counts(repairing)
    #expect(repaired.flags.total == ends.reduce(0) { $0 + $1.report.flags.total })
    let flagging = revote.counts(policy(1))
    #expect(flagging.steps == repaired.steps)
    #expect(flagging.flags.total > 0)
  }

  /// Steps drawn by themselves, each in its true state, and trials that begin in the middle.
  @Test func independentStepsAreFound() {
    var replies = RecordedReplies()
    var position = Position(startOf: task)
    var asked = 0
    while position.step < task.steps {
      if position.step % 3 == 1 {
        for draw in 0..<4 {
          let request = DrawRequest(
            coordinates: DrawCoordinates(trial: 2, step: position.step, draw: draw),
            temperature: 0.3, prompt: task.prompt(for: position.state, after: position.previous))
          NotingChannel.note(model, request, &replies)
        }
        asked += 1
      }
      task.advance(
        &position, by: checker.answer(in: position.state, after: position.previous))
    }
    let revote = Revote(task, checker, replies, temperature: .constant(0.3))
    #expect(revote.recorded.steps.map(\.position.step) == (0..<asked).map { 3 * $0 + 1 })
    #expect(revote.recorded.steps.allSatisfy { $0.trial == 2 } && revote.recorded.unknown == 0)
    let counts = revote.counts(policy(1))
    #expect(counts.steps == asked && counts.tasks == 0)
    #expect(counts.right + counts.wrong + counts.ranOut == asked)
    // Another temperature was never recorded.
    let other = Revote(task, checker, replies, temperature: .constant(0.4))
    #expect(other.counts(policy(1)).ranOut == asked)
  }
}

/// A model that writes every draw down.
private final class NotingChannel<Model: ImmediateChannel>: ImmediateChannel {
  private let model: Model
  private let notes = Mutex(RecordedReplies())

  init(_ model: Model) { self.model = model }

  var replies: RecordedReplies { notes.withLock { $0 } }

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let reply = try model.replyAtOnce(to: request)
    notes.withLock { $0.append(Self.draw(request, reply)) }
    return reply
  }

  static func note(_ model: Model, _ request: DrawRequest, _ replies: inout RecordedReplies) {
    guard let reply = try? model.replyAtOnce(to: request) else { return }
    replies.append(draw(request, reply))
  }

  private static func draw(_ request: DrawRequest, _ reply: Reply) -> RecordedDraw {
    RecordedDraw(
      key: DrawKey(recording: "r", coordinates: request.coordinates, request: "q"),
      prompt: request.prompt, temperature: request.temperature, channel: "simulated", body: [],
      text: reply.text, finish: reply.finish, usage: reply.usage, latency: reply.latency)
  }
}
