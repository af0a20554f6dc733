import MAKERCore

/// Runs of trial 4 over channels that answer at once.
enum ImmediateRun {
  static func solve(
    _ orchestrator: Orchestrator<CounterTask>, _ start: SolveState<CounterTask>,
    _ channels: [some ImmediateChannel], journal: (any StepJournal<CounterTask>)? = nil
  ) throws -> SolveState<CounterTask> {
    try orchestrator.solveAtOnce(from: start, trial: 4, over: channels, journal: journal)
  }

  /// A task of three steps from its start.
  static func solve(
    margin: Int, cap: Int? = nil, drawLimit: Int? = nil, over channels: [some ImmediateChannel]
  ) throws -> SolveState<CounterTask> {
    let task = CounterTask(steps: 3)
    let policy = VotingPolicy(rule: RaceRule(margin: margin), cap: cap, drawLimit: drawLimit)
    return try solve(
      Orchestrator(task, policy: policy), SolveState(startOf: task, margin: margin), channels)
  }
}
