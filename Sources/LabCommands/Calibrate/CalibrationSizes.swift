import Analysis
import TextFormats

/// How many steps a calibration needs, by the draws of each.
struct CalibrationSizes {
  /// Powers that the table is for; unit 1.
  static let powers = [0.8, 0.9]

  /// Steps for one question and one number of draws.
  struct Row {
    let question: CalibrationPower.Question
    /// Valid draws of each step; count.
    let repeats: Int
    /// Steps for each power; count, nil where a million are not enough.
    let steps: [Int?]
  }

  /// What was asked.
  let power: CalibrationPower
  /// The table.
  let rows: [Row]

  /// Works the table out.
  ///
  /// - Parameters:
  ///   - power: Success, correlation, model and level.
  ///   - repeats: Valid draws of each step; counts, each at least 2.
  init(_ power: CalibrationPower, repeats: [Int]) {
    self.power = power
    rows = CalibrationPower.Question.allCases.flatMap { question in
      repeats.map { draws in
        Row(
          question: question, repeats: draws,
          steps: Self.powers.map { power.steps(question, goal: $0, repeats: draws) })
      }
    }
  }

  /// The table for people.
  var text: String {
    var table = TextTable(
      [.text("question"), .number("draws a step")]
        + Self.powers.flatMap { [.number("steps, \(short($0))"), .number("draws, \(short($0))")] })
    for row in rows {
      table.append(
        [sentence(row.question), "\(row.repeats)"]
          + row.steps.flatMap { steps in
            [
              steps.map(NumberFormat.grouped) ?? "above 10^6",
              steps.map { NumberFormat.grouped($0 * row.repeats) } ?? "",
            ]
          })
    }
    return """
      p = \(short(power.success)), \(short(100 * power.level)) % intervals, \
      model \(power.model.rawValue); steps to two digits that settle it with power .8 and .9
      two draws: summed over all outcomes; more: \(power.trials) calibrations of seed \(power.seed)

      \(table.text.trimmedEnd)
      """
  }

  private func sentence(_ question: CalibrationPower.Question) -> String {
    switch question {
    case .exclude: "rho is 0; exclude rho >= \(short(power.correlation))"
    case .detect: "rho is \(short(power.correlation)); exclude rho = 0"
    }
  }

  /// Names of the columns and the rows below them, for CSV and JSON.
  var columns: [String] {
    ["question", "p", "rho", "level", "model", "repeats"]
      + Self.powers.map { "steps_\(short(100 * $0))" }
  }

  /// The rows as values, in the order of the columns.
  var values: [[JSONValue]] {
    rows.map { row in
      [
        .string(row.question.rawValue), .number(power.success), .number(power.correlation),
        .number(power.level), .string(power.model.rawValue), .int(row.repeats),
      ] + row.steps.map { .int($0) }
    }
  }

  private func short(_ value: Double) -> String { NumberFormat.significant(value, 4) }
}
