/// What deciding one step took; integer counts, all channels of the step together.
public struct StepRecord: Hashable, Sendable, Codable {
  /// Index of the trial; from 0.
  public var trial: Int
  /// Index of the step; from 0.
  public var step: Int
  /// Whether a candidate won.
  public var isDecided = false
  /// Why not, where none won.
  public var undecided: UndecidedReason?
  /// Valid draws of every race of the step; votes.
  public var votes = 0
  /// Different candidates that got a vote; count.
  public var candidates = 0
  /// Draws asked for, whatever became of them; a draw asked for again counts once.
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
  /// Channels that the step was escalated to; count.
  public var escalations = 0
  /// Tokens and cost of the used replies, and of those that a batch asked for in vain.
  public var usage = Usage.zero
  /// Time from the first request to the verdict, on the run's clock; nanoseconds.
  public var elapsed = 0
  /// Sum of the latencies of the used replies and of timeouts, as if asked one after another;
  /// nanoseconds.
  public var latencies = 0

  /// Starts a record of a step.
  @inlinable
  public init(trial: Int, step: Int) {
    self.trial = trial
    self.step = step
  }
}
