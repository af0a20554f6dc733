import MAKERCore

// Written by hand because a general encoder takes several times as long; read by the decoders that the
// types have, so that a value that is missing here is missed there.
extension JSONWriter {
  /// Writes tokens and cost; null where unknown.
  mutating func members(of usage: Usage) {
    member("inputTokens", usage.inputTokens)
    member("outputTokens", usage.outputTokens)
    member("cost", usage.cost)
  }

  /// Writes every value of a step's record.
  mutating func members(of record: StepRecord) {
    member("trial", record.trial)
    member("step", record.step)
    member("isDecided", record.isDecided)
    member("undecided", record.undecided?.rawValue)
    member("votes", record.votes)
    member("candidates", record.candidates)
    member("issued", record.issued)
    member("used", record.used)
    member("cancelled", record.cancelled)
    member("failed", record.failed)
    member("retries", record.retries)
    flags(record.flags)
    member("escalations", record.escalations)
    object("usage") { $0.members(of: record.usage) }
    member("elapsed", record.elapsed)
    member("latencies", record.latencies)
  }

  /// Writes every value of a run's report.
  mutating func members(of report: SolveReport) {
    member("task", report.task)
    member("steps", report.steps)
    member("margin", report.margin)
    member("decided", report.decided)
    member("undecided", report.undecided)
    member("undecidedReason", report.undecidedReason?.rawValue)
    member("votes", report.votes)
    member("issued", report.issued)
    member("used", report.used)
    member("cancelled", report.cancelled)
    member("failed", report.failed)
    member("retries", report.retries)
    flags(report.flags)
    member("escalations", report.escalations)
    member("contested", report.contested)
    object("usage") { $0.members(of: report.usage) }
    member("elapsed", report.elapsed)
    member("latencies", report.latencies)
    member("ending", report.ending?.rawValue)
  }

  private mutating func flags(_ flags: FlagCounts) {
    object("flags") {
      for flag in RedFlag.allCases where flags[flag] > 0 {
        $0.member(flag.rawValue, flags[flag])
      }
    }
  }
}
