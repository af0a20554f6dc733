/// Successes and trials of several groups.
struct GroupCounts: Equatable, Sendable {
  /// Successes of each group; count.
  let successes: [Int]
  /// Trials of each group; count.
  let trials: [Int]
  /// Successes of all groups; count.
  let allSuccesses: Int
  /// Trials of all groups; count.
  let allTrials: Int

  init(successes: [Int], trials: [Int]) {
    precondition(
      successes.count == trials.count,
      "as many successes as trials, got \(successes.count) and \(trials.count)")
    precondition(
      zip(successes, trials).allSatisfy { $0 >= 0 && $0 <= $1 },
      "successes are in [0, trials], got \(successes) of \(trials)")
    self.successes = successes
    self.trials = trials
    allSuccesses = successes.reduce(0, +)
    allTrials = trials.reduce(0, +)
  }

  /// Whether there were successes and failures.
  var isOpen: Bool { allSuccesses > 0 && allSuccesses < allTrials }

  /// Share of successes of all groups together; unit 1.
  var pooledRate: Double { Double(allSuccesses) / Double(allTrials) }

  /// Successes of each group or, where these are fewer, failures; and their sum.
  var rarer: (values: [Int], total: Int) {
    allSuccesses <= allTrials - allSuccesses
      ? (successes, allSuccesses)
      : (zip(trials, successes).map { $0 - $1 }, allTrials - allSuccesses)
  }
}
