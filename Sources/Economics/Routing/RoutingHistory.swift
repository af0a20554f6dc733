/// Decisions with their outcomes, put together from the records of one or several logs.
///
/// Records that are equal but for their times count once.  Of records that contradict each other the first counts; what is odd is said,
/// and nothing odd ends the reading.
package struct RoutingHistory: Sendable {
  /// A record, and where it was read.
  package struct Source: Sendable {
    /// Where, as `line 7`.
    package let place: String
    /// The record.
    package let record: RoutingRecord

    /// Names a record; see the properties.
    package init(place: String, record: RoutingRecord) {
      self.place = place
      self.record = record
    }
  }

  /// A task with its outcome.
  package struct Entry: Hashable, Sendable {
    /// The task.
    package let task: RoutedTask
    /// Its outcome; nil while there is none.
    package fileprivate(set) var outcome: RoutingOutcome?
  }

  /// What is odd about a record.
  package enum Oddity: Hashable, Sendable {
    /// It is later than the clock of the reader.
    case future
    /// It is earlier than a record that stands before it.
    case backwards
    /// It contradicts an earlier record of the same decision.
    case conflict
    /// It is the outcome of a decision that is not there.
    case orphan
    /// It is an outcome that is earlier than its decision.
    case early
  }

  /// Something odd, and where.
  package struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// Where.
    package let place: String
    /// Name of the decision.
    package let id: String
    /// What is odd.
    package let oddity: Oddity

    /// One line for a person.
    package var description: String {
      let what =
        switch oddity {
        case .future: "is later than now: the clock has jumped"
        case .backwards: "is earlier than a record before it: the clock has jumped"
        case .conflict: "contradicts an earlier record, which counts"
        case .orphan: "is the outcome of no known decision and is left out"
        case .early: "is an outcome earlier than its decision: the clock has jumped"
        }
      return "\(place): \(id) \(what)"
    }
  }

  /// Difference of times that says nothing: writers side by side wait for each other, and clocks of machines
  /// differ; milliseconds.
  package static let slack = 60_000

  /// Tasks in the order of the records.
  package private(set) var entries: [Entry] = []
  /// What is odd, in the order of the records.
  package private(set) var findings: [Finding] = []
  private var places: [String: Int] = [:]

  /// Puts the records of one log together.
  ///
  /// - Parameters:
  ///   - sources: The records in their order; an outcome may stand before its decision.
  ///   - now: The time of reading.
  package init(_ sources: [Source], now: RecordTime) { self.init(logs: [sources], now: now) }

  /// Puts the records of several logs together, each of which has an order of its own.
  ///
  /// - Parameters:
  ///   - logs: The records of each in their order; the first one counts most.
  ///   - now: The time of reading.
  package init(logs: [[Source]], now: RecordTime) {
    for source in logs.joined() {
      guard case .decision(let task) = source.record else { continue }
      if places[task.id] == nil {
        places[task.id] = entries.count
        entries.append(Entry(task: task))
      }
    }
    for log in logs { join(log, now: now) }
  }

  /// Gives the tasks their outcomes, and says what is odd.
  private mutating func join(_ log: [Source], now: RecordTime) {
    var latest: RecordTime?
    for source in log {
      let record = source.record
      if Self.isLater(record.time, than: now) {
        note(.future, source)
      } else {
        // A moment to come says nothing about the order of those that have been.
        if let latest, Self.isLater(latest, than: record.time) { note(.backwards, source) }
        latest = max(latest ?? record.time, record.time)
      }
      guard let index = places[record.id] else {
        note(.orphan, source)
        continue
      }
      switch record {
      case .decision:
        let held = RoutingRecord.decision(entries[index].task)
        if held != record, !held.says(record) { note(.conflict, source) }
      case .outcome(let outcome):
        if let held = entries[index].outcome {
          let held = RoutingRecord.outcome(held)
          if held != record, !held.says(record) { note(.conflict, source) }
          continue
        }
        entries[index].outcome = outcome
        if Self.isLater(entries[index].task.time, than: outcome.time) { note(.early, source) }
      }
    }
  }

  private static func isLater(_ time: RecordTime, than other: RecordTime) -> Bool {
    time.milliseconds - other.milliseconds > slack
  }

  private mutating func note(_ oddity: Oddity, _ source: Source) {
    findings.append(Finding(place: source.place, id: source.record.id, oddity: oddity))
  }

  /// Returns the one task whose name begins so.
  ///
  /// - Parameter start: The name of a decision, or the beginning of it.
  /// - Returns: The task; nil where none or several begin so.
  package func entry(beginning start: String) -> Entry? {
    if let index = places[start] { return entries[index] }
    let found = entries.filter { $0.task.id.hasPrefix(start) }
    return found.count == 1 ? found[0] : nil
  }
}
