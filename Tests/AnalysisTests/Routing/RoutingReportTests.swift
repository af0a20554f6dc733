import Analysis
import Economics
import Statistics
import Testing

@Suite struct RoutingReportTests {
  private func sources(
    _ id: String, _ tier: ModelTier, _ confidence: Double, override: ModelTier? = nil,
    outcome: RoutingOutcome? = nil
  ) throws -> [RoutingHistory.Source] {
    var decision = RoutingDecision(
      routed: tier, confidence: confidence, strategy: "s", rule: "r")
    if let override { decision = try decision.overridden(to: override, because: "asked to") }
    let task = RoutedTask(
      id: id, time: RecordTime(milliseconds: 1), digest: String(repeating: "0", count: 64),
      text: nil, labels: [], decision: decision, rules: "shipped")
    return ([.decision(task)] + (outcome.map { [.outcome($0)] } ?? [])).map {
      RoutingHistory.Source(place: "here", record: $0)
    }
  }

  private func outcome(
    _ id: String, _ succeeded: Bool, cost: Int? = nil, medium: Int? = nil, rework: Int = 0,
    escalated: ModelTier? = nil
  ) -> RoutingOutcome {
    RoutingOutcome(
      id: id, time: RecordTime(milliseconds: 2), succeeded: succeeded, rework: rework,
      cost: cost.map { Money(picodollars: $0) }, mediumCost: medium.map { Money(picodollars: $0) },
      escalatedTo: escalated)
  }

  /// Five tasks by hand: three to the small tier, of which one is escalated and one is open.
  @Test func theNumbersAreThoseOfAHandCalculation() throws {
    let history = RoutingHistory(
      try sources("a", .small, 0.95, outcome: outcome("a", true, cost: 1, medium: 10))
        + sources(
          "b", .small, 0.95,
          outcome: outcome("b", true, cost: 14, medium: 10, rework: 2, escalated: .large))
        + sources("c", .small, 0.85)
        + sources("d", .medium, 0.6, outcome: outcome("d", true, cost: 10, medium: 10))
        + sources("e", .small, 0.95, override: .large, outcome: outcome("e", false, cost: 50)),
      now: RecordTime(milliseconds: 9))
    let report = RoutingReport(history)
    #expect(report.rows.map(\.tier) == [.small, .medium, .large, nil])
    #expect(report.rows.map(\.tasks) == [3, 1, 1, 5])
    #expect(report.rows.map(\.judged) == [2, 1, 1, 4])
    #expect(report.rows.map(\.held) == [1, 1, 0, 2])
    #expect(report.rows.map(\.succeeded) == [2, 1, 0, 3])
    #expect(report.rows.map(\.escalated) == [1, 0, 0, 1])
    #expect(report.rows.map(\.rework) == [2, 0, 0, 2])
    #expect(report.rows.map(\.rate) == [0.5, 1, 0, 0.5])
    #expect(report.rows[1].interval.contains(1) && abs(report.rows[1].interval.low - 0.025) < 1e-12)
    #expect(report.overridden == 1)
    // Of the override nothing is known of the router's choice.
    #expect(report.calibration.groups.map(\.stated) == [0.6, 0.95])
    #expect(report.calibration.groups.map(\.successes) == [1, 1])
    let savings = report.savings
    #expect(savings.tasks == 3 && savings.unknown == 1)
    #expect(savings.cost.picodollars == 25 && savings.mediumCost.picodollars == 30)
    let share = try #require(savings.share)
    #expect(abs(share - 5.0 / 30) < 1e-15)
    #expect(savings.interval.low < 0 && savings.interval.high > 0.5)
  }

  @Test func anEmptyHistoryHasAReport() {
    let report = RoutingReport(RoutingHistory([], now: RecordTime(milliseconds: 0)))
    #expect(report.rows.count == 4 && report.rows.allSatisfy { $0.rate == nil })
    #expect(report.savings.share == nil && report.savings.interval.high == .infinity)
  }

  @Test func amountsThatDoNotFitAreTheLargest() throws {
    let large = outcome("a", true, cost: .max, medium: .max)
    let other = outcome("b", true, cost: .max, medium: .max)
    let history = RoutingHistory(
      try sources("a", .small, 1, outcome: large) + sources("b", .small, 1, outcome: other),
      now: RecordTime(milliseconds: 9))
    let savings = RoutingReport(history).savings
    #expect(savings.cost.picodollars == .max && savings.share == 0)
  }
}
