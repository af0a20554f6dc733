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
    let observer = VoteObserver(question, call)
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
    let result = await votes.run([Position(startOf: task)], over: channels)
    await asking?.settled()
    try Task.checkCancellation()
    guard let voted = result.steps.first.flatMap(\.self) ?? result.unfinished.first else {
      preconditionFailure("a vote that nobody cancelled has come to something")
    }
    return VoteReport(
      question: question, voted: voted, failure: result.failure,
      draws: asking?.draws ?? [], reused: asking?.reused ?? 0,
      takeovers: asking?.run.fallbackLines ?? [], budgets: await asking?.budgets()
    ).fields
  }
}

/// Tells a client how far its vote is.
final class VoteObserver: Observer {
  private let call: MCPCall
  private let margin: Int
  private let most: Int
  private let counts = Locked(Counts())

  private struct Counts: Sendable {
    var draws = 0
    var votes = 0
    var lead = 0
  }

  /// Listens for a call.
  init(_ question: VoteQuestion, _ call: MCPCall) {
    self.call = call
    margin = question.margin
    most = question.solve.drawLimit * question.solve.channels.count
  }

  func observe(_ event: Event) {
    let counts = counts.withLock { counts -> Counts? in
      switch event {
      case .voteCast(_, _, let lead):
        counts.votes += 1
        counts.lead = lead
      case .flagged: break
      case .escalated:
        counts.lead = 0
        return nil
      default: return nil
      }
      counts.draws += 1
      return counts
    }
    guard let counts else { return }
    call.progress(
      Double(counts.draws), of: Double(most),
      "\(counts.draws) of at most \(most) draws, \(counts.votes) votes, lead \(counts.lead) of \(margin)"
    )
  }
}
