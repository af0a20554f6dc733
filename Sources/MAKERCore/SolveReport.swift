/// What a run has done so far; sums of its step records.
public struct SolveReport: Hashable, Sendable, Codable {
  /// How a run ended.
  public enum Ending: String, Hashable, Sendable, Codable {
    /// Every step was decided.
    case finished
    /// A step stayed undecided.
    case undecided
    /// A draw failed for good.
    case failed
    /// Asked to stop; the same run can go on.
    case stopped
  }

  /// Name of the task, with its size.
  public var task: String
  /// Steps of the task; count.
  public var steps: Int
  /// Margin k; votes.
  public var margin: Int
  /// Steps decided; count.
  public var decided = 0
  /// Why a step stayed undecided; nil where none did.
  public var undecidedReason: UndecidedReason?
  /// Steps that stayed undecided, which stops a run; 0 or 1.
  public var undecided = 0
  /// Valid draws; votes.
  public var votes = 0
  /// Draws asked for; draws.
  public var issued = 0
  /// Draws whose reply was counted or flagged; draws.
  public var used = 0
  /// Draws given up, whose reply, if one came, was not counted; draws.
  public var cancelled = 0
  /// Draws that failed for good; draws.
  public var failed = 0
  /// Failed attempts that were asked again; attempts.
  public var retries = 0
  /// Discarded replies by reason.
  public var flags = FlagCounts()
  /// Escalations to a further channel; count.
  public var escalations = 0
  /// Decided steps on which more than one candidate got votes; count.
  public var contested = 0
  /// Tokens and cost of the used replies, and of those that batches asked for in vain.
  public var usage = Usage.zero
  /// Time of the races on the run's clock; nanoseconds, `Int.max` for more than that.
  public var elapsed = 0
  /// Sum of all latencies, as if every draw waited for the one before; nanoseconds,
  /// `Int.max` for more than that.
  public var latencies = 0
  /// How the run ended; nil while it goes on.
  public var ending: Ending?

  /// Starts a report.
  ///
  /// - Parameters:
  ///   - task: Name of the task.
  ///   - steps: Steps of the task; count.
  ///   - margin: Margin k; votes.
  public init(task: String, steps: Int, margin: Int) {
    self.task = task
    self.steps = steps
    self.margin = margin
  }

  /// Adds a step that is over.
  public mutating func add(_ record: StepRecord) {
    if record.isDecided {
      decided += 1
    } else if let reason = record.undecided {
      undecided += 1
      undecidedReason = reason
    }
    votes += record.votes
    issued += record.issued
    used += record.used
    cancelled += record.cancelled
    failed += record.failed
    retries += record.retries
    flags += record.flags
    escalations += record.escalations
    contested += record.isDecided && record.candidates > 1 ? 1 : 0
    usage += record.usage
    elapsed = elapsed.addingClamped(record.elapsed)
    latencies = latencies.addingClamped(record.latencies)
  }
}
