extension Orchestrator {
  /// Solves what is left of a task over channels that answer at once.
  ///
  /// - Parameters:
  ///   - start: Where the run stands.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  ///   - journal: Keeps decided steps; nil for none.
  ///   - isStopped: Asked after every step; true stops the run, which can go on later.
  /// - Returns: Where the run stands at its end.
  /// - Throws: What the journal refuses.
  @inlinable
  public func solveAtOnce<Answering: ImmediateChannel>(
    from start: SolveState<Work>, trial: Int = 0, over channels: [Answering],
    journal: (any StepJournal<Work>)? = nil, isStopped: () -> Bool = { false }
  ) throws -> SolveState<Work> {
    var state = begin(start, trial: trial)
    while state.report.ending == nil {
      let decision = decideAtOnce(state.position, trial: trial, over: channels)
      try take(decision, into: &state, journal: journal, isStopped: isStopped())
    }
    return try end(state, journal: journal)
  }

  /// Solves what is left of a task over channels that take their time, the draws of a race side by
  /// side.
  ///
  /// - Parameters:
  ///   - start: Where the run stands.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  ///   - journal: Keeps decided steps; nil for none.
  ///   - isStopped: Asked after every step and ten times a second; true stops the run, which can go on
  ///     later.
  /// - Returns: Where the run stands at its end; stopped where the surrounding work was cancelled.
  /// - Throws: What the journal refuses.
  public func solve(
    from start: SolveState<Work>, trial: Int = 0, over channels: [any Channel],
    journal: (any StepJournal<Work>)? = nil, isStopped: @escaping () -> Bool = { false }
  ) async throws -> SolveState<Work> {
    var state = begin(start, trial: trial)
    while state.report.ending == nil {
      if Task.isCancelled {
        state.report.ending = .stopped
        break
      }
      let decision = try await decide(state.position, trial: trial, over: channels) {
        () throws -> Bool in
        // A reply may be long in coming: what is decided is kept first, and a stop is heard.
        try journal?.flush()
        return isStopped()
      }
      try take(decision, into: &state, journal: journal, isStopped: isStopped())
    }
    return try end(state, journal: journal)
  }

  @inlinable
  func begin(_ start: SolveState<Work>, trial: Int) -> SolveState<Work> {
    observer?.observe(
      .runStarted(
        task: task.name, steps: task.steps, margin: policy.rule.margin, trial: trial,
        decided: start.position.step))
    var state = SolveState<Work>(position: start.position, report: start.report)
    if task.isFinished(state.position.state, after: state.position.step) {
      state.report.ending = .finished
    }
    return state
  }

  @inlinable
  func take(
    _ decision: Decision<Work>, into state: inout SolveState<Work>,
    journal: (any StepJournal<Work>)?, isStopped: Bool
  ) throws {
    let record = decision.record
    precondition(
      record.issued == record.used + record.cancelled + record.failed
        && (!record.isDecided || record.issued == record.used
          || !([policy] + later).allSatisfy { $0.issue == .needed }),
      "a decided step used every draw that it asked for, but for its last batch")
    state.report.add(record)
    observer?.observe(.stepCompleted(record, action: decision.winner.map { task.text($0.action) }))
    guard let winner = decision.winner else {
      state.failure = decision.failure
      state.report.ending =
        decision.failure != nil ? .failed : record.undecided != nil ? .undecided : .stopped
      return
    }
    task.advance(&state.position, by: winner)
    try journal?.record(decision, state)
    if task.isFinished(state.position.state, after: state.position.step) {
      state.report.ending = .finished
    } else if isStopped {
      state.report.ending = .stopped
    }
  }

  @inlinable
  func end(
    _ state: SolveState<Work>, journal: (any StepJournal<Work>)?
  ) throws -> SolveState<Work> {
    try journal?.flush()
    observer?.observe(.runEnded(state.report))
    return state
  }
}
