import MAKERCore
import Testing

@Suite struct StepRaceTests {
  @Test func equalsARaceDrawnOneByOne() {
    var undecided: Set<UndecidedReason?> = []
    for number in 0..<3000 {
      let test = RaceCase(number, failing: number % 2 == 0 ? 0.3 : 0)
      let reference = test.reference
      let decision = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model)])
      #expect(SequentialRace(decision, reference) == reference, "\(test)")
      let record = decision.record
      #expect(record.candidates == reference.candidates.count, "\(test)")
      #expect(record.isDecided == (decision.winner != nil), "\(test)")
      #expect(record.issued == record.used && record.cancelled + record.failed == 0, "\(test)")
      #expect(record.votes + record.flags.total == record.used, "\(test)")
      undecided.insert(record.undecided)
    }
    #expect(undecided == [nil, .cap, .drawLimit])
  }

  /// A run of flags ends a race; where draws are asked for as needed, none of them is in vain.
  @Test func endsAtARunOfFlags() {
    var undecided: [UndecidedReason?: Int] = [:]
    for number in 0..<3000 {
      var test = RaceCase(number)
      test.policy.flagRun = 1 + number % 4
      if number % 3 == 0 { test.policy.issue = .batches(1 + number % 7) }
      let reference = test.reference
      let decision = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model)])
      let record = decision.record
      #expect(decision.winner == reference.winner, "\(test)")
      #expect(record.undecided == reference.undecided, "\(test)")
      #expect(record.votes == reference.votes && record.used == reference.draws, "\(test)")
      #expect(record.flags == reference.flags, "\(test)")
      #expect(record.issued == record.used + record.cancelled, "\(test)")
      #expect(record.cancelled == 0 || number % 3 == 0, "\(test)")
      undecided[record.undecided, default: 0] += 1
    }
    #expect(undecided.count == 4 && undecided.values.allSatisfy { $0 > 20 }, "\(undecided)")
  }

  /// Each channel has a policy of its own; the last stands for all further ones.
  @Test func votesOnEachChannelInItsOwnWay() {
    let hesitant = ScriptedChannel { request throws(ChannelFailure) in
      Reply(text: Array("\(1 + request.coordinates.draw % 2) 0".utf8))
    }
    let orchestrator = Orchestrator(
      CounterTask(steps: 1), policy: VotingPolicy(rule: RaceRule(margin: 2), cap: 3),
      later: [
        VotingPolicy(rule: RaceRule(margin: 3), drawLimit: 4, issue: .batches(2)),
        VotingPolicy(rule: RaceRule(margin: 1)),
      ])
    let position = Position(startOf: orchestrator.task)
    let two = orchestrator.decideAtOnce(position, trial: 0, over: [hesitant, hesitant]).record
    #expect(two.undecided == .drawLimit && two.issued == 3 + 4 && two.escalations == 1)
    for count in 3...4 {
      let record = orchestrator.decideAtOnce(
        position, trial: 0, over: [ScriptedChannel](repeating: hesitant, count: count)
      ).record
      #expect(record.isDecided && record.issued == 3 + 4 + 1 && record.escalations == 2)
    }
  }
}
