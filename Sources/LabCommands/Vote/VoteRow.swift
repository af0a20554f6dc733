import MAKERCore
import NoisyChannels
import SweepRunner
import Tasks
import TextFormats

/// What a vote on one step came to.
struct VoteRow {
  /// How a vote ended; a plurality is none of these.
  enum Verdict: String, CaseIterable {
    case won, undecided
    /// The channel answers this prompt with a refusal.
    case refused
    /// A recording has no further draw of this step.
    case ranOut = "ran_out"
  }

  /// What a user calls the step.
  let name: String
  /// How it ended.
  let verdict: Verdict
  /// Why it is undecided; nil where it is not.
  let reason: UndecidedReason?
  /// The answer that won, as escaped text; nil where none did.
  let winner: String?
  /// Whether it is right; nil where none won or nobody knows.
  let isRight: Bool?
  /// The right answer as escaped text; nil where nobody knows.
  let expected: String?
  /// Answers as escaped text with their votes, the most first.
  let votes: [(answer: String, votes: Int)]
  /// Lead of the first answer over the second; votes.
  let lead: Int
  /// What it took.
  let record: StepRecord

  /// Reads what came of a step.
  init<Work: StepTask>(_ step: LabelledStep<Work>, _ voted: VotedStep<Work>, of task: Work) {
    let decision = voted.decision
    name = step.name
    verdict =
      if decision.winner != nil {
        .won
      } else if decision.record.undecided != nil {
        .undecided
      } else {
        RecordedChannel.isEnd(decision.failure) ? .ranOut : .refused
      }
    reason = decision.winner == nil ? decision.record.undecided : nil
    winner = decision.winner.map(task.shown)
    isRight = decision.winner.flatMap(step.isRight)
    expected = step.answer.map(task.shown)
    votes = voted.votes.map { (task.shown($0.candidate), $0.votes) }
    lead = voted.lead
    record = decision.record
  }

  /// Whether the winner is right, in a word.
  var judgement: String {
    guard verdict == .won else { return "" }
    return isRight.map { $0 ? "right" : "wrong" } ?? "unknown"
  }

  /// Keys and values for JSON and CSV.
  var fields: [(String, JSONValue)] {
    [
      ("step", .string(name)), ("verdict", .string(verdict.rawValue)),
      ("reason", .string(reason?.rawValue)), ("winner", .string(winner)),
      ("judgement", .string(judgement.isEmpty ? nil : judgement)),
      ("expected", .string(expected)), ("lead", .int(lead)), ("votes", .int(record.votes)),
      ("draws", .int(record.used)), ("escalations", .int(record.escalations)),
      ("answers", .object(votes.map { ($0.answer, .int($0.votes)) })),
      ("flags", .object(record.flags.listed.map { ($0.flag.rawValue, .int($0.count)) })),
      ("tokens_in", .int(record.usage.inputTokens)),
      ("tokens_out", .int(record.usage.outputTokens)), ("cost", .number(record.usage.cost)),
    ]
  }
}
