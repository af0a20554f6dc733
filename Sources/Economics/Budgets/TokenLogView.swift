/// A token log as of some time: what counts when, and what is odd about its clock.
package struct TokenLogView: Sendable {
  /// An entry and the time at which it counts.
  package struct Counted: Hashable, Sendable {
    /// The entry as it was logged.
    package var entry: TokenLogEntry
    /// When it counts: its own time, but never later than now, for what was logged has been spent.
    package var time: UTCTime
  }

  /// What is odd about the time of an entry.
  package enum Oddity: Hashable, Sendable {
    /// It is after now; by how many seconds.
    case inFuture(seconds: Int)
    /// It is before that of the entry above it; by how many seconds.
    case setBack(seconds: Int)
    /// It is so long after that of the entry above it that the log, or the clock, may have stood still;
    /// seconds.
    case gap(seconds: Int)
  }

  /// An odd entry.
  package struct Finding: Hashable, Sendable {
    /// Number of the entry in the log; from 1.
    package var number: Int
    /// What is odd.
    package var oddity: Oddity
  }

  /// Longest time between two entries that is not odd; seconds.
  package static let longestGap = 7 * UTCTime.daySeconds

  /// Now.
  package let now: UTCTime
  /// The entries, by the time at which they count, then as in the log.
  package let counted: [Counted]
  /// The odd ones, in the order of the log.
  package let findings: [Finding]

  /// Looks at a log.
  ///
  /// - Parameters:
  ///   - entries: The log, in its order.
  ///   - now: The time that it is.
  package init(_ entries: [TokenLogEntry], now: UTCTime) {
    self.now = now
    var findings: [Finding] = []
    var previous: UTCTime?
    for (index, entry) in entries.enumerated() {
      let ahead = entry.time.secondsSince1970 - now.secondsSince1970
      if ahead > 0 {
        findings.append(Finding(number: index + 1, oddity: .inFuture(seconds: ahead)))
      }
      if let previous {
        let step = entry.time.secondsSince1970 - previous.secondsSince1970
        if step < 0 {
          findings.append(Finding(number: index + 1, oddity: .setBack(seconds: -step)))
        } else if step > Self.longestGap {
          findings.append(Finding(number: index + 1, oddity: .gap(seconds: step)))
        }
      }
      previous = entry.time
    }
    self.findings = findings
    let spent = entries.filter { entry in
      if case .begun = entry.source { false } else { true }
    }
    let counted = spent.map { Counted(entry: $0, time: min($0.time, now)) }
    self.counted = counted.enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }.map(\.element)
  }

  /// The entries that count in a week.
  package func entries(in week: BudgetWeek) -> [Counted] {
    counted.filter { week.contains($0.time) }
  }
}

extension TokenLogView.Finding: CustomStringConvertible {
  /// One line for a person.
  package var description: String {
    let days = { (seconds: Int) -> String in
      let tenths = seconds / 8640
      return seconds < 2 * UTCTime.daySeconds
        ? "\(seconds) s" : "\(tenths / 10).\(tenths % 10) days"
    }
    return switch oddity {
    case .inFuture(let seconds):
      "entry \(number): \(days(seconds)) in the future; it counts as spent now"
    case .setBack(let seconds): "entry \(number): \(days(seconds)) before the entry above it"
    case .gap(let seconds): "entry \(number): \(days(seconds)) after the entry above it"
    }
  }
}
