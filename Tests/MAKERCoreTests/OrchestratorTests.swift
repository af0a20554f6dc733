import MAKERCore
import Testing

/// The driver over channels that answer at once: its virtual clock and its failures.
@Suite struct OrchestratorTests {
  private func decide(
    _ policy: VotingPolicy, _ channels: [some ImmediateChannel],
    observer: (any Observer)? = nil
  ) -> Decision<CounterTask> {
    let orchestrator = Orchestrator(CounterTask(steps: 1), policy: policy, observer: observer)
    return orchestrator.decideAtOnce(Position(startOf: orchestrator.task), trial: 0, over: channels)
  }

  /// Draws under way pass the time side by side, one after another they would take the sum.
  @Test(arguments: [1, 2, 5, 9])
  func drawsSideBySideTakeTheTimeOfOne(margin: Int) {
    let record = decide(
      VotingPolicy(rule: RaceRule(margin: margin)), [ScriptedChannel(saying: "1 1", latency: 70)]
    ).record
    #expect(record.elapsed == 70 && record.latencies == 70 * margin)
  }

  /// Draws 0 and 2 are flagged: three under way, one more for draw 0 at once, one for draw 2.
  @Test func redrawsAddTheirTime() {
    let latency = [10, 50, 60, 200, 20]
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      let draw = request.coordinates.draw
      return Reply(
        text: Array((draw == 0 || draw == 2 ? "?" : "1 1").utf8), latency: latency[draw])
    }
    let record = decide(VotingPolicy(rule: RaceRule(margin: 3)), [channel]).record
    #expect(record.used == 5 && record.flags.total == 2)
    // Draw 3 is asked for at 10 and comes at 210, draw 4 is asked for at 60 and comes at 80.
    #expect(record.elapsed == 210)
    #expect(record.latencies == 340)
  }

  /// Against following every arrival on a clock.
  @Test func elapsedEqualsTheTimeOfEveryArrival() {
    for number in 0..<1500 {
      let test = RaceCase(number)
      let reference = test.reference
      let record = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model)]
      ).record
      #expect(record.latencies == reference.latency.reduce(0, +), "\(test)")
      #expect(record.elapsed == arrivalTime(of: reference, test.policy), "\(test)")
    }
  }

  /// When the last draw of a race is counted, if each is asked for as soon as it is known to be needed.
  private func arrivalTime(of reference: SequentialRace, _ policy: VotingPolicy) -> Int {
    var race = VoteRace(rule: policy.rule, cap: policy.cap)
    var underWay: [Int: Int] = [:]
    var arrived: Set<Int> = []
    var issued = 0
    var applied = 0
    var now = 0
    while true {
      let needed = min(
        RaceCase.needed(race, policy), (policy.cap ?? Int.max) - race.votes,
        (policy.drawLimit ?? Int.max) - applied)
      while issued < applied + needed {
        underWay[issued] = now + reference.latency[issued]
        issued += 1
      }
      guard let first = underWay.min(by: { $0.value < $1.value }) else { return -1 }
      underWay[first.key] = nil
      now = first.value
      arrived.insert(first.key)
      while arrived.remove(applied) != nil {
        if case .candidate(let number) = reference.outcomes[applied] { _ = race.cast(number) }
        applied += 1
        if applied == reference.draws { return now }
        let needed = min(
          RaceCase.needed(race, policy), (policy.cap ?? Int.max) - race.votes,
          (policy.drawLimit ?? Int.max) - applied)
        while issued < applied + needed {
          underWay[issued] = now + reference.latency[issued]
          issued += 1
        }
      }
    }
  }

  @Test func channelsOfAStepTakeTimeOneAfterAnother() {
    let record = decide(
      VotingPolicy(rule: RaceRule(margin: 3), cap: 2),
      [
        ScriptedChannel(saying: "1 1", latency: 70), ScriptedChannel(saying: "1 1", latency: 500),
      ]
    ).record
    #expect(record.undecided == .cap && record.votes == 4)
    #expect(record.elapsed == 570 && record.latencies == 2 * 70 + 2 * 500)
  }

  /// An attempt beyond the timeout takes the timeout and is asked again; in time is in time.
  @Test func timeoutsHoldOnTheVirtualClock() {
    let slow = ScriptedChannel(saying: "1 1", latency: 101)
    var policy = VotingPolicy(rule: RaceRule(margin: 2), attempts: 3, timeout: 100)
    let failed = decide(policy, [slow])
    #expect(failed.winner == nil && failed.failure?.kind == .timedOut)
    let record = failed.record
    #expect(record.retries == 2 && record.failed == 1 && record.cancelled == 1)
    #expect(record.issued == 2 && record.used == 0 && record.votes == 0)
    #expect(record.elapsed == 300 && record.latencies == 300)
    policy.timeout = 101
    #expect(decide(policy, [slow]).record.elapsed == 101)
  }

  @Test func slowAttemptsDelayTheirDraw() {
    let attempts = AttemptCounter()
    let channel = ScriptedChannel { _ throws(ChannelFailure) in
      Reply(text: Array("1 1".utf8), latency: attempts.next() == 1 ? 5000 : 30)
    }
    let record = decide(
      VotingPolicy(rule: RaceRule(margin: 2), timeout: 100), [channel]
    ).record
    #expect(record.isDecided && record.retries == 1 && record.used == 2)
    #expect(record.elapsed == 130 && record.latencies == 160)
  }

  /// Transient failures are asked again as often as allowed; a retry is not a vote, a failure no flag.
  @Test(arguments: [1, 2, 5])
  func givesUpAfterTheAllowedAttempts(attempts: Int) async {
    let counter = AttemptCounter()
    let failure = ChannelFailure(.transient, "broken pipe")
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      if request.coordinates.draw < 1 { return Reply(text: Array("1 1".utf8)) }
      _ = counter.next()
      throw failure
    }
    let recorder = EventRecorder()
    let decision = decide(
      VotingPolicy(rule: RaceRule(margin: 3), attempts: attempts), [channel], observer: recorder)
    #expect(decision.failure == failure && decision.winner == nil)
    #expect(counter.count == attempts)
    let record = decision.record
    #expect(record.retries == attempts - 1 && record.votes == 1 && record.flags.total == 0)
    #expect(record.issued == 3 && record.used == 1 && record.failed == 1 && record.cancelled == 1)
    #expect(!record.isDecided && record.undecided == nil)
    let lines = await recorder.events().map(\.line)
    #expect(lines.suffix(2) == ["fail 0/0/1: transient: broken pipe", "cancel 0/0/2"])
  }

  @Test(arguments: [ChannelFailure.Kind.refused, .fatal])
  func asksOnlyOnceWhereItCannotHelp(kind: ChannelFailure.Kind) throws {
    let counter = AttemptCounter()
    let channel = ScriptedChannel { _ throws(ChannelFailure) in
      _ = counter.next()
      throw ChannelFailure(kind, "no")
    }
    let state = try ImmediateRun.solve(margin: 3, over: [channel])
    #expect(counter.count == 1)
    #expect(state.report.ending == .failed && state.failure == ChannelFailure(kind, "no"))
    #expect(state.report.decided == 0 && state.report.undecided == 0)
    #expect(state.report.issued == 3 && state.report.failed == 1 && state.report.cancelled == 2)
  }

  /// A failure is not a verdict: it is not a reason to ask the next channel.
  @Test func failuresDoNotEscalate() {
    let failing = ScriptedChannel { _ throws(ChannelFailure) in
      throw ChannelFailure(.transient, "no")
    }
    let decision = decide(
      VotingPolicy(rule: RaceRule(margin: 1)), [failing, ScriptedChannel(saying: "1 1")])
    #expect(decision.failure != nil && decision.record.escalations == 0)
  }

  /// A failure on the second channel ends the step as failed, not as undecided.
  @Test func failureAfterEscalationIsAFailure() {
    let hesitant = ScriptedChannel { request throws(ChannelFailure) in
      guard request.coordinates.draw < 2 else { throw ChannelFailure(.fatal, "no") }
      return Reply(text: Array("\(request.coordinates.draw) 1".utf8))
    }
    let decision = decide(VotingPolicy(rule: RaceRule(margin: 2), cap: 2), [hesitant, hesitant])
    #expect(decision.failure?.kind == .fatal)
    let record = decision.record
    #expect(record.undecided == nil && record.escalations == 1 && record.votes == 2)
    #expect(record.issued == 4 && record.used == 2 && record.failed == 1 && record.cancelled == 1)
    var report = SolveReport(task: "counter-1", steps: 1, margin: 2)
    report.add(record)
    #expect(report.undecided == 0 && report.decided == 0 && report.contested == 0)
  }

  @Test func refusesNoChannels() async {
    await #expect(processExitsWith: .failure) {
      let orchestrator = Orchestrator(
        CounterTask(steps: 1), policy: VotingPolicy(rule: RaceRule(margin: 1)))
      _ = await orchestrator.decide(
        Position(startOf: orchestrator.task), trial: 0, over: [] as [any Channel])
    }
  }
}
