import Analysis
import Economics
import ExperimentDesign
import RandomStreams
import Simulation
import Statistics

/// How often forecasts of a week's budget hold, over simulated weeks: intervals, and the pace alone.
enum BudgetForecastStudy: Study {
  static let name = "budget_forecast"

  /// What the study is given.
  struct Given: Decodable, Sendable {
    /// Ways in which a team might consume tokens.
    let streams: [NamedStream]
    /// Streams of which the forecast's model is true, by name.
    let modelled: [String]
    /// Weeks that the log holds before the one that is forecast; count.
    let weeksBefore: [Int]
    /// Times of the week at which it is forecast; days from its begin.
    let days: [Double]
    /// Limits of a week, in mean weeks of the stream; that of the time of exhaustion first.
    let limits: [Double]
    /// Distance within which the pace counts as right; unit 1.
    let tolerance: Double
    /// Weeks a setting; count.
    let weeks: Int
    /// Continuations a forecast; count.
    let draws: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case streams, modelled, days, limits, tolerance, weeks, draws
      case weeksBefore = "weeks_before"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      streams = try container.decode([NamedStream].self, forKey: .streams)
      modelled = try container.decode([String].self, forKey: .modelled)
      weeksBefore = try container.decode([Int].self, forKey: .weeksBefore)
      days = try container.decode([Double].self, forKey: .days)
      limits = try container.decode([Double].self, forKey: .limits)
      tolerance = try container.decode(Double.self, forKey: .tolerance)
      weeks = try container.decode(Int.self, forKey: .weeks)
      draws = try container.decode(Int.self, forKey: .draws)
      let names = streams.map(\.name)
      try container.check(
        !names.isEmpty && Set(names).count == names.count, .streams, "lists none or one twice")
      try container.check(
        !modelled.isEmpty && Set(modelled).isSubset(of: names), .modelled, "must name streams")
      try container.check(
        !weeksBefore.isEmpty && weeksBefore.allSatisfy { (0...52).contains($0) }, .weeksBefore,
        "must be 0 to 52")
      try container.check(
        !days.isEmpty && days.allSatisfy { $0 > 0 && $0 < 7 }, .days, "must be above 0, below 7")
      try container.check(
        (1...ForecastTally.maxLimits).contains(limits.count)
          && limits.allSatisfy { $0 > 0 && $0 <= 100 }, .limits,
        "must be 1 to 8 numbers above 0, at most 100")
      try container.check(tolerance > 0 && tolerance < 1, .tolerance, "must be in (0, 1)")
      try container.check((10...100_000).contains(weeks), .weeks, "must be 10 to 10^5")
      try container.check((39...100_000).contains(draws), .draws, "must be 39 to 10^5")
    }
  }

  /// One stream, history and day.
  private struct Setting: Sendable {
    let stream: NamedStream
    let weeksBefore: Int
    let day: Double
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let settings = given.streams.flatMap { stream in
      given.weeksBefore.flatMap { before in
        given.days.map { Setting(stream: stream, weeksBefore: before, day: $0) }
      }
    }
    let tallies = try await run.map(settings.count) { index in
      let setting = settings[index]
      var tally = ForecastTally()
      for week in 0..<given.weeks {
        let key = StreamKey(seed: run.seed).child(index).child(week)
        tally.add(
          setting.stream.stream, weeksBefore: setting.weeksBefore, day: setting.day,
          limits: given.limits, tolerance: given.tolerance, draws: given.draws, key)
      }
      return tally
    }
    func pooled(_ isMeant: (Setting) -> Bool) -> ForecastTally {
      zip(settings, tallies).reduce(into: ForecastTally()) { sum, cell in
        if isMeant(cell.0) { sum += cell.1 }
      }
    }
    let modelled = pooled { given.modelled.contains($0.stream.name) && $0.weeksBefore > 0 }
    let all = pooled { _ in true }
    var quantities = modelled.quantities("model") + all.paces("all")
    for stream in given.streams {
      let known = pooled { $0.stream.name == stream.name && $0.weeksBefore > 0 }
      quantities += known.quantities(stream.name) + known.paces(stream.name)
    }
    if given.weeksBefore.contains(0) {
      quantities += pooled { $0.weeksBefore == 0 }.quantities("first_week")
    }
    for day in given.days {
      let place = Int(day.rounded(.down)) + 1
      quantities += pooled { $0.day == day }.paces("day_\(place)")
    }
    let byDay = given.days.map { day in pooled { $0.day == day } }
    let byStream = given.streams.map { stream in
      pooled { $0.stream.name == stream.name && $0.weeksBefore > 0 }
    }
    quantities += [
      .range("pace_within", of: [all.within("")] + byDay.map { $0.within("") }, over: "days"),
      .range(
        "pace_zone",
        of: [all.zone("", limit: 0)]
          + byDay.flatMap { tally in given.limits.indices.map { tally.zone("", limit: $0) } },
        over: "days and limits"),
      .range(
        "coverage_80", of: [all.quantities("")[0]] + byStream.map { $0.quantities("")[0] },
        over: "streams, weeks logged before"),
      StudyQuantity("tolerance_percent", 100 * given.tolerance),
      StudyQuantity("least_limit", given.limits.min() ?? 1, note: "mean weeks"),
      StudyQuantity("greatest_limit", given.limits.max() ?? 1, note: "mean weeks"),
    ]
    let rows = zip(settings, tallies).map { setting, tally in
      [
        setting.stream.name, "\(setting.weeksBefore)", NumberFormat.shortest(setting.day),
        "\(given.weeks)",
      ] + tally.cells
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["stream", "weeks_before", "day", "weeks"] + ForecastTally.columns, rows: rows)
      ],
      caption: "n = \(NumberFormat.grouped(given.weeks)) simulated weeks a point, "
        + "\(given.weeksBefore.max() ?? 0) weeks logged before; bars: 95 % intervals "
        + "(Clopper-Pearson); dashed: the stated 80 %.")
  }
}

