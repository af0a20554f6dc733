import MAKERCore
import SharedState
import Tasks
import Telemetry

/// What a channel answers to the draws of one step, known beforehand.
struct ReplyScript: Sendable {
  /// One draw.
  struct Draw: Sendable {
    /// Whether the reply votes for the right answer.
    var isRight = true
    /// Attempts that fail before the reply comes; count.
    var failures = 0
    /// Length of the reply as the channel counts it; tokens.
    var tokens = 400
    /// Length of the reply's text; bytes, at least those of the answer itself.
    var bytes = 400
  }

  /// The draws in order; a draw beyond the last one is refused.
  var draws: [Draw]

  /// What the orchestrator decides over a channel that answers so.
  ///
  /// - Parameter policy: How the step is voted on.
  /// - Returns: What it says about the step.
  func decision(policy: VotingPolicy) -> StepBallot {
    guard let task = try? SyntheticChain(steps: 4, answers: 2) else {
      preconditionFailure("a chain has 4 steps and 2 answers")
    }
    let position = Position(startOf: task)
    let decision = Orchestrator(task, policy: policy)
      .decideAtOnce(position, trial: 0, over: [ScriptedChannel(self, task: task)])
    let right = ChainChecker(task).answer(in: position.state, after: position.previous)
    return StepBallot(decision.record, isRight: decision.winner.map { $0 == right })
  }
}

/// What an engine says about a step that it voted on.
struct StepBallot: Equatable, Sendable {
  /// The winner: right, wrong, or none.
  var winner: String
  /// Valid replies; votes.
  var votes: Int
  /// Replies counted or flagged; draws.
  var draws: Int
  /// Failed attempts that were asked again; attempts.
  var retries: Int
  /// Replies discarded as too long; count.
  var tooLong: Int
  /// Tokens of all replies; nil where unknown.
  var tokens: Int?

  init(winner: String, votes: Int, draws: Int, retries: Int, tooLong: Int, tokens: Int?) {
    self.winner = winner
    self.votes = votes
    self.draws = draws
    self.retries = retries
    self.tooLong = tooLong
    self.tokens = tokens
  }

  /// Reads a record of the orchestrator.
  init(_ record: StepRecord, isRight: Bool?) {
    self.init(
      winner: isRight.map { $0 ? "right" : "wrong" } ?? "none", votes: record.votes,
      draws: record.used, retries: record.retries, tooLong: record.flags[.tooLong],
      tokens: record.usage.outputTokens)
  }

  /// What differs from what must be, in words; nil where nothing does.
  func difference(from expected: StepBallot) -> String? {
    func texts(_ ballot: StepBallot) -> [(String, String)] {
      [
        ("winner", ballot.winner), ("votes", "\(ballot.votes)"), ("draws", "\(ballot.draws)"),
        ("retries", "\(ballot.retries)"), ("too long", "\(ballot.tooLong)"),
        ("tokens", ballot.tokens.map(String.init) ?? "unknown"),
      ]
    }
    let parts = zip(texts(self), texts(expected)).filter { $0.1 != $1.1 }
      .map { "\($0.0) \($0.1), must be \($1.1)" }
    return parts.first.map { parts.count == 1 ? $0 : "\($0); \(parts.count - 1) more differ" }
  }
}

/// A channel that answers by a script, and remembers how often each draw was asked for.
private struct ScriptedChannel: ImmediateChannel {
  private let script: ReplyScript
  private let renderer: ChainRenderer
  private let attempts: Monitor<[Int]>

  init(_ script: ReplyScript, task: SyntheticChain) {
    self.script = script
    renderer = ChainRenderer(task)
    attempts = Monitor([Int](repeating: 0, count: script.draws.count))
  }

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let index = request.coordinates.draw
    guard script.draws.indices.contains(index) else {
      throw ChannelFailure(.refused, "draw \(index) is beyond the script")
    }
    let draw = script.draws[index]
    let attempt = attempts.withLock { counts in
      counts[index] += 1
      return counts[index]
    }
    guard attempt > draw.failures else { throw ChannelFailure(.transient, "the script says so") }
    var answer: [UInt8] = []
    try renderer.render(
      .candidate(draw.isRight ? 0 : 1), to: request.prompt, variation: 0, into: &answer)
    let thought = [UInt8](repeating: UInt8(ascii: "."), count: max(0, draw.bytes - answer.count))
    return Reply(
      text: (thought + [UInt8(ascii: "\n")]).prefix(max(0, draw.bytes - answer.count)) + answer,
      usage: Usage(inputTokens: 0, outputTokens: draw.tokens))
  }
}
