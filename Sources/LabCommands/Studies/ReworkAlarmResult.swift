import Economics
import RaceTheory
import Simulation
import Statistics

/// A rule about rework with its name in tables.
struct ReworkAlarmRule: Sendable {
  let name: String
  let alarm: RateAlarm
  /// Whether it is a reading of "the share is above the threshold", not a test.
  let isStated: Bool

  /// The rules of a study.
  static func all(_ given: ReworkAlarmStudy.Given) -> [ReworkAlarmRule] {
    let threshold = Double(given.percent) / 100
    let shares = given.least.map {
      ReworkAlarmRule(
        name: "share_\($0)", alarm: .share(above: given.percent, from: $0), isStated: true)
    }
    return shares + [
      ReworkAlarmRule(
        name: "window", alarm: .window(above: given.percent, of: given.window), isStated: true),
      ReworkAlarmRule(
        name: "watch",
        alarm: .watch(ReworkRule(percent: given.percent, window: given.window)), isStated: true),
      ReworkAlarmRule(
        name: "ratio",
        alarm: .ratio(
          low: threshold, high: given.bad, falseAlarm: given.falseAlarm, missed: given.missed),
        isStated: false),
      ReworkAlarmRule(
        name: "mixture",
        alarm: .mixture(
          above: threshold, falseAlarm: given.falseAlarm, tasks: given.tasksAWeek * given.weeks),
        isStated: false),
    ]
  }
}

/// What a rule does at one rate, exactly and simulated.
struct ReworkAlarmResult: Sendable {
  let rule: ReworkAlarmRule
  /// Rate of rework; unit 1.
  let rate: Double
  /// Mean alarms a week, the rule begun anew after each; count.
  let meanAlarms: Double
  /// Probability of an alarm within a week; unit 1.
  let withinAWeek: Double
  /// Probability of an alarm in all weeks that were followed; unit 1.
  let withinAll: Double
  /// Pieces of work after which an alarm is as likely as none; count, nil where that takes longer.
  let median: Int?
  private let counts: RateAlarmCounts

  /// Follows a rule and simulates it.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - rate: Rate of rework; unit 1.
  ///   - given: What the study is given.
  ///   - seed: Seed of the study.
  ///   - setting: Index of rule and rate.
  init(
    _ rule: ReworkAlarmRule, rate: Double, _ given: ReworkAlarmStudy.Given, seed: Int,
    setting: Int
  ) {
    self.rule = rule
    self.rate = rate
    let law = RateAlarmLaw(rule.alarm, rate: rate, tasks: given.tasksAWeek * given.weeks)
    meanAlarms = law.meanAlarms(in: given.tasksAWeek)
    withinAWeek = law.probability(within: given.tasksAWeek)
    withinAll = law.probability(within: given.tasksAWeek * given.weeks)
    median = law.quantile(0.5)
    counts = RateAlarmSampler(
      rule.alarm, rate: rate, tasks: given.tasksAWeek, seed: seed, setting: setting
    ).sample(0..<given.simulated)
  }

  /// Two-sided p-value of the simulated weeks with an alarm under the exact probability; unit 1.
  var pValue: Double {
    BinomialTest.pValue(
      successes: counts.withAlarm, trials: counts.weeks, probability: min(1, withinAWeek),
      complement: max(0, 1 - withinAWeek))
  }

  static let columns = [
    "rule", "rate", "alarms_a_week", "within_a_week", "within_all_weeks", "median_pieces",
    "simulated_within_a_week", "simulated_low", "simulated_high", "weeks", "p_value",
  ]

  /// The result as cells of a table.
  var row: [String] {
    let interval = BinomialInterval.fixedTrials(
      successes: counts.withAlarm, trials: counts.weeks, level: 0.95)
    return [
      rule.name, NumberFormat.shortest(rate), NumberFormat.significant(meanAlarms, 6),
      NumberFormat.significant(withinAWeek, 6), NumberFormat.significant(withinAll, 6),
      median.map { "\($0)" } ?? "",
      NumberFormat.significant(Double(counts.withAlarm) / Double(counts.weeks), 6),
      NumberFormat.significant(interval.low, 6), NumberFormat.significant(interval.high, 6),
      "\(counts.weeks)", NumberFormat.significant(pValue, 6),
    ]
  }
}
