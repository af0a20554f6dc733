import Analysis
import Economics
import RaceTheory
import Statistics
import Testing

@Suite struct PatternComparisonTests {
  static func setting(steps: Int = 1, v: Double = 1) throws -> PatternSetting {
    try PatternSetting(
      models: [
        PatternModel(
          .small, stepSuccess: 0.85, validRate: v, price: Money(picodollars: 250_000_000),
          seconds: 1
        ),
        PatternModel(
          .medium, stepSuccess: 0.93, validRate: v, price: Money(picodollars: 3_000_000_000),
          seconds: 2),
      ], steps: steps)
  }

  /// Counts of tasks that took these calls to small and medium, in this time.
  static func counts(
    _ calls: [(small: Int, medium: Int)], right: Int, escalated: Int = 0
  ) -> PatternCounts {
    var counts = PatternCounts()
    for task in calls {
      counts.add(
        calls: [task.small, task.medium, 0], time: (task.small + 2 * task.medium) * 1_000_000_000)
    }
    counts.right = right
    counts.wrong = calls.count - right
    counts.escalated = escalated
    return counts
  }

  static func comparison(
    _ text: String, _ counts: PatternCounts?, against: PatternCounts? = nil, steps: Int = 1,
    v: Double = 1
  ) throws -> PatternComparison {
    let setting = try setting(steps: steps, v: v)
    let pattern = try VotingPattern(text)
    let base = VotingPattern.single(.medium)
    return PatternComparison(
      .init(pattern: pattern, law: try PatternLaw(pattern, setting), counts: counts),
      baseline: .init(pattern: base, law: try PatternLaw(base, setting), counts: against),
      setting: setting)
  }

  /// Three small calls of $0.00025 in place of a medium one of $0.003: 75 %, as the price list says.
  @Test func savesWhatPricesSay() throws {
    let single = Self.counts([(0, 1), (0, 1), (0, 1)], right: 3)
    let simple = try Self.comparison(
      "simple", Self.counts([(3, 0), (3, 0), (3, 0)], right: 2), against: single)
    #expect(abs(simple.savings.exact - 0.75) < 1e-12)
    #expect(abs((simple.savings.simulated ?? 0) - 0.75) < 1e-12)
    // Every task costs the same, whatever is answered.
    let interval = try #require(simple.savings.interval)
    #expect(interval.high - interval.low < 1e-12)
    #expect(abs(simple.success.exact - 0.85 * 0.85 * (3 - 2 * 0.85)) < 1e-12)
    #expect(simple.timeSaved.exact == 0.5)
    #expect(simple.escalation.simulated == 0 && (simple.escalation.interval?.high ?? 0) > 0.5)
  }

  /// Tasks that could differ, and did not: the interval holds what may have been missed.
  @Test func constantCountsAreNoProof() throws {
    let single = Self.counts([(Int, Int)](repeating: (0, 1), count: 100), right: 100)
    let adaptive = try Self.comparison(
      "adaptive:k=2,cap=8", Self.counts([(Int, Int)](repeating: (2, 0), count: 100), right: 100),
      against: single)
    let interval = try #require(adaptive.cost.interval)
    #expect(interval.low < 0.0005 && interval.high > 0.0005)
    let savings = try #require(adaptive.savings.interval)
    let seen = try #require(adaptive.savings.simulated)
    #expect(savings.low < seen && seen < savings.high)
    // Votes whose flags have no end.
    let flagged = try Self.comparison(
      "adaptive:k=2,cap=8", Self.counts([(2, 0), (2, 0)], right: 2), against: single, v: 0.9)
    #expect(flagged.cost.interval?.high == .infinity)
  }

  @Test func theBaselineSavesNothing() throws {
    let counts = Self.counts([(0, 1), (0, 2), (0, 1)], right: 3)
    let same = try Self.comparison("single", counts, against: counts, v: 0.9)
    #expect(
      same.savings
        == .init(exact: 0, simulated: 0, interval: Interval(low: 0, high: 0, level: 0.95)))
    let unknown = try Self.comparison("simple", nil)
    #expect(unknown.savings.simulated == nil && unknown.success.interval == nil)
  }
}
