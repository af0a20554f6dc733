package import Economics
package import Statistics

/// What a history of routing comes to: success by tier, money saved, and how true the confidences are.
package struct RoutingReport: Sendable {
  /// What became of the tasks that went to a tier.
  package struct Row: Sendable {
    /// The tier; nil for all of them.
    package let tier: ModelTier?
    /// Tasks; count.
    package let tasks: Int
    /// Tasks with an outcome; count.
    package let judged: Int
    /// Tasks that the tier did without another's help; count.
    package let held: Int
    /// Tasks that were done at last, by whichever tier; count.
    package let succeeded: Int
    /// Tasks that another tier took over; count.
    package let escalated: Int
    /// Times that work was done again; count.
    package let rework: Int
    /// Exact interval for the share of tasks that the tier does without help; unit 1.
    package let interval: Interval

    /// Share of judged tasks that the tier did without help; unit 1, nil without an outcome.
    package var rate: Double? { judged == 0 ? nil : Double(held) / Double(judged) }
  }

  /// What was paid beside what the medium tier would have cost.
  package struct Savings: Sendable {
    /// Tasks of which both are known; count.
    package let tasks: Int
    /// Tasks with an outcome of which one is not known, and which are left out; count.
    package let unknown: Int
    /// What they cost in all; the largest amount where it would be larger.
    package let cost: Money
    /// What the medium tier would have cost for them.
    package let mediumCost: Money
    /// Share of the latter that was saved, below 0 where more was paid; unit 1, nil where nothing is known.
    package let share: Double?
    /// Interval for it by Student's law over tasks; the whole line below two tasks.
    package let interval: Interval
  }

  /// A row for each tier, and one for all.
  package let rows: [Row]
  /// Money.
  package let savings: Savings
  /// Stated confidences against outcomes, of decisions that nobody overrode.
  package let calibration: ConfidenceCalibration
  /// Tasks of which a person or a policy chose the tier; count.
  package let overridden: Int

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - history: The tasks.
  ///   - level: Confidence level of the intervals; unit 1, range (0, 1).
  package init(_ history: RoutingHistory, level: Double = 0.95) {
    let entries = history.entries
    rows =
      ModelTier.allCases.map { tier in
        Self.row(tier, entries.filter { $0.task.decision.tier == tier }, level: level)
      } + [Self.row(nil, entries, level: level)]
    savings = Self.savings(entries.compactMap(\.outcome), level: level)
    overridden = entries.count { $0.task.decision.override != nil }
    calibration = ConfidenceCalibration(
      entries.compactMap { entry in
        guard entry.task.decision.override == nil, let outcome = entry.outcome else { return nil }
        return (entry.task.decision.confidence, outcome.heldAtItsTier)
      }, level: level)
  }

  private static func row(
    _ tier: ModelTier?, _ entries: [RoutingHistory.Entry], level: Double
  ) -> Row {
    let outcomes = entries.compactMap(\.outcome)
    let held = outcomes.count(where: \.heldAtItsTier)
    return Row(
      tier: tier, tasks: entries.count, judged: outcomes.count, held: held,
      succeeded: outcomes.count(where: \.succeeded),
      escalated: outcomes.count { $0.escalatedTo != nil },
      rework: outcomes.reduce(0) { saturating($0, $1.rework) },
      interval: BinomialInterval.fixedTrials(
        successes: held, trials: outcomes.count, level: level))
  }

  private static func savings(_ outcomes: [RoutingOutcome], level: Double) -> Savings {
    let known = outcomes.compactMap { outcome in
      outcome.cost.flatMap { cost in outcome.mediumCost.map { (cost: cost, medium: $0) } }
    }
    let ratio = RatioOfSums(
      known.map { Double($0.cost.picodollars) }, over: known.map { Double($0.medium.picodollars) })
    let paid = ratio.interval(level: level)
    return Savings(
      tasks: known.count, unknown: outcomes.count - known.count,
      cost: total(known.map(\.cost)), mediumCost: total(known.map(\.medium)),
      share: ratio.ratio.map { 1 - $0 },
      interval: Interval(low: 1 - paid.high, high: 1 - paid.low, level: level))
  }

  private static func total(_ amounts: [Money]) -> Money {
    Money(picodollars: amounts.reduce(0) { saturating($0, $1.picodollars) })
  }

  /// A sum; the largest integer where it would be larger.
  private static func saturating(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }
}
