import Analysis
import Economics
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Statistics

/// Numbers of a router in use: what few tasks prove, what was saved, how true confidences are, and at what
/// price ratio votes of a weaker model are worth a call.
struct RoutingStudy: Study {
  static let name = "routing"

  struct Given: Decodable, Sendable {
    /// Tasks of the small and of the medium tier.
    let tasks: Counts
    /// Price of a task on either; millionths of a dollar.
    let prices: Counts
    /// Success rate that is to be shown, and the one-sided level of the proof.
    let rate: Double
    let level: Double
    /// Tasks whose bill is projected at the same shares; count.
    let projected: Int
    /// Decisions by name of their strategy; counts.
    let decisions: [String: Int]
    /// Strategies whose decisions no confidence is stated for: they may have any.
    let unstated: [String]
    /// Success of a call to the medium tier, the small tier's share of it, how much cheaper it is.
    let medium: Double
    let share: Double
    let ratio: Double
    /// Successes of the medium tier for the table.
    let levels: [Double]
    let stream: Stream

    enum CodingKeys: String, CodingKey, CaseIterable {
      case tasks, prices, rate, level, projected, decisions, unstated, medium, share, ratio, levels,
        stream
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      tasks = try container.decode(Counts.self, forKey: .tasks)
      prices = try container.decode(Counts.self, forKey: .prices)
      rate = try container.decode(Double.self, forKey: .rate)
      level = try container.decode(Double.self, forKey: .level)
      projected = try container.decode(Int.self, forKey: .projected)
      decisions = try container.decode([String: Int].self, forKey: .decisions)
      unstated = try container.decode([String].self, forKey: .unstated)
      medium = try container.decode(Double.self, forKey: .medium)
      share = try container.decode(Double.self, forKey: .share)
      ratio = try container.decode(Double.self, forKey: .ratio)
      levels = try container.decode([Double].self, forKey: .levels)
      stream = try container.decode(Stream.self, forKey: .stream)
      for (value, key) in [
        (rate, CodingKeys.rate), (level, .level), (medium, .medium), (share, .share),
      ] {
        try container.check(value > 0 && value < 1, key, "\(value) must be above 0, below 1")
      }
      try container.check(
        (1...1_000_000_000).contains(projected), .projected, "\(projected) must be 1 to 1e9")
      try container.check(ratio > 0, .ratio, "\(ratio) must be above 0")
      try container.check(
        !levels.isEmpty && levels.allSatisfy { $0 > 0 && $0 < 1 }, .levels,
        "must be numbers above 0, below 1")
      try container.check(
        decisions.values.allSatisfy { $0 >= 0 } && decisions.values.reduce(0, +) > 0, .decisions,
        "must be counts, one of them above 0")
      try container.check(
        unstated.allSatisfy { decisions[$0] != nil }, .unstated, "must name some of decisions")
    }
  }

  /// A count for the small tier and one for the medium tier.
  struct Counts: Decodable, Sendable {
    let small: Int
    let medium: Int

