import MAKERCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct OrchestratorConcurrentTests {
  /// Whatever the order of replies, and with failures in between.
  @Test func equalsARaceDrawnOneByOne() async {
    var shuffled = 0
    for number in 0..<600 {
      let test = RaceCase(number, failing: number % 2 == 0 ? 0.3 : 0)
      let reference = test.reference
      let channel = LockstepChannel(test)
      let recorder = EventRecorder()
      let decision = await test.orchestrator(recorder).decide(
        test.position, trial: test.place.trial, over: [channel])
      #expect(SequentialRace(decision, reference) == reference, "\(test)")
      let record = decision.record
      #expect(record.candidates == reference.candidates.count, "\(test)")
      #expect(record.issued == record.used && record.cancelled + record.failed == 0, "\(test)")
      #expect(await channel.needless == 0, "\(test)")
      let order = await channel.order
      #expect(order.count == record.issued + record.retries, "\(test)")
      if order != order.sorted() { shuffled += 1 }
      expectNeededDrawsInOrder(await recorder.events(), test)
    }
    #expect(shuffled > 200)
  }

  /// Never more under way than the winner lacks, and applied in draw order.
  private func expectNeededDrawsInOrder(_ events: [Event], _ test: RaceCase) {
    var issued = 0
    var applied = 0
    var race = VoteRace(rule: test.policy.rule)
    for event in events {
      switch event {
      case .drawRequested(let place, let temperature):
        #expect(place.draw == issued, "\(test)")
        let policy = test.policy.temperature
        #expect(temperature == (issued == 0 ? policy.first : policy.later), "\(test)")
        issued += 1
        #expect(issued - applied <= RaceCase.needed(race, test.policy), "\(test)")
      case .voteCast(let place, let candidate, let lead):
        #expect(place.draw == applied, "\(test)")
        applied += 1
        _ = race.cast(candidate)
        #expect(race.lead == lead, "\(test)")
      case .flagged(let place, _):
        #expect(place.draw == applied, "\(test)")
        applied += 1
      default: break
      }
    }
    #expect(applied == test.reference.draws && issued == applied, "\(test)")
  }

  /// The channel answers nothing before all k draws have come.
  @Test(arguments: [1, 2, 3, 8, 40])
  func asksForAllDrawsAtOnce(margin: Int) async {
    var test = RaceCase(1)
    test.model = ToyModel(seed: 1)
    test.policy = VotingPolicy(rule: RaceRule(margin: margin))
    let channel = LockstepChannel(test)
    let decision = await test.orchestrator().decide(test.position, trial: 0, over: [channel])
    #expect(decision.winner == ToyModel.candidate(0, in: test.state))
    #expect(decision.record.issued == margin)
    #expect(await channel.mostAtOnce == margin)
    #expect(await channel.needless == 0)
  }

  /// Draws do not queue up behind an actor that asks for them.
  @MainActor @Test func leavesTheCallersActor() async {
    #expect(actorHere() === MainActor.shared)
    let channel = WhereaboutsChannel()
    let orchestrator = Orchestrator(
      CounterTask(steps: 1), policy: VotingPolicy(rule: RaceRule(margin: 3), timeout: .max))
    let decision = await orchestrator.decide(
      Position(startOf: orchestrator.task), trial: 0, over: [channel])
    #expect(decision.failure == nil)
    #expect(decision.winner == CounterTask.Answer(action: 1, next: 1))
  }

  /// Refuses to answer on an actor.
  private struct WhereaboutsChannel: Channel {
    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      if let actor = actorHere() { throw ChannelFailure(.fatal, "on \(actor)") }
      return Reply(text: Array("1 1".utf8))
    }
  }

  @Test func escalatesWithFurtherDrawIndices() async {
    var escalated = 0
    for number in 0..<300 {
      var first = RaceCase(number)
      first.policy.cap = first.policy.rule.margin
      let reference = first.reference
      var place = first.place
      place.draw = reference.draws
      var second = first
      second.model.seed = number + 1_000_000
      let channels = [LockstepChannel(first), LockstepChannel(second, firstDraw: reference.draws)]
      let recorder = EventRecorder()
      let decision = await first.orchestrator(recorder).decide(
        first.position, trial: first.place.trial, over: channels)
      let further = SequentialRace(second.model, first.policy, at: place, in: first.state)
      EscalationTests.expect(decision, reference, further, first.description)
      let asked = (await recorder.events()).compactMap { event in
        if case .drawRequested(let place, _) = event { place.draw } else { nil }
      }
      #expect(asked == Array(0..<decision.record.issued), "\(first)")
      #expect(await channels[0].needless + channels[1].needless == 0, "\(first)")
      escalated += decision.record.escalations
    }
    #expect(escalated > 50)
  }

  /// Whole tasks over replies in any order end as those over a channel that answers at once.
  @Test func solvesLikeTheImmediateDriver() async throws {
    for number in 0..<60 {
      let test = RaceCase(number)
      let task = CounterTask(steps: 12)
      let orchestrator = Orchestrator(task, policy: test.policy)
      let start = SolveState(startOf: task, margin: test.policy.rule.margin)
      let expected = try ImmediateRun.solve(orchestrator, start, [ToyChannel(test.model)])
      let solved = try await orchestrator.solve(
        from: start, trial: 4, over: [YieldingChannel(model: test.model)])
      var report = solved.report
      report.elapsed = expected.report.elapsed
      #expect(report == expected.report, "\(test)")
      #expect(solved.position == expected.position, "\(test)")
    }
  }
}

/// The actor that a caller is on; nil for none.
private func actorHere(_ actor: isolated (any Actor)? = #isolation) -> (any Actor)? { actor }
