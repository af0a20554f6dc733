import Analysis
import Foundation
import Statistics
import Testing

@testable import LabCommands

/// Studies of exact numbers against closed forms and brute force written out here.
@Suite struct VotingArithmeticTests {
  /// P(a step is right) and expected votes at a margin, by the formulas of the race.
  private func race(_ p: Double, _ k: Int) -> (right: Double, votes: Double) {
    let right = 1 / (1 + pow((1 - p) / p, Double(k)))
    return (right, Double(k) * (2 * right - 1) / (2 * p - 1))
  }

  /// The two examples of the ledger, and every margin by the formulas.
  @Test func aTaskNeedsTheLeastMarginThatIsEnough() async throws {
    let run = try await VotingStudyRun(
      TaskVotesStudy.self,
      """
      { "tasks": [{ "name": "short", "p": 0.85, "steps": 100, "target": 0.95 }],
        "margins": [1, 3, 4, 5], "unvoted": [{ "name": "alone", "p": 0.5, "steps": 40 }] }
      """)
    for k in [1, 3, 4, 5] {
      let (right, votes) = race(0.85, k)
      try run.expect(
        [("success_short_k\(k)", pow(right, 100)), ("votes_short_k\(k)", 100 * votes)],
        within: 1e-11)
    }
    try run.expect([("k_min_short", 5), ("log10_success_alone", -40 * log10(2))])
    #expect(try run["votes_short"].rounded() == 714)
    #expect(try run["success_short_k4"] < 0.95)
    #expect(try run["success_short"] == run["success_short_k5"])
    #expect(run.findings.tables[0].rows.count == 4)
  }

  @Test func retryingIsReadInThreeWays() async throws {
    let run = try await VotingStudyRun(
      NaiveRetryStudy.self,
      """
      { "p": 0.85, "steps": 1000, "target": 0.95, "sizes": [5, 20, 100],
        "stated_voting_calls": 4000, "stated_retry_calls": 15000, "stated_retries": 2 }
      """)
    // Six attempts a step are the fewest: (1 − .15^r)^1000 passes .95 between 5 and 6.
    let step = (1 - pow(0.15, 6)) / 0.85
    let votes = 1000 * race(0.85, 6).votes
    try run.expect(
      [
        ("k_min", 6), ("votes", votes), ("log10_calls_whole", 3 - 1000 * log10(0.85)),
        ("log10_success_unchecked", 1000 * log10(0.85)), ("retries_step_oracle", 5),
        ("calls_step_oracle", 1000 * step), ("saved_against_step_oracle", 1 - votes / 1000 / step),
        ("saved_as_stated", 11.0 / 15), ("doublings_per_step", -log2(0.85)),
        ("exponential_r_squared", 1), ("saved_against_whole", 1),
        ("calls_step_stated", 1000 * (1 + 0.15 + 0.15 * 0.15)), ("calls_whole_stated", 3000),
        ("success_step_stated", pow(1 - pow(0.15, 3), 1000)),
        ("log10_success_whole_stated", log10(3) + 1000 * log10(0.85)),
      ], within: 1e-10)
    #expect(try run["power_law_misses"] > 0.3)
  }

  /// Three draws at p = .85 by all eight sequences; the race by its closed forms.
  @Test func savingsAreThoseOfTheSequences() async throws {
    let run = try await VotingStudyRun(
      VotingSavingsStudy.self,
      """
      { "small": 0.00025, "medium": 0.003, "large": 0.015, "p": 0.85, "k": 2, "draws": 3,
        "success": 0.99, "attempts": [5, 7], "microtasks": 6, "stated_cost": 0.008,
        "traditional": 0.045, "savings": [0.225, 0.74, 0.8], "bills": [0.3, 0.9, 0.9] }
      """)
    let (p, q) = (0.85, 0.15)
    var majority = 0.0
    for sequence in 0..<8 {
      let wrong = sequence.nonzeroBitCount
      if wrong < 2 { majority += pow(p, Double(3 - wrong)) * pow(q, Double(wrong)) }
    }
    let calls = 2 / (p * p + q * q)
    // After four attempts (2pq)² are open, and 2(1 − (2pq)^n)/(1 − 2pq) votes were expected by then.
    let open = 2 * p * q
    let five = 2 * (1 + open) + open * open
    let odds = 99.0.squareRoot()
    try run.expect(
      [
        ("success_best_of", majority), ("success_ahead", p * p / (p * p + q * q)),
        ("success_ahead_capped", p * p), ("undecided_ahead_capped", open),
        ("p_needed", odds / (1 + odds)), ("k_needed", 3), ("calls_ahead", calls),
        ("calls_best_of", 2 + open), ("saved_fixed", 0.75), ("saved_ahead", 1 - calls / 12),
        ("saved_best_of", 1 - (2 + open) / 12), ("micro_cost_fixed", 0.0045),
        ("micro_cost_expected", 6 * calls * 0.00025), ("micro_saved_fixed", 0.9),
        ("micro_escalation_implied", 0.0035 / 0.018), ("task_escalation_implied", 0.0035 / 0.045),
        ("times_attempts_5", 12), ("times_escalated_as_stated", 4),
        ("times_escalated_5", 0.015 / 0.00425), ("times_escalated_7", 0.015 / 0.00475),
        ("undecided_5", open * open), ("undecided_7", open * open * open),
        ("times_expected_5", 60 / five),
        ("times_expected_escalation_5", 0.015 / (five * 0.00025 + open * open * 0.003)),
        ("saved_month", 1.765 / 2.1),
      ], within: 1e-11)
    let readings = try run.quantity("times_escalation_open")
    #expect(readings.interval?.low == (try run["times_escalated_7"]))
    #expect(readings.interval?.high == (try run["times_expected_escalation_7"]))
    // pq = 1/6 makes three calls the expectation.
    try run.expect([("p_for_fixed_calls", (1 + (1.0 / 3).squareRoot()) / 2)], within: 1e-9)
  }