    enum CodingKeys: String, CodingKey, CaseIterable { case small, medium }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      small = try container.decode(Int.self, forKey: .small)
      medium = try container.decode(Int.self, forKey: .medium)
      for (value, key) in [(small, CodingKeys.small), (medium, .medium)] {
        try container.check((1...1_000_000).contains(value), key, "\(value) must be 1 to 1000000")
      }
    }
  }

  /// Made-up tasks that the shipped router is tried on.
  struct Stream: Decodable, Sendable {
    let tasks: Int
    let router: SimulatedRouter

    enum CodingKeys: String, CodingKey, CaseIterable { case tasks, labelled, mislabelled, classes }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      tasks = try container.decode(Int.self, forKey: .tasks)
      let labelled = try container.decode(Double.self, forKey: .labelled)
      let mislabelled = try container.decode(Double.self, forKey: .mislabelled)
      let classes = try container.decode([Kind].self, forKey: .classes)
      try container.check((100...1_000_000).contains(tasks), .tasks, "\(tasks) must be 100 to 1e6")
      try container.check(
        (0...1).contains(labelled), .labelled, "\(labelled) must be from 0 to 1")
      try container.check(
        (0...1).contains(mislabelled), .mislabelled, "\(mislabelled) must be from 0 to 1")
      try container.check(classes.count >= 2, .classes, "lists fewer than two classes")
      router = SimulatedRouter(
        classes: classes.map(\.made), labelled: labelled, mislabelled: mislabelled)
    }
  }

  private struct Kind: Decodable {
    let made: SimulatedRouter.TaskClass

    enum CodingKeys: String, CodingKey, CaseIterable { case label, texts, share, success }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      let texts = try container.decode([String].self, forKey: .texts)
      let share = try container.decode(Double.self, forKey: .share)
      let success = try container.decode([String: Double].self, forKey: .success)
      try container.check(!texts.isEmpty, .texts, "lists no text")
      try container.check(share > 0 && share.isFinite, .share, "\(share) must be above 0")
      let tiers = ModelTier.allCases.map(\.rawValue)
      try container.check(
        Set(success.keys) == Set(tiers) && success.values.allSatisfy { (0...1).contains($0) },
        .success, "must have small, medium and large, each from 0 to 1")
      made = SimulatedRouter.TaskClass(
        label: try container.decode(String.self, forKey: .label), texts: texts, share: share,
        success: Dictionary(
          uniqueKeysWithValues: ModelTier.allCases.map { ($0, success[$0.rawValue] ?? 0) }))
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let rules = try RoutingRules.shipped()
    let calibration = ConfidenceCalibration(
      try given.stream.router.judged(
        rules, tasks: given.stream.tasks, key: StreamKey(seed: run.seed)))
    let parities = try given.levels.map { try parity(single: $0, given) }
    return StudyFindings(
      proof(given) + bill(given) + (try stated(given, rules)) + simulated(calibration)
        + (try breakEven(given, rules)),
      tables: [calibrationTable(calibration), parityTable(parities, given)],
      caption:
        "\(given.stream.tasks) made-up tasks; exact 95 % intervals.  Right: expected votes of the "
        + "small tier, the price ratio from which they are worth a call to the medium one; exact.")
  }

  /// What so many successes without a failure prove.
  private static func proof(_ given: Given) -> [StudyQuantity] {
    let n = given.tasks.small
    // A two-sided interval whose tails are as large as that of the one-sided bound.
    let interval = BinomialInterval.fixedTrials(
      successes: n, trials: n, level: 2 * given.level - 1)
    var needed = 1
    while BinomialTest.upperTail(
      successes: needed, trials: needed, probability: given.rate, complement: 1 - given.rate)
      > 1 - given.level
    { needed += 1 }
    return [
      StudyQuantity(
        "small_success", 1, interval: Interval(low: interval.low, high: 1, level: given.level),
        n: n, method: "exact one-sided bound", note: "successes of as many tasks"),
      StudyQuantity("lower_bound", interval.low), StudyQuantity("tasks_needed", Double(needed)),
      StudyQuantity("tasks_small", Double(n)),
    ]
  }

  /// The bill, in whole millionths of a dollar.
  private static func bill(_ given: Given) -> [StudyQuantity] {
    let paid = given.tasks.small * given.prices.small + given.tasks.medium * given.prices.medium
    let tasks = given.tasks.small + given.tasks.medium
    let allMedium = tasks * given.prices.medium
    let scale = Double(given.projected) / Double(tasks) / 1e6
    return [
      StudyQuantity("saved", Double(allMedium - paid) / Double(allMedium)),
      StudyQuantity("paid", Double(paid) / 1e6),
      StudyQuantity("projected_paid", Double(paid) * scale, note: "dollars"),
      StudyQuantity("projected_medium", Double(allMedium) * scale, note: "dollars"),
      StudyQuantity("projected_tasks", Double(given.projected)),
    ]
  }

  /// The mean of the confidences that the rules state for so many decisions of each strategy.
  private static func stated(_ given: Given, _ rules: RoutingRules) throws -> [StudyQuantity] {
    var (sum, least, most) = (0.0, 0.0, 0.0)
    let confidences = rules.strategies.map(\.confidence)
    for (name, count) in given.decisions.sorted(by: { $0.key < $1.key }) {
      guard let strategy = rules.strategies.first(where: { $0.name == name }) else {
        throw LabError("given.decisions: the rules have no strategy '\(name)'")
      }
      sum += strategy.confidence * Double(count)
      let isOpen = given.unstated.contains(name)
      least += (isOpen ? confidences.min() ?? 0 : strategy.confidence) * Double(count)
      most += (isOpen ? confidences.max() ?? 1 : strategy.confidence) * Double(count)
    }
    let count = given.decisions.values.reduce(0, +)
    return [
      .open(
        "mean_confidence", [sum, least, most].map { $0 / Double(count) },
        note: "over all strategies that decisions without a stated confidence may have had"),
      StudyQuantity("decisions", Double(count)),
    ]
  }

  /// How the shipped router's confidences come out on the made-up tasks.
  private static func simulated(_ calibration: ConfidenceCalibration) -> [StudyQuantity] {
    let n = calibration.count
    let method = "Monte Carlo"
    let share = BinomialInterval.fixedTrials(
      successes: calibration.successes, trials: n, level: calibration.level)
    return [
      StudyQuantity("simulated_confidence", calibration.meanStated ?? .nan, n: n, method: method),
      StudyQuantity(
        "simulated_success", Double(calibration.successes) / Double(n), interval: share, n: n,
        method: method),
      StudyQuantity(
        "simulated_brier", calibration.brier ?? .nan, interval: calibration.brierInterval, n: n,
        method: method),
      StudyQuantity("simulated_error", calibration.error ?? .nan, n: n, method: method),
      StudyQuantity("error_by_chance", calibration.errorByChance ?? .nan, n: n),
    ]
      + calibration.groups.map { group in
        StudyQuantity(
          "simulated_at_\(Int((group.stated * 100).rounded()))", group.rate,
          interval: group.interval, n: group.count, method: method, note: group.verdict.rawValue)
      }
  }

  private static func parity(single: Double, _ given: Given) throws -> VotingParity {
    try VotingParity(
      voteSuccess: Probability(single * given.share), singleSuccess: Probability(single))
  }

  /// The price ratio from which voting is worth its money, and where the claimed ratio is enough.
  private static func breakEven(_ given: Given, _ rules: RoutingRules) throws -> [StudyQuantity] {
    let own = try parity(single: given.medium, given)
    func isEnough(_ single: Double) throws -> Bool {
      try (parity(single: single, given).votes ?? .infinity) <= given.ratio
    }
    // Successes of the medium tier, from hundredths up, and in nines towards 1.
    let low = try (1...99).map { Double($0) / 100 }.first { try $0 > 0.5 && isEnough($0) }
    var nines = 2
    while nines < 15, try isEnough(1 - Self.power(nines + 1)) { nines += 1 }
    let books = PriceBooks([try PriceBook.shipped()])
    guard let votes = own.votes, let margin = own.margin, let success = own.success, let low,
      let small = rules.prices(of: .small, in: books),
      let medium = rules.prices(of: .medium, in: books), small.input > 0, small.output > 0
    else { throw LabError("given: no margin does as well, or a price is not known") }
    let ratios = [
      Double(medium.input) / Double(small.input), Double(medium.output) / Double(small.output),
    ]
    return [
      StudyQuantity("break_even_ratio", votes), StudyQuantity("parity_margin", Double(margin)),
      StudyQuantity("parity_success", success), StudyQuantity("parity_medium", given.medium),
      StudyQuantity("ratio_enough_from", low, note: "in hundredths"),
      StudyQuantity(
        "ratio_enough_nines", Double(nines), note: "most nines of the medium tier's success"),
      StudyQuantity(
        "list_ratio", ratios.min() ?? .nan, note: "of the shipped rules' models, shipped price book"
      ),
      StudyQuantity("claimed_ratio", given.ratio),
    ]
  }

  /// A one behind so many decimals.
  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1.0) { power, _ in power / 10 }
  }

  private static func calibrationTable(_ calibration: ConfidenceCalibration) -> StudyTable {
    StudyTable(
      columns: ["stated", "judged", "rate", "rate_low", "rate_high", "p_value", "verdict"],
      rows: calibration.groups.map { group in
        [
          NumberFormat.shortest(group.stated), "\(group.count)", NumberFormat.shortest(group.rate),
          NumberFormat.shortest(group.interval.low), NumberFormat.shortest(group.interval.high),
          NumberFormat.significant(group.pValue, 3), group.verdict.rawValue,
        ]
      })
  }

  private static func parityTable(_ parities: [VotingParity], _ given: Given) -> StudyTable {
    StudyTable(
      "parity",
      columns: ["medium_success", "small_success", "margin", "success", "break_even_ratio"],
      rows: parities.map { parity in
        [
          NumberFormat.shortest(parity.singleSuccess.value),
          NumberFormat.shortest(parity.voteSuccess.value), parity.margin.map { "\($0)" } ?? "",
          parity.success.map(NumberFormat.shortest) ?? "",
          parity.votes.map(NumberFormat.shortest) ?? "",
        ]
      })
  }
}
