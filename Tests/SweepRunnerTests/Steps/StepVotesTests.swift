import MAKERCore
import SweepRunner
import Tasks
import Testing

@Suite(.timeLimit(.minutes(10))) struct StepVotesTests {
  private func task(_ count: Int) throws -> PromptTask {
    let lines = try (0..<count).map { number in
      try PromptLine(id: "q\(number)", prompt: Prompt(instructions: "", step: "Question \(number)"))
    }
    return PromptTask(lines, digest: "0011223344556677")
  }

  private func positions(_ task: PromptTask) -> [Position<PromptTask>] {
    (0..<task.steps).map { task.position(atStep: $0) }
  }

  /// Steps side by side come out as each by itself, and votes add up.
  @Test(arguments: [1, 3, 50])
  func stepsComeOutAsByThemselves(limit: Int) async throws {
    let task = try task(40)
    // Some agree at once, some late, some never; every seventh draw of a few is empty.
    let channel = ScriptedChannel { place in
      switch place.step % 4 {
      case 0: .text("a")
      case 1: .text(place.draw < 3 ? "b" : "a")
      case 2: .text(place.draw % 2 == 0 ? "a" : "b")
      default: .text(place.draw % 7 == 0 ? "" : "c")
      }
    }
    let orchestrator = Orchestrator(
      task, policy: VotingPolicy(rule: RaceRule(margin: 4), cap: 20))
    let result = await StepVotes(orchestrator, limit: limit).run(positions(task), over: [channel])
    #expect(result.failure == nil && !result.isInterrupted)
    for (number, step) in result.steps.enumerated() {
      let step = try #require(step)
      var alone = await orchestrator.decide(
        task.position(atStep: number), trial: 0, over: [channel])
      alone.record.elapsed = step.decision.record.elapsed
      #expect(step.decision.record == alone.record)
      #expect(step.decision.winner == alone.winner)
      #expect(step.votes.map(\.votes).reduce(0, +) == step.decision.record.votes)
      let answers = step.votes.map { "\($0.candidate.action.text)\($0.votes)" }
      switch number % 4 {
      case 0: #expect(answers == ["a4"] && step.lead == 4)
      case 1: #expect(answers == ["a7", "b3"] && step.lead == 4)
      case 2:
        #expect(answers == ["a10", "b10"] && step.lead == 0)
        #expect(step.decision.winner == nil && step.decision.record.undecided == .cap)
      default: #expect(answers == ["c4"] && step.decision.record.flags[.empty] == 1)
      }
    }
  }

  /// Votes of the race that decided are shown, not those of the one before it.
  @Test func anUndecidedStepGoesOnToTheNextChannel() async throws {
    let task = try task(12)
    let first = ScriptedChannel { .text($0.draw % 2 == 0 ? "a" : "b") }
    let second = ScriptedChannel { _ in .text("c") }
    let orchestrator = Orchestrator(
      task, policy: VotingPolicy(rule: RaceRule(margin: 3), cap: 6))
    let result = await StepVotes(orchestrator, limit: 5).run(
      positions(task), over: [first, second])
    for step in result.steps {
      let step = try #require(step)
      #expect(step.votes.map { "\($0.candidate.action.text)\($0.votes)" } == ["c3"])
      #expect(step.decision.record.votes == 9 && step.decision.record.escalations == 1)
    }
  }

  @Test func aRefusedPromptIsKeptWithItsFailure() async throws {
    let task = try task(6)
    let channel = ScriptedChannel { $0.step == 2 ? .failure(.refused) : .text("a") }
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 2)))
    let result = await StepVotes(orchestrator, limit: 3).run(positions(task), over: [channel])
    #expect(result.failure == nil)
    #expect(
      result.steps.map { $0?.decision.failure?.kind == .refused } == [
        false, false, true, false, false, false,
      ])
    #expect(result.steps.count { $0?.decision.winner != nil } == 5)
  }

  @Test(arguments: [ChannelFailure.Kind.exhausted, .fatal])
  func aFailureEndsItAndDecidedStepsAreKept(kind: ChannelFailure.Kind) async throws {
    let task = try task(60)
    let channel = ScriptedChannel { $0.step == 9 ? .failure(kind) : .text("a") }
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 2)))
    let result = await StepVotes(orchestrator, limit: 1).run(positions(task), over: [channel])
    #expect(result.failure?.kind == kind)
    #expect(result.steps.map { $0 != nil } == (0..<60).map { $0 < 9 })
  }

  @Test func aRequestToStopIsHeard() async throws {
    let task = try task(60)
    let channel = ScriptedChannel { $0.step < 7 ? .text("a") : .hangs }
    let stop = StopRequest()
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 2)))
    let result = await StepVotes(orchestrator, limit: 4).run(
      positions(task), over: [channel], until: stop
    ) { if $0 == 7 { stop.stop() } }
    #expect(result.isInterrupted && result.failure == nil)
    #expect(result.steps.count { $0 != nil } == 7)
  }
}