extension StudyQuantity {
  /// Estimates of a number over what a document leaves open: the first, and all their intervals.
  ///
  /// - Parameters:
  ///   - name: Name of the quantity.
  ///   - estimates: Its estimates, the one of all together first; not empty.
  ///   - open: What is left open.
  /// - Returns: The first value, with the range of all intervals in place of one.
  fileprivate static func range(
    _ name: String, of estimates: [StudyQuantity], over open: String
  ) -> StudyQuantity {
    .open(
      name,
      estimates.prefix(1).map(\.value)
        + estimates.flatMap { [$0.interval?.low ?? $0.value, $0.interval?.high ?? $0.value] },
      method: "simulated weeks, range of the 99 % intervals over what is left open",
      note: "over \(open)")
  }
}

/// A way in which a team might consume tokens, and its name.
struct NamedStream: Decodable, Sendable {
  /// Lowercase letters and `_`.
  let name: String
  /// The stream.
  let stream: TokenStream

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, burst, drift, lognormal, pareto
    case perWeekday = "per_weekday"
    case weekendFactor = "weekend_factor"
    case meanTokens = "mean_tokens"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    try container.check(
      name.wholeMatch(of: /[a-z][a-z_]*/) != nil, .name, "must be lowercase letters and _")
    let perWeekday = try container.decode(Double.self, forKey: .perWeekday)
    let weekend = try container.decodeIfPresent(Double.self, forKey: .weekendFactor) ?? 1
    let burst = try container.decodeIfPresent(Double.self, forKey: .burst) ?? 1
    let drift = try container.decodeIfPresent(Double.self, forKey: .drift) ?? 0
    let mean = try container.decode(Double.self, forKey: .meanTokens)
    try container.check(
      perWeekday > 0 && perWeekday <= 1000, .perWeekday, "must be above 0, at most 1000")
    try container.check(weekend >= 0 && weekend <= 10, .weekendFactor, "must be 0 to 10")
    try container.check(burst >= 1 && burst <= 100, .burst, "must be 1 to 100")
    try container.check(abs(drift) <= 1, .drift, "must be -1 to 1")
    try container.check(mean >= 1 && mean <= 1e9, .meanTokens, "must be 1 to 10^9")
    let sizes: TokenStream.Sizes
    if let spread = try container.decodeIfPresent(Double.self, forKey: .lognormal) {
      try container.check(spread > 0 && spread <= 3, .lognormal, "must be above 0, at most 3")
      try container.check(!container.contains(.pareto), .pareto, "goes without lognormal")
      sizes = .lognormal(spread: spread)
    } else {
      let shape = try container.decode(Double.self, forKey: .pareto)
      try container.check(shape > 1 && shape <= 10, .pareto, "must be above 1, at most 10")
      sizes = .pareto(shape: shape)
    }
    stream = TokenStream(
      perWeekday: perWeekday, weekendFactor: weekend, burst: burst, drift: drift, meanTokens: mean,
      sizes: sizes)
  }
}
