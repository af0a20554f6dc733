import MAKERCore
import Testing

/// Draws asked for in whole batches: the same race, more draws.
@Suite(.timeLimit(.minutes(10))) struct OrchestratorBatchesTests {
  /// A case of the other tests with a batch size, and what its batches must come to.
  struct Case {
    var test: RaceCase
    let size: Int
    /// Draws of each batch.
    private(set) var batches: [Int] = []
    private(set) var elapsed = 0
    private(set) var usage = Usage.zero

    /// Makes a case by its number; an attempt at a draw fails with that chance.
    init(_ number: Int, failing: Double) {
      test = RaceCase(number, failing: failing)
      size = 1 + number % 7
      test.policy.issue = .batches(size)
      let reference = test.reference
      var votes = 0
      var draw = 0
      while draw < reference.draws {
        let batch = min(
          size, (test.policy.cap ?? .max) - votes, (test.policy.drawLimit ?? .max) - draw)
        var longest = 0
        for _ in 0..<batch {
          var place = test.place
          place.draw = draw
          let temperature = test.policy.temperature.temperature(ofDraw: draw)
          let reply = test.model.reply(
            to: DrawRequest(
              coordinates: place, temperature: temperature,
              prompt: CounterTask(steps: 1).prompt(for: test.state, after: nil)))
          longest = max(longest, reply.latency)
          usage += reply.usage
          if case .candidate = test.model.outcome(place, temperature) { votes += 1 }
          draw += 1
        }
        elapsed += longest
        batches.append(batch)
      }
    }

    var issued: Int { batches.reduce(0, +) }

    /// Holds a decision against the race drawn one by one and against the batches.
    func expect(_ decision: Decision<CounterTask>, hasClock: Bool) {
      let record = decision.record
      var reference = test.reference
      reference.usage = usage
      // What is asked again in vain is no retry of the race.
      reference.retries = record.retries
      #expect(SequentialRace(decision, reference) == reference, "\(test)")
      #expect(record.candidates == reference.candidates.count, "\(test)")
      #expect(record.issued == issued && record.failed == 0, "\(test)")
      #expect(record.cancelled == issued - reference.draws, "\(test)")
      if hasClock { #expect(record.elapsed == elapsed, "\(test)") }
    }
  }

  @Test func theRaceIsTheSame() {
    var wasted = 0
    for number in 0..<2000 {
      let test = Case(number, failing: number % 2 == 0 ? 0.3 : 0)
      let decision = test.test.orchestrator().decideAtOnce(
        test.test.position, trial: test.test.place.trial, over: [ToyChannel(test.test.model)])
      test.expect(decision, hasClock: true)
      wasted += decision.record.cancelled > 0 ? 1 : 0
    }
    #expect(wasted > 500)
  }

  /// Replies in any order, batches waited for whole.
  @Test func theRaceIsTheSameSideBySide() async {
    for number in 0..<300 {
      let test = Case(number, failing: 0)
      let recorder = EventRecorder()
      let decision = await test.test.orchestrator(recorder).decide(
        test.test.position, trial: test.test.place.trial,
        over: [YieldingChannel(model: test.test.model)])
      test.expect(decision, hasClock: false)
      var asked = 0
      var came = 0
      var batches: [Int] = []
      var cancelled = 0
      for event in await recorder.events() {
        switch event {
        case .drawRequested:
          // A new batch only when every reply of the last is there.
          if asked == came {
            batches.append(1)
          } else {
            batches[batches.count - 1] += 1
          }
          asked += 1
        case .replyReceived: came += 1
        case .cancelled: cancelled += 1
        default: break
        }
      }
      #expect(batches == test.batches, "\(test.test)")
      #expect(cancelled == decision.record.cancelled, "\(test.test)")
    }
  }

  /// Whole tasks: a report adds up what was asked for in vain, and steps go on from the same states.
  @Test func tasksEndTheSame() async throws {
    for number in 0..<60 {
      let test = Case(number, failing: 0).test
      var needed = test.policy
      needed.issue = .needed
      let task = CounterTask(steps: 12)
      let start = SolveState(startOf: task, margin: test.policy.rule.margin)
      let expected = try ImmediateRun.solve(
        Orchestrator(task, policy: needed), start, [ToyChannel(test.model)])
      let batched = Orchestrator(task, policy: test.policy)
      let solved = try ImmediateRun.solve(batched, start, [ToyChannel(test.model)])
      #expect(solved.position == expected.position, "\(test)")
      #expect(solved.report.votes == expected.report.votes, "\(test)")
      #expect(solved.report.used == expected.report.used, "\(test)")
      #expect(solved.report.ending == expected.report.ending, "\(test)")
      #expect(solved.report.issued == solved.report.used + solved.report.cancelled, "\(test)")
      let later = try await batched.solve(
        from: start, trial: 4, over: [YieldingChannel(model: test.model)])
      var report = later.report
      report.elapsed = solved.report.elapsed
      #expect(report == solved.report, "\(test)")
    }
  }

  /// A draw that fails for good ends the step, unless the votes before it have decided the race; what came
  /// is counted and paid for either way.
  @Test(arguments: [2, 3])
  func aFailedDrawEndsWhatIsOpen(margin: Int) async {
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      guard request.coordinates.draw < 2 else { throw ChannelFailure(.fatal, "gone") }
      return Reply(
        text: Array("1 1".utf8), usage: Usage(inputTokens: 7, outputTokens: 3), latency: 10)
    }
    let policy = VotingPolicy(rule: RaceRule(margin: margin), issue: .batches(4))
    let orchestrator = Orchestrator(CounterTask(steps: 1), policy: policy)
    let decision = orchestrator.decideAtOnce(
      Position(startOf: orchestrator.task), trial: 0, over: [channel])
    let record = decision.record
    #expect(record.isDecided == (margin == 2) && record.failed == 1)
    #expect((decision.failure == nil) == (margin == 2))
    #expect(record.issued == 4 && record.cancelled == 1 && record.used == 2)
    #expect(record.votes == 2 && record.usage == Usage(inputTokens: 14, outputTokens: 6))
  }

  /// An undecided race leaves nothing of its batch, so the next channel's draws have the same numbers.
  @Test func escalationSeesTheSameDraws() {
    var escalated = 0
    for number in 0..<300 {
      var test = RaceCase(number)
      test.policy.cap = test.policy.rule.margin + number % 2
      var model = test.model
      model.seed = number + 1_000_000
      let channels = [ToyChannel(test.model), ToyChannel(model)]
      let needed = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: channels)
      test.policy.issue = .batches(1 + number % 5)
      let batched = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: channels)
      #expect(batched.winner == needed.winner, "\(test)")
      #expect(batched.record.used == needed.record.used, "\(test)")
      #expect(batched.record.escalations == needed.record.escalations, "\(test)")
      escalated += needed.record.escalations
    }
    #expect(escalated > 50)
  }
}
