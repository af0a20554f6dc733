import Analysis
import Economics
import RandomStreams
import Statistics
import TextFormats

/// How a week stands against its budget, and where it goes.
struct BudgetView {
  /// A limit with its pace and its forecast.
  struct Row {
    /// The limit and what is consumed of it.
    let line: BudgetLine
    /// Its pace; nil where nothing is known.
    let rate: BurnRate?
    /// Where it goes; nil where too little is known.
    let forecast: BudgetForecast?
  }

  /// Levels of the intervals; unit 1.
  static let levels = [0.8, 0.95]

  /// The week.
  let status: BudgetStatus
  /// The limits.
  let rows: [Row]

  /// Looks at a log.
  ///
  /// - Parameters:
  ///   - plan: The budget.
  ///   - entries: The log, in its order, and what is not logged yet.
  ///   - now: The time that it is.
  ///   - isPast: Whether now is not the present, so that entries after it are left out.
  ///   - seed: Seed of the forecast; at least 0.
  init(
    _ plan: BudgetPlan, _ entries: [TokenLogView.Counted], now: UTCTime, isPast: Bool, seed: Int
  ) {
    let view = TokenLogView(entries, now: now, isPast: isPast)
    let status = BudgetStatus(plan, view)
    self.status = status
    rows = status.lines.enumerated().map { index, line in
      let amounts = view.amounts(of: line.limit, plan, upTo: status.week)
      return Row(
        line: line, rate: BurnRate(amounts, in: status.week, now: now),
        forecast: BudgetForecast(
          amounts, in: status.week, now: now, limit: Double(line.limit.most),
          StreamKey(seed: seed).child(index)))
    }
  }

  /// The week, as a line.
  var weekLine: String {
    let week = status.week
    let days = NumberFormat.fixed(status.view.now.days(since: week.begin), decimals: 1)
    return
      "week of \(week.firstDay), ends \(week.end.toTheMinute); now \(status.view.now.toTheMinute), day \(days) of 7"
  }

  /// What a reader of any format must know of the log: odd clocks, entries left out, models without a tier.
  var notes: [String] {
    var notes = status.view.findings.map { "clock: \($0)" }
    let leftOut = status.view.leftOut
    if leftOut > 0 {
      notes.append(
        "\(NumberFormat.counted(leftOut, "entry is", "entries are")) after --now and left out")
    }
    return notes
      + status.plan.strangers(
        status.view.entries(in: status.week).map(\.entry.model).filter { $0 != "-" })
  }

  /// What else a reader of the text must know: unknown amounts.
  var remarks: [String] {
    rows.compactMap(\.line.remark)
  }
}

extension BudgetLine {
  /// What a reader must know where amounts are unknown; nil where all are known.
  var remark: String? {
    guard unknown > 0 else { return nil }
    return
      "\(limit.name): \(NumberFormat.counted(unknown, "entry", "entries")) of unknown amount not "
      + "in it, so the zone is that at least"
  }
}

extension BudgetLimit {
  /// What it is called, as `small tokens`.
  var name: String { "\(scope) \(unit.rawValue)" }

  /// An amount of its unit, for a person.
  func text(_ amount: Double) -> String {
    switch unit {
    case .tokens:
      return amount < 1e15
        ? NumberFormat.grouped(Int(amount.rounded())) : NumberFormat.significant(amount, 3)
    case .dollars: return "$" + NumberFormat.fixed(amount * 1e-12, decimals: 2)
    }
  }

  /// An amount of its unit as a number: tokens, or dollars.
  func json(_ amount: Double) -> JSONValue {
    switch unit {
    case .tokens: amount < 1e15 ? .int(Int(amount.rounded())) : .number(amount)
    case .dollars: .number(amount * 1e-12)
    }
  }
}

extension BudgetForecast.Exhaustion {
  /// For a person.
  var text: String {
    switch self {
    case .at(let time): time.toTheMinute
    case .notThisWeek: "not this week"
    }
  }

  /// The time, or null where it is not this week.
  var json: JSONValue {
    switch self {
    case .at(let time): .string("\(time)")
    case .notThisWeek: .null
    }
  }
}
