package import RaceTheory
import RandomStreams

/// Weeks of work at a rate of rework, watched by a rule that begins anew after each alarm.
package struct RateAlarmSampler: Sendable {
  private let alarm: RateAlarm
  private let rate: Double
  private let tasks: Int
  private let root: StreamKey

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - alarm: The rule.
  ///   - rate: Probability that a piece has to be done again; unit 1, 0 to 1.
  ///   - tasks: Pieces of work a week; count, at least 1.
  ///   - seed: Seed of the run.
  ///   - setting: Index of the rule and rate among those of a run; from 0.
  package init(_ alarm: RateAlarm, rate: Double, tasks: Int, seed: Int, setting: Int = 0) {
    self.alarm = alarm
    self.rate = rate
    self.tasks = tasks
    root = StreamKey(seed: seed).child(setting)
  }

  /// Counts the alarms of weeks, each watched from its beginning.
  ///
  /// - Parameter weeks: Indices of the weeks.
  /// - Returns: The counts.
  package func sample(_ weeks: Range<Int>) -> RateAlarmCounts {
    var counts = RateAlarmCounts()
    for week in weeks {
      var stream = WordStream(root.child(week))
      var state = alarm.start
      var alarms = 0
      for _ in 0..<tasks {
        if let next = alarm.next(state, wasReworked: stream.uniform() < rate) {
          state = next
        } else {
          state = alarm.start
          alarms += 1
        }
      }
      counts.weeks += 1
      counts.alarms += alarms
      counts.squares += alarms * alarms
      counts.withAlarm += alarms > 0 ? 1 : 0
    }
    return counts
  }
}

/// Alarms of simulated weeks.
package struct RateAlarmCounts: Equatable, Sendable {
  /// Weeks; count.
  package var weeks = 0
  /// Alarms; count.
  package var alarms = 0
  /// Sum over weeks of the square of a week's alarms; count².
  package var squares = 0
  /// Weeks with an alarm; count.
  package var withAlarm = 0

  /// Counts nothing.
  package init() {}

  /// Adds the counts of other weeks.
  package static func += (left: inout RateAlarmCounts, right: RateAlarmCounts) {
    left.weeks += right.weeks
    left.alarms += right.alarms
    left.squares += right.squares
    left.withAlarm += right.withAlarm
  }
}
