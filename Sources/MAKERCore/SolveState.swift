/// What came of one step.
public struct Decision<Work: StepTask>: Sendable {
  /// What it took.
  public var record: StepRecord
  /// The voted candidate; nil where none won.
  public var winner: Candidate<Work.Action, Work.State>?
  /// Why a draw failed for good; nil where none did.
  public var failure: ChannelFailure?

  /// Makes a decision.
  @inlinable
  public init(
    record: StepRecord, winner: Candidate<Work.Action, Work.State>?, failure: ChannelFailure? = nil
  ) {
    self.record = record
    self.winner = winner
    self.failure = failure
  }
}

/// How far a run is: enough to go on from.
public struct SolveState<Work: StepTask>: Sendable {
  /// Steps decided, voted action and voted state.
  public var position: Position<Work>
  /// What the run has done so far.
  public var report: SolveReport
  /// Why a draw failed for good; nil where none did.
  public var failure: ChannelFailure?

  /// A run that has not begun.
  public init(startOf task: Work, margin: Int) {
    position = Position(startOf: task)
    report = SolveReport(task: task.name, steps: task.steps, margin: margin)
  }

  /// A run to go on with; a step that stopped it is voted on again.
  public init(position: Position<Work>, report: SolveReport) {
    self.position = position
    self.report = report
    self.report.ending = nil
    self.report.undecided = 0
  }
}

/// Keeps decided steps, so that a run can go on after its process has ended.
public protocol StepJournal<Work> {
  /// The task whose steps are kept.
  associatedtype Work: StepTask

  /// Takes a decided step.
  ///
  /// - Parameters:
  ///   - decision: The step.
  ///   - state: How far the run is with it.
  /// - Throws: What the place of the journal refuses.
  func record(_ decision: Decision<Work>, _ state: SolveState<Work>) throws

  /// Makes sure that every step taken is kept.
  ///
  /// - Throws: What the place of the journal refuses.
  func flush() throws
}
