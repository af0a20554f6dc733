import MAKERCore
import Testing

/// Undecided is a verdict: it stops a run or goes to the next channel, and is never a plurality.
@Suite struct EscalationTests {
  /// What a step over two channels must come to, given the race on each.
  static func expect(
    _ decision: Decision<CounterTask>, _ first: SequentialRace, _ second: SequentialRace,
    _ test: String
  ) {
    let record = decision.record
    let races = first.undecided == nil ? [first] : [first, second]
    let last = races[races.count - 1]
    #expect(decision.winner == last.winner, "\(test)")
    #expect(record.isDecided == (last.winner != nil), "\(test)")
    #expect(record.undecided == last.undecided, "\(test)")
    #expect(record.escalations == races.count - 1, "\(test)")
    #expect(record.votes == races.map(\.votes).reduce(0, +), "\(test)")
    let draws = races.map(\.draws).reduce(0, +)
    #expect(record.used == draws && record.issued == draws, "\(test)")
    #expect(record.cancelled + record.failed == 0, "\(test)")
    #expect(record.flags.total == races.map(\.flags.total).reduce(0, +), "\(test)")
    #expect(record.latencies == races.map(\.latencies).reduce(0, +), "\(test)")
    let candidates = races.reduce(Set<Int>()) { $0.union($1.candidates) }
    #expect(record.candidates == candidates.count, "\(test)")
  }

  @Test func goesToTheNextChannel() {
    var outcomes: [String: Int] = [:]
    for number in 0..<1000 {
      var test = RaceCase(number)
      test.policy.cap = test.policy.rule.margin + number % 2
      let first = test.reference
      var place = test.place
      place.draw = first.draws
      var model = test.model
      model.seed = number + 1_000_000
      let second = SequentialRace(model, test.policy, at: place, in: test.state)
      let decision = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model), ToyChannel(model)])
      Self.expect(decision, first, second, test.description)
      outcomes["\(decision.record.escalations) \(decision.record.isDecided)", default: 0] += 1
    }
    #expect(outcomes.count == 4 - 1 && outcomes.values.allSatisfy { $0 > 50 }, "\(outcomes)")
  }

  /// Two of three votes agree, and still nothing is voted.
  @Test func stopsAtTheCapWithoutAPlurality() throws {
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      Reply(text: Array((request.coordinates.draw == 1 ? "2 2" : "1 1").utf8))
    }
    let state = try ImmediateRun.solve(margin: 3, cap: 3, over: [channel])
    #expect(state.report.ending == .undecided)
    #expect(state.report.undecided == 1 && state.report.decided == 0)
    #expect(state.report.votes == 3)
    #expect(state.position == Position(startOf: CounterTask(steps: 3)))
  }

  @Test func stopsAtTheDrawLimit() throws {
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      Reply(text: Array((request.coordinates.draw % 2 == 0 ? "1 1" : "?").utf8))
    }
    let state = try ImmediateRun.solve(margin: 3, drawLimit: 4, over: [channel])
    #expect(state.report.ending == .undecided)
    #expect(state.report.votes == 2 && state.report.flags[.badAction] == 2)
    #expect(state.report.issued == 4 && state.report.used == 4)
  }

  /// Each channel is of one mind of its own; the report adds up both.
  @Test func reportsBothChannels() throws {
    let hesitant = ScriptedChannel { request throws(ChannelFailure) in
      let draw = request.coordinates.draw
      return Reply(text: Array("\(1 + draw % 2) 0".utf8), latency: 10)
    }
    let state = try ImmediateRun.solve(
      margin: 2, cap: 3, over: [hesitant, ScriptedChannel(saying: "3 1", latency: 100)])
    let report = state.report
    #expect(report.ending == .finished && report.decided == 3 && report.undecided == 0)
    #expect(report.escalations == 3 && report.contested == 3)
    #expect(report.votes == 3 * (3 + 2) && report.issued == 15 && report.used == 15)
    #expect(report.elapsed == 3 * (10 + 10 + 100))
    #expect(report.latencies == 3 * (30 + 200))
    #expect(state.position.previous == 3)
  }
}
