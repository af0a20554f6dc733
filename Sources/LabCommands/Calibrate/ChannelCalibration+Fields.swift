import Analysis
import MAKERCore
import Storage
import TextFormats

extension ChannelCalibration {
  /// The counts of every step, as `DrawsFile` reads them; in the order of the steps.
  var drawsTable: CSVTable {
    CSVTable(
      columns: ["step", "right", "wrong", "flagged"],
      rows: drawn.map { step in
        let counts = step.counts
        return [step.name, "\(counts.right)", "\(counts.wrong)", "\(counts.flagged)"]
      })
  }

  /// Keys and values for JSON and CSV.
  var fields: [(String, JSONValue)] {
    var fields: [(String, JSONValue)] = [
      ("task", .string(task)), ("channel", .string(question.choice.canonical)),
      ("temperature", .number(question.temperature)), ("repeats", .int(question.repeats)),
      ("seed", .int(question.seed)), ("reading", .string(question.redFlags.reading.rawValue)),
      ("token_limit", .int(question.redFlags.tokenLimit)),
    ]
    fields += report.fields
    if advice == nil { fields += noMargin }
    fields += [
      ("unlabelled", .int(unlabelled)), ("refused", .int(refused)),
      ("wrong_pairs", .int(pairs.all)), ("equal_wrong_pairs", .int(pairs.agreeing)),
      (
        "collisions",
        .number(pairs.all > 0 ? Double(pairs.agreeing) / Double(pairs.all) : nil)
      ),
      ("flags", .object(flags.listed.map { ($0.flag.rawValue, .int($0.count)) })),
      ("tokens_in", .int(totals.usage.inputTokens)),
      ("tokens_out", .int(totals.usage.outputTokens)),
      ("tokens_in_mean", .number(totals.meanInput)),
      ("tokens_out_mean", .number(totals.meanOutput)),
      ("tokens_right_median", .int(totals.medianRightTokens)),
      ("latency_median_s", .number(isTimed ? totals.latency(0.5) : nil)),
      ("latency_90_s", .number(isTimed ? totals.latency(0.9) : nil)),
      ("retries", .int(totals.retries)),
      ("cost", .number(isFree ? 0 : totals.usage.cost)),
      (
        "cost_status", .string(isFree ? "free" : totals.usage.cost == nil ? "unknown" : "known")
      ),
      ("projected_for", .string(projection?.basis.rawValue)),
      ("projected_k", .int(projection?.margin)),
      ("projected_draws", .number(projection?.calls)),
      ("projected_tokens_in", .number(projection?.inputTokens)),
      ("projected_tokens_out", .number(projection?.outputTokens)),
      ("projected_cost", .number(projection.flatMap { isFree ? 0 : $0.cost })),
      ("failure", .string(failure?.message.onOneLine)),
      (
        "hard_steps",
        .array(
          hardSteps.map { item in
            .object([
              ("step", .string(item.step.name)), ("right", .int(item.step.right)),
              ("wrong", .int(item.step.wrongVotes)), ("flagged", .int(item.step.flags.total)),
              ("hardness", .number(item.hardness)),
              ("wrong_answer", .string(item.step.commonestWrong?.answer)),
              ("wrong_answer_votes", .int(item.step.commonestWrong?.votes)),
            ])
          })
      ),
    ]
    return fields
  }

  /// What is said of the margin where none can be: all that is unknown is null.
  private var noMargin: [(String, JSONValue)] {
    [
      ("steps", .int(taskSteps)), ("target", .number(question.target)),
    ]
      + MarginBasis.allCases.reversed().flatMap { basis in
        ["k", "p_task", "calls"].map { ("\($0)_\(basis.rawValue)", .null) }
      } + [
        ("p_task_independent_at_worst", .null), ("p_task_ceiling", .null),
        ("verdict", .string(Self.noMargin)),
      ]
  }

  /// The verdict where draws are missing.
  static let noMargin = "no margin is recommended: not all draws came"
}
