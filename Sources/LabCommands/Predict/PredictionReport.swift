import Statistics
import Storage
import TextFormats

/// What `makerlab predict` says: what each model expected, what came, and which models hold.
struct PredictionReport {
  /// A model at a margin, with the observed intervals.
  struct Row {
    let prediction: RacePrediction
    let totals: ObservedRaces.Totals
  }

  /// The rows, by model and margin.
  let rows: [Row]
  /// Level of the intervals and ranges; unit 1.
  let level: Double
  /// Probability that a model that holds is said not to, over all its comparisons; unit 1.
  let falseAlarm: Double

  /// Names of the columns.
  static let columns = [
    "model", "k", "quantity", "runs", "races", "observed", "observed_low", "observed_high",
    "expected", "range_low", "range_high", "p_value", "holds",
  ]

  /// Repetitions that a model needs to be rejected at all: the least p-value that they leave is below
  /// its share of the false alarms.
  ///
  /// - Parameters:
  ///   - races: The races that are predicted.
  ///   - falseAlarm: Probability that a model that holds is said not to; unit 1, above 0.
  /// - Returns: The number; count.
  static func leastRepetitions(_ races: [ObservedRaces], falseAlarm: Double) -> Int {
    let comparisons = races.reduce(0) { sum, observed in
      sum + observed.quantities.count { $0 != .votes || observed.margin > 1 }
    }
    let rate = FamilyWiseError.bonferroniRate(comparisons: max(1, comparisons), rate: falseAlarm)
    // Two-sided, with what was observed counted among the repetitions: 2/(1 + n).
    var least = max(1, Int(2 / rate))
    while 2 / Double(1 + least) >= rate { least += 1 }
    return least
  }

  /// Comparisons that are made of a model; count.
  private func comparisons(_ model: StepModel) -> [RacePrediction.Comparison] {
    rows.filter { $0.prediction.model == model }
      .flatMap { row in row.prediction.comparisons.filter { isJudged($0, row) } }
  }

  /// Whether a quantity could come out otherwise: a race of k = 1 has one vote.
  private func isJudged(_ comparison: RacePrediction.Comparison, _ row: Row) -> Bool {
    comparison.quantity != .votes || row.prediction.margin > 1
  }

  /// Whether a model holds: no comparison is beyond its share of the false alarms.
  func holds(_ model: StepModel) -> Bool {
    let comparisons = comparisons(model)
    let rate = FamilyWiseError.bonferroniRate(comparisons: comparisons.count, rate: falseAlarm)
    return comparisons.allSatisfy { $0.pValue >= rate }
  }

  /// The rows as values, in the order of the columns.
  var values: [[JSONValue]] {
    rows.flatMap { row in
      let rate = FamilyWiseError.bonferroniRate(
        comparisons: comparisons(row.prediction.model).count, rate: falseAlarm)
      return row.prediction.comparisons.map { comparison in
        let interval = comparison.quantity.interval(row.totals, level: level)
        let judged = isJudged(comparison, row)
        return [
          .string(row.prediction.model.rawValue), .int(row.prediction.margin),
          .string(comparison.quantity.rawValue), .int(row.totals.chains), .int(row.totals.races),
          number(comparison.observed), number(interval.low), number(interval.high),
          number(comparison.expected), number(comparison.range.low),
          number(comparison.range.high), number(comparison.pValue),
          .string(judged ? comparison.pValue >= rate ? "yes" : "no" : "by construction"),
        ]
      }
    }
  }

  private func number(_ value: Double) -> JSONValue {
    .number(value.isFinite ? Double(NumberFormat.significant(value, 5)) ?? value : nil)
  }

  /// A line a model: whether it holds, and its least p-value.
  var verdicts: [String] {
    StepModel.allCases.filter { model in rows.contains { $0.prediction.model == model } }
      .map { model in
        let comparisons = comparisons(model)
        let least = comparisons.map(\.pValue).min() ?? 1
        let rate = FamilyWiseError.bonferroniRate(
          comparisons: comparisons.count, rate: falseAlarm)
        return "steps \(model.rawValue): \(holds(model) ? "holds" : "does not hold"); "
          + "least p-value \(NumberFormat.significant(least, 3)) of \(comparisons.count), "
          + "judged at \(NumberFormat.significant(rate, 3))"
      }
  }
}
