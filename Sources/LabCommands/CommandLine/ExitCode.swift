/// How a command ended, as the shell sees it.
package enum ExitCode: Int32, CaseIterable, Sendable {
  /// Everything was done.
  case done = 0
  /// A verdict differs from its `expect`, or a solve ended undecided or wrong.
  case verdict = 1
  /// The command line or a definition is wrong.
  case usage = 2
  /// A budget stopped the run.
  case budget = 3
  /// A channel, a provider or Slurm failed.
  case provider = 4
  /// A signal stopped it; the same line goes on.
  case interrupted = 130

  /// What the code tells, for the help text.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .verdict: "a verdict differs from what was expected, or a solve ended undecided or wrong"
    case .usage: "wrong usage or a bad definition"
    case .budget: "a budget stopped the run"
    case .provider: "a channel, a provider or Slurm failed"
    case .interrupted: "interrupted; rerun the same command to resume"
    }
  }
}
