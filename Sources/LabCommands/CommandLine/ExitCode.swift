/// How a command ended, as the shell sees it.
package enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  case verdict = 1
  case usage = 2
  case budget = 3
  case provider = 4
  case interrupted = 130

  /// What the code tells, for the help text.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .verdict: "a verdict differs from what was expected, or a solve ended undecided or wrong"
    case .usage: "wrong usage or a bad definition"
    case .budget: "a budget stopped the run"
    case .provider: "a provider failed"
    case .interrupted: "interrupted; rerun the same command to resume"
    }
  }
}
