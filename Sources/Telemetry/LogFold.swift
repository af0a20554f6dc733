import MAKERCore

/// Adds the lines of a log up, the parts of a run one after another.
struct LogFold {
  private(set) var report: SolveReport?
  private(set) var ownReport: SolveReport?
  private(set) var hasDraws = false
  /// Lines that killed processes left unfinished; count.
  private(set) var tornLines = 0

  /// Number of the line before, where it was unfinished.
  private var tornLine: Int?
  private var limits: ArraySlice<Int>
  /// First step that a later part decides again.
  private var limit = 0
  private var isDebugLog = false
  private var draws = DrawTally()
  /// Steps added; count.
  private var stepCount = 0

  init(_ parts: LogParts) {
    limits = parts.limits[...]
  }

  /// Takes the next line, by its number from 1.
  mutating func add(_ bytes: [UInt8], _ number: Int) throws(LogReplayError) {
    let line = LogLine(bytes)
    // Only where a process begins, or at the end, can the line before be unfinished.
    if let tornLine, line?.event != "logStarted" { throw .badLine(tornLine) }
    tornLine = line == nil ? number : nil
    if let line { try add(line) } else { tornLines += 1 }
  }

  private mutating func add(_ line: LogLine) throws(LogReplayError) {
    switch line.event {
    case "logStarted": isDebugLog = line.logLevel == EventLevel.debug.rawValue
    case "runStarted": try begin(line)
    case "stepCompleted": if let record = line.record { try complete(record) }
    case "runEnded":
      guard limit == .max else { break }
      ownReport = line.report
      report?.ending = line.report?.ending
    default: if isDebugLog { draws.add(line) }
    }
  }

  private mutating func begin(_ line: LogLine) throws(LogReplayError) {
    limit = limits.popFirst() ?? .max
    draws = DrawTally()
    if line.decided == 0 {
      report = SolveReport(
        task: line.task ?? "", steps: line.steps ?? 0, margin: line.margin ?? 0)
      stepCount = 0
      hasDraws = isDebugLog
    } else {
      // A part of which nothing counts may begin anywhere.
      let decided = line.decided ?? 0
      guard decided == stepCount || decided >= limit else {
        throw .missingSteps(after: stepCount, next: decided)
      }
      hasDraws = hasDraws && isDebugLog
    }
    ownReport = nil
  }

  private mutating func complete(_ record: StepRecord) throws(LogReplayError) {
    defer { draws = DrawTally() }
    guard record.step < limit else { return }
    if isDebugLog { try draws.check(record) }
    guard record.step == stepCount else {
      throw .missingSteps(after: stepCount, next: record.step)
    }
    report?.add(record)
    stepCount += 1
  }
}
