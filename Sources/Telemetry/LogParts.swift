/// The parts of a log: what each process wrote of a run.
struct LogParts {
  /// For each part, the first step that a later part decides again; steps from there do not count.
  private(set) var limits: [Int] = []
  /// Unfinished lines of killed processes; count.
  private(set) var tornLines = 0

  /// Finds where runs begin and go on.
  init(_ path: String) throws(LogReplayError) {
    var starts: [LogLine] = []
    var tornLine: Int?
    var lost = 0
    try LogReplay.forEachLine(of: path) { (line, number) throws(LogReplayError) in
      guard let line else {
        if let tornLine { throw .badLine(tornLine) }
        tornLine = number
        tornLines += 1
        return
      }
      // Only where a process begins can the line before it be unfinished.
      if let torn = tornLine, line.event != "logStarted" { throw .badLine(torn) }
      tornLine = nil
      lost += line.lost ?? 0
      guard line.event == "runStarted" else { return }
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
    for start in starts.reversed() {
      limits.append(limit)
      limit = min(limit, start.decided ?? 0)
    }
    limits.reverse()
  }
}

extension LogLine {
  fileprivate func isSameRun(as other: LogLine) -> Bool {
    task == other.task && steps == other.steps && margin == other.margin && trial == other.trial
  }
}
