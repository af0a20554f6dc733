import MAKERCore
import Testing

/// Runs with a journal: interrupted, and gone on with.
@Suite struct SolveStateTests {
  /// Keeps every step in memory; refuses one, as a full disk would.
  final class MemoryJournal: StepJournal {
    struct Full: Error, Equatable { let step: Int }

    var refuses = -1
    var decisions: [Decision<CounterTask>] = []
    var states: [SolveState<CounterTask>] = []
    var flushes = 0

    func record(_ decision: Decision<CounterTask>, _ state: SolveState<CounterTask>) throws {
      guard decision.record.step != refuses else { throw Full(step: refuses) }
      decisions.append(decision)
      states.append(state)
    }

    func flush() { flushes += 1 }

    var path: [CounterTask.Answer?] { decisions.map(\.winner) }
  }

  private let task = CounterTask(steps: 9)

  /// Policies under which the toy models decide every step, mostly.
  private func run(_ number: Int) -> (Orchestrator<CounterTask>, ToyModel) {
    let policy = VotingPolicy(
      rule: RaceRule(margin: 1 + number % 3), cap: number % 5 == 0 ? 6 : nil,
      redFlags: RedFlagPolicy(tokenLimit: ToyModel.tokenLimit))
    let model = ToyModel(seed: number, wrong: 0.2, flagged: 0.2, failing: 0.1)
    return (Orchestrator(task, policy: policy), model)
  }

  private func start(_ orchestrator: Orchestrator<CounterTask>) -> SolveState<CounterTask> {
    SolveState(startOf: task, margin: orchestrator.policy.rule.margin)
  }

  @Test func keepsTheVotedPath() throws {
    var wrong = 0
    for number in 0..<60 {
      let (orchestrator, model) = run(number)
      let journal = MemoryJournal()
      let end = try ImmediateRun.solve(
        orchestrator, start(orchestrator), [ToyChannel(model)], journal: journal)
      #expect(journal.decisions.count == end.report.decided && journal.flushes == 1)
      var state = task.start
      for (step, decision) in journal.decisions.enumerated() {
        #expect(decision.record.step == step)
        let kept = journal.states[step].position
        #expect(kept.step == step + 1 && kept.state == decision.winner?.next)
        #expect(kept.previous == decision.winner?.action)
        // The next step starts from the voted state, also where the vote was wrong.
        let place = DrawCoordinates(trial: 4, step: step, draw: 0)
        let reference = SequentialRace(model, orchestrator.policy, at: place, in: state)
        #expect(decision.winner == reference.winner, "run \(number), step \(step)")
        state = kept.state
        if decision.winner?.action != 1 { wrong += 1 }
      }
      #expect(state == end.position.state)
    }
    #expect(wrong > 20)
  }