  /// The cheapest margin by trying all of them, with the races' own costs.
  @Test func theCheapestMarginIsTheCheapestOfAll() async throws {
    let run = try await VotingStudyRun(
      CheapestMarginStudy.self,
      """
      { "p": 0.85, "kinds": [{ "name": "simple", "steps": 1, "k": 2 }], "targets": [0.95, 0.99],
        "grid": [0.6, 0.85, 0.99], "sizes": [1, 6, 1000] }
      """)
    #expect(run.findings.tables[0].rows.count == 18)
    for row in run.findings.tables[0].rows {
      let numbers = try row.map { try #require(Double($0)) }
      let (target, steps, p) = (numbers[0], numbers[1], numbers[2])
      let enough = (1...80).map { (k: $0, race: race(p, $0)) }
        .filter { pow($0.race.right, steps) >= target * (1 - 1e-12) }
      let cheapest = try #require(enough.min { $0.race.votes < $1.race.votes })
      #expect(Double(cheapest.k) == numbers[3], "\(row)")
    }
    let open = try run.quantity("k_simple_open")
    #expect(open.value == 2 && open.interval?.low == 2 && open.interval?.high == 3)
  }

  @Test func undecidedVotesFollowTheCap() async throws {
    let run = try await VotingStudyRun(
      NoDecisionStudy.self,
      """
      { "p": 0.85, "margins": [2, 3], "caps": [5, 7], "share": [0.05, 0.1], "microtasks": 6,
        "grid": [0.6, 0.9] }
      """)
    let open = 2 * 0.85 * 0.15
    // At k = 3 a race is open after 3 votes with 3pq, and then with 3pq of that after each two more.
    let three = 3 * 0.85 * 0.15
    try run.expect([
      ("undecided_k2_cap5", open * open), ("undecided_k2_cap7", open * open * open),
      ("undecided_k3_cap5", three * three), ("undecided_k3_cap7", three * three * three),
      ("undecided_open", open * open), ("microtasks", 6),
      ("undecided_task_k2_cap5", 1 - pow(1 - open * open, 6)),
      ("undecided_task_k3_cap7", 1 - pow(1 - three * three * three, 6)),
    ])
    let range = try #require(try run.quantity("undecided_open").interval)
    #expect(
      abs(range.low - open * open * open) < 1e-15
        && abs(range.high - 1 + pow(1 - three * three, 6)) < 1e-14)
    // 3pq = share^(1/3) at k = 3 within 7 votes.
    let product = pow(0.05, 1.0 / 3) / 3
    try run.expect([("p_to_k3_cap7", (1 + (1 - 4 * product).squareRoot()) / 2)], within: 1e-9)
  }

  @Test func whatIsOutOfRangeIsRefused() {
    expectVotingRefusal(
      TaskVotesStudy.self,
      """
      { "tasks": [{ "name": "x", "p": 0.5, "steps": 1, "target": 0.9 }], "margins": [1] }
      """, at: "p")
    expectVotingRefusal(
      TaskVotesStudy.self, #"{ "tasks": [], "margins": [0] }"#, at: "margins")
    expectVotingRefusal(
      TaskVotesStudy.self, #"{ "tasks": [], "margins": [1], "extra": 1 }"#, at: "extra")
    expectVotingRefusal(
      NoDecisionStudy.self,
      """
      { "p": 0.85, "margins": [2], "caps": [5], "share": [0.1, 0.05], "microtasks": 6, "grid": [] }
      """, at: "share")
    expectVotingRefusal(
      NaiveRetryStudy.self,
      """
      { "p": 0.85, "steps": 10, "target": 0.95, "sizes": [5, 5, 9], "stated_voting_calls": 1,
        "stated_retry_calls": 1, "stated_retries": 5 }
      """, at: "sizes")
    expectVotingRefusal(
      VotingSavingsStudy.self,
      """
      { "small": -1, "medium": 0.003, "large": 0.015, "p": 0.85, "k": 2, "draws": 3,
        "success": 0.99, "attempts": [5], "microtasks": 6, "stated_cost": 0.008,
        "traditional": 0.045, "savings": [1], "bills": [2] }
      """, at: "small")
  }
}
