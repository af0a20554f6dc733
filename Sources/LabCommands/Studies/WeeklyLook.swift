import Statistics

/// A rule that looks once, at the week's end: an alarm from so many pieces of work done again on.
struct WeeklyLook: Sendable {
  /// Pieces of work a week; count.
  let tasks: Int
  /// Least number of pieces done again that raises an alarm; count, at most `tasks` + 1.
  let threshold: Int

  /// Finds the least threshold that keeps to a rate of false alarms; exact.
  ///
  /// - Parameters:
  ///   - tasks: Pieces of work a week; count, at least 1.
  ///   - fine: Rate of rework at which an alarm is false; unit 1, above 0 and below 1.
  ///   - falseAlarm: Most false alarms a week; unit 1, above 0.
  init(tasks: Int, fine: Double, falseAlarm: Double) {
    self.tasks = tasks
    var threshold = 0
    while threshold <= tasks,
      Self.tail(threshold, of: tasks, rate: fine) > falseAlarm
    { threshold += 1 }
    self.threshold = threshold
  }

  /// The chance of an alarm in a week; exact.
  ///
  /// - Parameter rate: Rate of rework; unit 1, above 0 and below 1.
  /// - Returns: The probability; unit 1.
  func alarm(rate: Double) -> Double {
    threshold > tasks ? 0 : Self.tail(threshold, of: tasks, rate: rate)
  }

  private static func tail(_ count: Int, of tasks: Int, rate: Double) -> Double {
    BinomialTest.upperTail(
      successes: count, trials: tasks, probability: rate, complement: 1 - rate)
  }
}
