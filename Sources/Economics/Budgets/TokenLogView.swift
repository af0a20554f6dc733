/// A token log as of some time: what counts when, and what is odd about its clock.
///
/// Each entry counts once, in the week of its own date, whenever that is looked at: one of the future takes
/// nothing of this week, unless its date is in it.  A clock that ran ahead therefore moves spending to a
/// later week and never charges it to two.
package struct TokenLogView: Sendable {
  /// An entry of a log and the line that it is on.
  package struct Counted: Hashable, Sendable {
    /// The entry as it was logged.
    package var entry: TokenLogEntry
    /// Its line; from 1, nil where it is not logged yet.
    package var line: Int?

    /// Makes it; see the properties.
    package init(entry: TokenLogEntry, line: Int?) {
      self.entry = entry
      self.line = line
    }

    /// When it counts: its own time.
    package var time: UTCTime { entry.time }
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
    /// Line of the entry in the log; from 1.
    package var line: Int
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
  /// Entries after now that are no part of the view; count.
  package let leftOut: Int

  /// Looks at a log.
  ///
  /// - Parameters:
  ///   - entries: The log, in its order; those without a line come last.
  ///   - now: The time that it is.
  ///   - isPast: Whether now is not the present, so that entries after it are no part of the view.
  package init(_ entries: [Counted], now: UTCTime, isPast: Bool = false) {
    self.now = now
    var findings: [Finding] = []
    var previous: UTCTime?
    for counted in entries where counted.entry.isSpending {
      guard let line = counted.line else { continue }
      let ahead = counted.time.secondsSince1970 - now.secondsSince1970
      if ahead > 0 {
        if isPast { continue }
        findings.append(Finding(line: line, oddity: .inFuture(seconds: ahead)))
      }
      // What a run took is dated by its begin and logged at its end.
      guard counted.entry.source == .manual else { continue }
      if let previous {
        let step = counted.time.secondsSince1970 - previous.secondsSince1970
        if step < 0 {
          findings.append(Finding(line: line, oddity: .setBack(seconds: -step)))
        } else if step > Self.longestGap {
          findings.append(Finding(line: line, oddity: .gap(seconds: step)))
        }
      }
      previous = counted.time
    }
    self.findings = findings
    let spent = entries.filter(\.entry.isSpending)
    let kept = spent.filter { !isPast || $0.time <= now }
    leftOut = spent.count - kept.count
    self.counted = kept.enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }.map(\.element)
  }

  /// Looks at a log whose entries are on the lines from 1.
  ///
  /// - Parameters:
  ///   - entries: The log, in its order.
  ///   - now: The time that it is.
  package init(_ entries: [TokenLogEntry], now: UTCTime) {
    self.init(
      entries.enumerated().map { Counted(entry: $1, line: $0 + 1) }, now: now)
  }

  /// The entries that count in a week.
  package func entries(in week: BudgetWeek) -> [Counted] {
    counted.filter { week.contains($0.time) }
  }

  /// The amounts of a limit that are known, by time, up to the end of a week; those after now stand at now,
  /// for what was logged has been spent.
  ///
  /// - Parameters:
  ///   - limit: The limit.
  ///   - plan: Says which tier a model is of.
  ///   - week: The week.
  /// - Returns: The amounts.
  package func amounts(
    of limit: BudgetLimit, _ plan: BudgetPlan, upTo week: BudgetWeek
  ) -> [BudgetAmount] {
    counted.compactMap { counted in
      guard counted.time < week.end, limit.scope.includes(plan.tier(of: counted.entry.model)),
        let amount = limit.unit.amount(of: counted.entry)
      else { return nil }
      return BudgetAmount(time: min(counted.time, now), amount: amount)
    }
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
      "line \(line): \(days(seconds)) in the future; it counts in the week of its own date"
    case .setBack(let seconds): "line \(line): \(days(seconds)) before the entry above it"
    case .gap(let seconds): "line \(line): \(days(seconds)) after the entry above it"
    }
  }
}