  @Test func goesOnFromEveryStep() throws {
    for number in 0..<40 {
      let (orchestrator, model) = run(number)
      let whole = MemoryJournal()
      let end = try ImmediateRun.solve(
        orchestrator, start(orchestrator), [ToyChannel(model)], journal: whole)
      for (step, kept) in whole.states.enumerated() where step + 1 < task.steps {
        let rest = MemoryJournal()
        let resumed = try ImmediateRun.solve(
          orchestrator, SolveState(position: kept.position, report: kept.report),
          [ToyChannel(model)], journal: rest)
        #expect(resumed.report == end.report, "run \(number) from step \(step + 1)")
        #expect(resumed.position == end.position, "run \(number) from step \(step + 1)")
        #expect(whole.path.prefix(step + 1) + rest.path == whole.path[...])
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func goesOnOverChannelsThatTakeTheirTime() async throws {
    let (orchestrator, model) = run(7)
    let channel = YieldingChannel(model: model)
    let whole = MemoryJournal()
    let end = try await orchestrator.solve(
      from: start(orchestrator), over: [channel], journal: whole)
    #expect(end.report.ending == .finished)
    for kept in whole.states.dropLast() {
      let rest = MemoryJournal()
      var resumed = try await orchestrator.solve(
        from: SolveState(position: kept.position, report: kept.report), over: [channel],
        journal: rest)
      resumed.report.elapsed = end.report.elapsed
      #expect(resumed.report == end.report && resumed.position == end.position)
      #expect(whole.path.prefix(kept.position.step) + rest.path == whole.path[...])
    }
  }

  /// The error of the journal ends the run; from what was kept before, it goes on.
  @Test(.timeLimit(.minutes(10)), arguments: [0, 4, 8])
  func journalErrorsStopTheRun(step: Int) async throws {
    let (orchestrator, model) = run(1)
    let end = try ImmediateRun.solve(orchestrator, start(orchestrator), [ToyChannel(model)])
    for isConcurrent in [false, true] {
      let journal = MemoryJournal()
      journal.refuses = step
      await #expect(throws: MemoryJournal.Full(step: step)) {
        if isConcurrent {
          _ = try await orchestrator.solve(
            from: start(orchestrator), trial: 4, over: [YieldingChannel(model: model)],
            journal: journal)
        } else {
          _ = try ImmediateRun.solve(
            orchestrator, start(orchestrator), [ToyChannel(model)], journal: journal)
        }
      }
      #expect(journal.decisions.count == step)
      var from = start(orchestrator)
      if let kept = journal.states.last {
        from = SolveState(position: kept.position, report: kept.report)
      }
      if !isConcurrent {
        let resumed = try ImmediateRun.solve(orchestrator, from, [ToyChannel(model)])
        #expect(resumed.report == end.report && resumed.position == end.position)
      }
    }
  }

  /// Asked to stop after any step, a run goes on where it stopped.
  @Test func stopsBetweenStepsWhenAsked() throws {
    let (orchestrator, model) = run(2)
    let channel = ToyChannel(model)
    let end = try ImmediateRun.solve(orchestrator, start(orchestrator), [channel])
    var state = start(orchestrator)
    for step in 1...task.steps {
      state = try orchestrator.solveAtOnce(
        from: state, trial: 4, over: [channel], isStopped: { true })
      #expect(state.position.step == step)
      #expect(state.report.ending == (step == task.steps ? .finished : .stopped))
    }
    #expect(state.report == end.report && state.position == end.position)
  }

  /// A step that stayed undecided or failed is voted on again, and what it took then stays counted.
  @Test func votesAgainOnTheStepThatStoppedIt() throws {
    let policy = VotingPolicy(rule: RaceRule(margin: 2), cap: 2)
    let orchestrator = Orchestrator(task, policy: policy)
    let hesitant = ScriptedChannel { request throws(ChannelFailure) in
      guard request.coordinates.step < 5 else { throw ChannelFailure(.fatal, "no") }
      let wavers = request.coordinates.step == 3
      return Reply(text: Array("\(wavers ? request.coordinates.draw : 1) 7".utf8))
    }
    let sure = ScriptedChannel(saying: "1 8")
    let undecided = try ImmediateRun.solve(orchestrator, start(orchestrator), [hesitant])
    #expect(undecided.report.ending == .undecided && undecided.position.step == 3)
    let again = try ImmediateRun.solve(orchestrator, undecided, [hesitant])
    #expect(again.report.undecided == 1 && again.report.votes == 3 * 2 + 2 + 2)
    let step = try orchestrator.solveAtOnce(from: again, over: [sure], isStopped: { true })
    #expect(step.report.ending == .stopped && step.report.undecided == 0)
    let failed = try ImmediateRun.solve(orchestrator, step, [hesitant])
    #expect(failed.report.ending == .failed && failed.position.step == 5)
    let end = try ImmediateRun.solve(orchestrator, failed, [sure])
    #expect(end.report.ending == .finished && end.failure == nil)
    #expect(end.report.decided == 9 && end.report.votes == 9 * 2 + 2 + 2)
    #expect(end.report.contested == 0)
    #expect(end.report.issued == end.report.used + end.report.cancelled + end.report.failed)
  }

  /// Nothing is asked where nothing is left to do.
  @Test func finishedRunsStayFinished() throws {
    let (orchestrator, model) = run(2)
    let end = try ImmediateRun.solve(orchestrator, start(orchestrator), [ToyChannel(model)])
    let refusing = ScriptedChannel { _ throws(ChannelFailure) in
      throw ChannelFailure(.fatal, "asked")
    }
    let again = try ImmediateRun.solve(orchestrator, end, [refusing])
    #expect(again.report == end.report && again.position == end.position)
  }
}
