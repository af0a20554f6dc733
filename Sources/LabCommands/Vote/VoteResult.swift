import MAKERCore
import Statistics
import TextFormats

/// What votes on independent steps came to.
struct VoteResult {
  /// Name of the task.
  let task: String
  /// Margin k; votes.
  let margin: Int
  /// How each step was voted on.
  let question: SolveQuestion
  /// Steps asked about; count.
  let asked: Int
  /// The steps that were voted on to an end, in their order.
  let rows: [VoteRow]
  /// Why not all were; nil where no failure did that.
  let failure: ChannelFailure?
  /// Whether it was interrupted.
  let isInterrupted: Bool

  /// Level of the intervals; unit 1.
  static let level = 0.95

  /// A share of steps with its interval, exact at its level.
  struct Share {
    let count: Int
    let of: Int
    var value: Double? { of > 0 ? Double(count) / Double(of) : nil }
    var interval: Interval {
      BinomialInterval.fixedTrials(successes: count, trials: of, level: VoteResult.level)
    }
  }

  /// Steps with that end; count.
  func count(_ verdict: VoteRow.Verdict) -> Int { rows.count { $0.verdict == verdict } }

  /// Steps that a candidate won, of those voted on.
  var decided: Share { Share(count: count(.won), of: rows.count) }

  /// Decided steps that are right, of those where that is known.
  var right: Share {
    let known = rows.filter { $0.isRight != nil }
    return Share(count: known.count { $0.isRight == true }, of: known.count)
  }

  /// Decided steps of which nobody knows whether they are right; count.
  var unknown: Int { rows.count { $0.verdict == .won && $0.isRight == nil } }

  /// All draws counted or flagged; count.
  var draws: Int { rows.reduce(0) { $0 + $1.record.used } }
  /// All votes; count.
  var votes: Int { rows.reduce(0) { $0 + $1.record.votes } }
  /// Discarded draws by reason.
  var flags: FlagCounts { rows.reduce(into: FlagCounts()) { $0 += $1.record.flags } }
  /// Tokens and cost; nil where unknown.
  var usage: Usage { rows.reduce(into: Usage.zero) { $0 += $1.record.usage } }

  /// How the command ends.
  var exitCode: ExitCode {
    if isInterrupted { return .interrupted }
    if let failure { return failure.kind == .exhausted ? .budget : .provider }
    return decided.count == asked && right.count == right.of ? .done : .verdict
  }

  /// The summary as members, without those of the question.
  var summary: [(String, JSONValue)] {
    [
      ("task", .string(task)), ("steps", .int(asked)), ("voted", .int(rows.count)),
      ("k", .int(margin)), ("decided", .int(decided.count)),
      ("decided_share", .number(decided.value)), ("decided_low", .number(decided.interval.low)),
      ("decided_high", .number(decided.interval.high)), ("undecided", .int(count(.undecided))),
      ("refused", .int(count(.refused))),
      ("ran_out", .int(count(.ranOut))), ("right", .int(right.count)),
      ("wrong", .int(right.of - right.count)), ("unknown", .int(unknown)),
      ("right_share", .number(right.value)), ("right_low", .number(right.interval.low)),
      ("right_high", .number(right.interval.high)), ("level", .number(Self.level)),
      ("votes", .int(votes)), ("draws", .int(draws)),
      ("flags", .object(flags.listed.map { ($0.flag.rawValue, .int($0.count)) })),
      ("tokens_in", .int(usage.inputTokens)), ("tokens_out", .int(usage.outputTokens)),
      ("cost", .number(usage.cost)), ("failure", .string(failure?.description)),
    ]
  }

  /// Everything as one JSON object.
  var json: String {
    let rows = JSONValue.array(rows.map { .object($0.fields) })
    return JSONText.pretty(.object(summary + question.fields + [("results", rows)]))
  }
}
