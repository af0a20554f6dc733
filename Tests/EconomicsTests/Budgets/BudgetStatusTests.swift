import Economics
import RandomStreams
import Testing

@Suite struct BudgetStatusTests {
  let now = UTCTime("2026-11-18T12:00:00Z") ?? UTCTime(secondsSince1970: 0)

  private func plan(total: Int, small: Int) -> BudgetPlan {
    BudgetPlan(
      total: SpendingLimit(tokens: total),
      tiers: [.small: SpendingLimit(money: Money(picodollars: 100), tokens: small)],
      models: [
        .init(model: ModelPattern("*") ?? .any, tier: .medium),
        .init(model: ModelPattern("haiku*") ?? .any, tier: .small),
      ])
  }

  private func entry(
    _ day: Int, _ tokens: Int, model: String = "haiku", cost: Int? = nil
  ) -> TokenLogEntry {
    TokenLogEntry(
      time: now.adding(seconds: day * UTCTime.daySeconds), item: "A", phase: "PLAN", model: model,
      tokens: tokens, cost: cost.map { Money(picodollars: $0) })
  }

  @Test func theNearestPatternSaysTheTier() {
    let plan = plan(total: 1, small: 1)
    #expect(plan.tier(of: "haiku") == .small)
    #expect(plan.tier(of: "haiku-20260101") == .small)
    #expect(plan.tier(of: "sonnet") == .medium)
    #expect(BudgetPlan(total: SpendingLimit()).tier(of: "sonnet") == nil)
  }

  @Test("each limit counts its own models, its own unit and its own week")
  func lines() {
    let plan = plan(total: 1000, small: 400)
    let log = [
      entry(-9, 999), entry(-1, 200, cost: 50), entry(-1, 500, model: "opus"), entry(0, 100),
    ]
    let status = BudgetStatus(plan, TokenLogView(log, now: now))
    #expect(status.lines.map(\.consumed) == [800, 300, 50])
    #expect(status.lines.map(\.unknown) == [0, 0, 1])
    #expect(status.lines.map(\.firstUnknownLine) == [nil, nil, 4])
    #expect(status.lines.map(\.zone) == [.yellow, .yellow, .green])
    #expect(status.zone == .yellow)
    #expect(status.zone(of: .small) == .yellow)
    #expect(status.remaining(.total) == SpendingLimit(tokens: 200))
    #expect(
      status.remaining(.tier(.small))
        == SpendingLimit(money: Money(picodollars: 50), tokens: 100))
    #expect(status.remaining(.tier(.large)) == SpendingLimit())
  }

  @Test("zones begin exactly at their shares")
  func zones() {
    for (tokens, zone) in [
      (0, BudgetZone.green), (699, .green), (700, .yellow), (849, .yellow), (850, .orange),
      (949, .orange), (950, .red), (1000, .red), (5000, .red),
    ] {
      let view = TokenLogView([entry(0, tokens)], now: now)
      #expect(BudgetStatus(plan(total: 1000, small: 100_000), view).zone == zone, "\(tokens)")
    }
  }

  @Test(
    "a clock that jumps is flagged by line, and each entry counts in the week of its date, once")
  func clock() {
    let log = [entry(-2, 1), entry(3, 10), entry(-1, 100), entry(30, 1000), entry(0, 10_000)]
    let view = TokenLogView(log, now: now)
    #expect(view.findings.map(\.line) == [2, 3, 4, 4, 5])
    #expect(view.findings.map(\.oddity).contains(.inFuture(seconds: 3 * UTCTime.daySeconds)))
    #expect(view.findings.map(\.oddity).contains(.gap(seconds: 31 * UTCTime.daySeconds)))
    let plan = plan(total: 1, small: 1)
    let line = BudgetStatus(plan, view).lines[0]
    #expect(line.consumed == 10_111)
    #expect(line.amounts.allSatisfy { $0.time <= now })
    #expect(
      view.findings[0].description
        == "line 2: 3.0 days in the future; it counts in the week of its own date")
    // Over all weeks, each looked at when it was the present, every entry was charged once.
    let weeks = (-1..<6).map { week in
      let now = now.adding(seconds: 7 * week * UTCTime.daySeconds)
      return BudgetStatus(plan, TokenLogView(log, now: now)).lines[0].consumed
    }
    #expect(weeks.reduce(0, +) == 11_111, "\(weeks)")
  }

  @Test("a view of the past leaves out what was logged for later, and says so")
  func past() {
    let log = [entry(-8, 1), entry(-1, 10), entry(0, 100), entry(1, 1000)]
    let counted = log.enumerated().map { TokenLogView.Counted(entry: $1, line: $0 + 5) }
    let view = TokenLogView(
      counted, now: now.adding(seconds: -UTCTime.daySeconds), isPast: true)
    #expect(BudgetStatus(plan(total: 1, small: 1), view).lines[0].consumed == 10)
    #expect(view.leftOut == 2 && view.findings.isEmpty, "\(view.findings)")
  }

  @Test("sums stay at the largest integer instead of trapping")
  func largest() {
    let view = TokenLogView([entry(0, .max), entry(0, .max)], now: now)
    let status = BudgetStatus(plan(total: 1000, small: 100), view)
    #expect(status.lines[0].consumed == .max)
    #expect(status.remaining(.total).tokens == 0)
    #expect(WeeklyUse(view, in: status.week, of: status.plan).total.tokens == .max)
  }

  @Test("the weekly view adds up to the consumption, whatever the log")
  func weekly() {
    var stream = WordStream(StreamKey(seed: 81))
    for round in 0..<200 {
      let log = (0..<Int(stream.next() % 20)).map { _ in
        entry(
          -Int(stream.next() % 12), Int(stream.next() % 5000),
          model: ["haiku", "opus", "x"][Int(stream.next() % 3)],
          cost: stream.next() % 2 == 0 ? nil : Int(stream.next() % 100))
      }
      let status = BudgetStatus(plan(total: 1000, small: 100), TokenLogView(log, now: now))
      let use = WeeklyUse(status.view, in: status.week, of: status.plan)
      #expect(use.total.tokens == status.lines[0].consumed, "round \(round)")
      #expect(use.cells.reduce(0) { $0 + $1.sum.tokens } == use.total.tokens, "round \(round)")
      #expect(use.cells.reduce(0) { $0 + $1.sum.entries } == use.total.entries, "round \(round)")
      #expect(
        use.cells.reduce(0) { $0 + $1.sum.unpriced } == use.total.unpriced, "round \(round)")
    }
  }
}

extension ModelPattern {
  /// Any model: patterns of tests are well formed.
  fileprivate static var any: ModelPattern {
    guard let pattern = ModelPattern("*") else { preconditionFailure("a star is a pattern") }
    return pattern
  }
}
