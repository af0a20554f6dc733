/// The parts of a log: what each process wrote of a run.
struct LogParts {
  /// For each part, the first step that a later part decides again; steps from there do not count.
  let limits: [Int]

  /// Finds where runs begin and go on, and whether all events are there.
  init(_ path: String) throws(LogReplayError) {
    var starts: [LogLine] = []
    var lost = 0
    try LineReader.forEachLine(of: path) { (bytes, number) throws(LogReplayError) in
      if LogLine.isOf("logEnded", bytes) { lost += LogLine(bytes)?.lost ?? 0 }
      guard LogLine.isOf("runStarted", bytes), let line = LogLine(bytes) else { return }
      guard let decided = line.decided else { throw .badLine(number) }
      if decided == 0 {
        lost = 0
      } else {
        guard let previous = starts.last else { throw .missingSteps(after: 0, next: decided) }
        guard previous.isSameRun(as: line) else { throw .otherRun(line: number) }
      }
      starts.append(line)
    }
    guard lost == 0 else { throw .lost(events: lost) }
    var limit = Int.max
    var limits: [Int] = []
    for start in starts.reversed() {
      limits.append(limit)
      limit = min(limit, start.decided ?? 0)
    }
    self.limits = limits.reversed()
  }
}

extension LogLine {
  fileprivate func isSameRun(as other: LogLine) -> Bool {
    task == other.task && steps == other.steps && margin == other.margin && trial == other.trial
  }
}
