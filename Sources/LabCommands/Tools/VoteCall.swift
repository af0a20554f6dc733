import Analysis
import MAKERCore
import MCPServer
import Providers
import SweepRunner
import Tasks
import TextFormats

/// One call of `maker_vote` from its first draw to its result.
struct VoteCall {
  /// What is asked.
  let question: VoteQuestion
  /// The request of the client.
  let call: MCPCall
  /// What calls share.
  let lab: ToolLab

  /// Votes.
  ///
  /// - Returns: Names and values of `VoteOutputs.all`.
  /// - Throws: What keeps it from being asked; `CancellationError` where the client has cancelled it, once
  ///   every draw is settled in the journal.
  func run() async throws -> [(String, JSONValue)] {
    let (solve, task) = (question.solve, question.task)
    let observer = VoteObserver(question, call, events: lab.observer(of: call))
    let endpoints = solve.channels.flatMap(\.endpoints)
    var asking: CallAsking?
    if !endpoints.isEmpty {
      asking = try await lab.asking.begin(
        question.spending, endpoints: endpoints, seed: solve.seed,
        configuration: question.configuration, observer: observer)
    }
    let channels = try await solve.channels.made(
      for: task, PromptRenderer(task), seed: solve.seed, tokenLimit: solve.redFlags.tokenLimit,
      margin: question.margin, asking: asking?.run)
    let votes = StepVotes(
      Orchestrator(task, policy: solve.policy(margin: question.margin), observer: observer),
      limit: 1)
    var run = SolveReport(task: task.name, steps: 1, margin: question.margin)
    observer.observe(
      .runStarted(task: run.task, steps: 1, margin: run.margin, trial: 0, decided: 0))
    let result = await votes.run([Position(startOf: task)], over: channels)
    await asking?.settled()
    let done = result.steps.first.flatMap(\.self) ?? result.unfinished.first
    if let decision = done?.decision {
      run.add(decision.record)
      observer.observe(
        .stepCompleted(decision.record, action: decision.winner.map { task.text($0.action) }))
    }
    run.ending = Self.ending(done?.decision)
    observer.observe(.runEnded(run))
    // Only a vote that is cancelled comes to nothing at all.
    guard let voted = done else { throw CancellationError() }
    return VoteReport(
      question: question, voted: voted, failure: result.failure,
      draws: asking?.draws ?? [], reused: asking?.reused ?? 0,
      takeovers: asking?.run.fallbackLines ?? [],
      prices: asking == nil ? nil : try lab.asking.prices(), budgets: await asking?.budgets()
    ).fields
  }

  /// How the run of the events ended.
  private static func ending(_ decision: Decision<PromptTask>?) -> SolveReport.Ending {
    guard let decision else { return .stopped }
    if decision.winner != nil { return .finished }
    return decision.record.undecided == nil ? .failed : .undecided
  }
}
