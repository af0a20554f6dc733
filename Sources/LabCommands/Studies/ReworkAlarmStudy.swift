import Analysis
import Economics
import ExperimentDesign
import RaceTheory
import Simulation
import Statistics

/// How soon a rule finds too much rework, and how often it does where there is none.
enum ReworkAlarmStudy: Study {
  static let name = "rework_alarm"

  /// What the study is given.
  struct Given: Decodable, Sendable {
    /// The threshold; percent.
    let percent: Int
    /// Pieces of work a week; count.
    let tasksAWeek: Int
    /// Weeks that each rule is followed for; count.
    let weeks: Int
    /// Rates of rework; unit 1.
    let rates: [Double]
    /// Rate at or below the threshold at which false alarms are counted; one of `rates`.
    let fine: Double
    /// Rate above the threshold that is to be found; one of `rates`.
    let bad: Double
    /// Pieces before the first look at the share of all; count.
    let least: [Int]
    /// Pieces of a window; count.
    let window: Int
    /// Errors of both sequential tests: α of a false alarm, and β of accepting a bad rate; unit 1.
    let falseAlarm: Double
    let missed: Double
    /// Simulated weeks a setting; count.
    let simulated: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case percent, weeks, rates, fine, bad, least, window, missed
      case tasksAWeek = "tasks_a_week"
      case falseAlarm = "false_alarm"
      case simulated = "simulated_weeks"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      percent = try container.decode(Int.self, forKey: .percent)
      tasksAWeek = try container.decode(Int.self, forKey: .tasksAWeek)
      weeks = try container.decode(Int.self, forKey: .weeks)
      rates = try container.decode([Double].self, forKey: .rates)
      fine = try container.decode(Double.self, forKey: .fine)
      bad = try container.decode(Double.self, forKey: .bad)
      least = try container.decode([Int].self, forKey: .least)
      window = try container.decode(Int.self, forKey: .window)
      falseAlarm = try container.decode(Double.self, forKey: .falseAlarm)
      missed = try container.decode(Double.self, forKey: .missed)
      simulated = try container.decode(Int.self, forKey: .simulated)
      let threshold = Double(percent) / 100
      try container.check((1...98).contains(percent), .percent, "must be 1 to 98")
      try container.check((1...1000).contains(tasksAWeek), .tasksAWeek, "must be 1 to 1000")
      try container.check((1...52).contains(weeks), .weeks, "must be 1 to 52")
      try container.check(
        tasksAWeek * weeks <= 2000, .weeks, "must be at most 2000 pieces of work in all")
      try container.check(
        rates.allSatisfy { $0 > 0 && $0 < 1 }, .rates, "must be above 0 and below 1")
      try container.check(
        Set(rates).count == rates.count && rates.contains(fine) && rates.contains(bad), .rates,
        "must have fine and bad among them, and none twice")
      try container.check(fine < threshold, .fine, "must be below the threshold")
      try container.check(bad > threshold, .bad, "must be above the threshold")
      try container.check(
        !least.isEmpty && least.allSatisfy { (1...1000).contains($0) }
          && Set(least).count == least.count, .least, "must be 1 to 1000, none twice")
      try container.check((2...12).contains(window), .window, "must be 2 to 12")
      try container.check(
        falseAlarm > 0 && falseAlarm < 0.5, .falseAlarm, "must be above 0 and below 0.5")
      try container.check(missed > 0 && missed < 0.5, .missed, "must be above 0 and below 0.5")
      try container.check((100...1_000_000).contains(simulated), .simulated, "must be 100 to 10^6")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let rules = ReworkAlarmRule.all(given)
    let settings = rules.flatMap { rule in given.rates.map { (rule, $0) } }
    let results = try await run.map(settings.count) { index in
      ReworkAlarmResult(
        settings[index].0, rate: settings[index].1, given, seed: run.seed, setting: index)
    }
    var quantities: [StudyQuantity] = []
    for result in results where result.rate == given.fine {
      quantities.append(
        StudyQuantity(
          "\(result.rule.name)_false_alarms", result.meanAlarms,
          note: "a week at a rate of \(NumberFormat.shortest(given.fine))"))
    }
    for result in results where result.rate == given.bad {
      let note = "at a rate of \(NumberFormat.shortest(given.bad))"
      quantities.append(
        StudyQuantity(
          "\(result.rule.name)_found", result.withinAWeek, note: "within a week \(note)"))
      guard let median = result.median else {
        throw LabError(
          "\(result.rule.name) raises no alarm in half of all cases \(note): follow more weeks")
      }
      quantities.append(
        StudyQuantity(
          "\(result.rule.name)_median", Double(median), note: "pieces of work \(note)"))
    }
    let stated = results.filter { $0.rule.isStated && $0.rate == given.fine }.map(\.meanAlarms)
    let least = results.map(\.pValue).min() ?? 1
    quantities += [
      .open(
        "stated_false_alarms", stated,
        note: "of all readings of the rule, a week at \(NumberFormat.shortest(given.fine))"),
      StudyQuantity("tasks_a_week", Double(given.tasksAWeek)),
      StudyQuantity("threshold_percent", Double(given.percent)),
      StudyQuantity("fine_percent", (given.fine * 100).rounded()),
      StudyQuantity("bad_percent", (given.bad * 100).rounded()),
      StudyQuantity("settings", Double(results.count)),
      StudyQuantity(
        "agreement_p", min(1, Double(results.count) * least), n: given.simulated,
        method: "least p-value times the number of settings"),
    ]
    let look = WeeklyLook(tasks: given.tasksAWeek, fine: given.fine, falseAlarm: given.falseAlarm)
    quantities += [
      StudyQuantity(
        "look_pieces", Double(look.threshold), note: "done again that raise the week's one alarm"),
      StudyQuantity("look_false_alarms", look.alarm(rate: given.fine)),
      StudyQuantity("look_found", look.alarm(rate: given.bad)),
    ]
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(columns: ReworkAlarmResult.columns, rows: results.map(\.row)),
        StudyTable(
          "look", columns: ["rate", "pieces", "alarm"],
          rows: given.rates.map {
            [
              NumberFormat.shortest($0), "\(look.threshold)",
              NumberFormat.significant(look.alarm(rate: $0), 6),
            ]
          }),
      ],
      caption:
        "Lines: exact; points: n = \(NumberFormat.grouped(given.simulated)) simulated weeks of "
        + "\(given.tasksAWeek) pieces of work with 95 % intervals.")
  }
}
