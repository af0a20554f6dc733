import Analysis
import Economics
import MAKERCore
import NoisyChannels
import Storage
import SweepRunner
import Tasks
import TextFormats

/// What a call of `maker_vote` came to.
struct VoteReport {
  /// How a vote ended; a plurality is none of these.
  enum Verdict: String, CaseIterable {
    case won, undecided
    /// The channel answers this prompt with a refusal.
    case refused
    /// A budget does not allow the next draw.
    case stopped
    /// A draw failed for good.
    case failed
  }

  let question: VoteQuestion
  /// The vote, to its end or as far as it came.
  let voted: VotedStep<PromptTask>
  /// Why it did not come to its end; nil where no failure kept it from that.
  let failure: ChannelFailure?
  /// The draws that providers answered, also those found recorded.
  let draws: [RecordedDraw]
  /// Of these, those found recorded; count.
  let reused: Int
  /// Who took over from whom in a fallback, a line each.
  let takeovers: [String]
  /// Knows what models cost; nil where no provider may be asked.
  let prices: PriceBooks?
  /// Nil where no provider was asked.
  let budgets: CallBudgets?

  /// Most answers that are listed; count.
  static let mostAnswers = 50
  /// Most letters of a listed answer and of a reason; count.
  static let mostLetters = 1000

  private var record: StepRecord { voted.decision.record }

  /// How it ended.
  var verdict: Verdict {
    if voted.decision.winner != nil { return .won }
    if record.undecided != nil { return .undecided }
    return switch (failure ?? voted.decision.failure)?.kind {
    case .refused: .refused
    case .exhausted: .stopped
    default: .failed
    }
  }

  /// Why nothing won; nil where something did.
  private var reason: String? {
    guard verdict != .won else { return nil }
    if let reason = record.undecided { return reason.rawValue }
    return (failure ?? voted.decision.failure).map {
      Self.cut(question.solve.channels.hidingAddresses(in: $0.message).onOneLine).text
    }
  }

  /// Names and values of `VoteOutputs.all`.
  var fields: [(String, JSONValue)] {
    let (solve, usage) = (question.solve, record.usage)
    let winner = voted.decision.winner?.action
    let expected = question.task.lines[0].expected
    return [
      ("verdict", .string(verdict.rawValue)), ("reason", .string(reason)),
      ("winner", .string(winner?.text)),
      ("is_right", winner.flatMap { winner in expected.map { .bool($0 == winner) } } ?? .null),
      ("votes", .array(answers)), ("candidates", .int(voted.votes.count)),
      ("lead", .int(voted.lead)), ("k", .int(question.margin)),
      ("k_choice", .string(question.isLeastMargin ? "k_min" : "given")),
      (
        "draws",
        .object([
          ("issued", .int(record.issued)), ("used", .int(record.used)),
          ("cancelled", .int(record.cancelled)), ("failed", .int(record.failed)),
          ("retries", .int(record.retries)), ("reused", .int(reused)),
        ])
      ),
      ("flags", .object(record.flags.listed.map { ($0.flag.rawValue, .int($0.count)) })),
      ("escalations", .int(record.escalations)),
      ("decided_by", .string(winner.flatMap { _ in asked.last?.shown })),
      ("tokens_in", .int(usage.inputTokens)),
      ("tokens_out", .int(usage.outputTokens)), ("cost", .number(isFree ? 0 : cost)),
      ("cost_status", .string(isFree ? "free" : cost == nil ? "unknown" : "known")),
      ("latency_s", .number(isTimed ? Double(record.elapsed) / 1e9 : nil)),
      ("latency_sum_s", .number(Double(record.latencies) / 1e9)), ("seed", .int(solve.seed)),
      ("channel", .string(solve.channels[0].shown)),
      (
        "temperature",
        .object([
          ("first", .number(solve.temperature.first)), ("later", .number(solve.temperature.later)),
        ])
      ),
      ("draw_limit", .int(solve.drawLimit)), ("cap", .int(solve.cap)),
      ("warnings", .array(warnings)), ("budget", budgets?.json ?? .null),
    ]
  }

  /// Answers with their votes, the most first.
  private var answers: [JSONValue] {
    voted.votes.prefix(Self.mostAnswers).map { candidate, votes in
      let (text, isCut) = Self.cut(candidate.action.text)
      return .object([
        ("answer", .string(text)), ("votes", .int(votes)), ("is_cut", .bool(isCut)),
      ])
    }
  }

  /// The channels that were asked; the last one voted last.
  private var asked: ArraySlice<ChannelChoice> {
    question.solve.channels.prefix(record.escalations + 1)
  }

  /// Whether replies were waited for: the time of a simulated model whose clock is virtual is none.
  private var isTimed: Bool { asked.contains { $0.isRealTime } }

  /// What the used draws cost; nil where that is unknown, as it is of a model without a price.
  private var cost: Double? {
    let isPriced = asked.flatMap(\.endpoints).allSatisfy { prices?.quote(of: $0) != nil }
    // Sums of doubles are off in the last digits; money is counted in 1e-12 dollars.
    return isPriced ? record.usage.cost.map { ($0 * 1e12).rounded() / 1e12 } : nil
  }

  /// Whether nobody is paid: simulated models without a bill.
  private var isFree: Bool {
    asked.allSatisfy { $0.simulated.map { $0.manner.prices == nil } ?? false }
  }

  /// What to know before the verdict is relied on.
  private var warnings: [JSONValue] {
    let (task, policy) = (question.task, question.solve.redFlags)
    let expected = task.lines[0].expected
    let audited = draws.map { draw in
      let candidate = try? policy.candidate(of: draw.reply, to: task, in: 0)
      let isUsual = expected.map { $0 == candidate?.action } ?? (candidate != nil)
      return AuditedDraw(draw, isUsual: isUsual)
    }
    var findings = IndependenceAudit(audited).findings
    if let finding = IdenticalReplies.finding(in: draws) { findings.append(finding) }
    let independent =
      question.marginChoice == .givenSuccess
      ? [
        Self.warning(
          VoteOutputs.independentMargin,
          "k = \(question.margin) follows from p as if votes were independent and all steps alike: where "
            + "they are not it is too small; give k = k_recommended of maker_calibrate")
      ] : []
    return independent + correlated
      + findings.map {
        Self.warning($0.kind.rawValue, "votes not independent: \($0.reason)")
      }
      + takeovers.map {
        Self.warning(VoteOutputs.takeover, question.solve.channels.hidingAddresses(in: $0))
      }
  }

  /// What a simulated channel says of itself, which no draws need to show.
  private var correlated: [JSONValue] {
    asked.compactMap(\.simulated).filter { $0.correlation > 0 }.map {
      Self.warning(
        VoteOutputs.correlated,
        "votes not independent: the simulated channel is told that they go wrong together, "
          + "\($0.inequality)")
    }
  }

  private static func warning(_ code: String, _ message: String) -> JSONValue {
    .object([("code", .string(code)), ("message", .string(cut(message.onOneLine).text))])
  }

  private static func cut(_ text: String) -> (text: String, isCut: Bool) {
    let isCut = text.count > mostLetters
    return (isCut ? text.prefix(mostLetters) + "…" : text, isCut)
  }
}
