import Analysis
import Foundation
import Statistics
import Testing

@testable import LabCommands

/// Studies that simulate: right at fixed seeds, and the same at any number of workers.
@Suite struct VotingSimulationTests {
  private static let tasks = """
    { "cases": [
        { "name": "alike", "p": 0.85, "steps": 40, "target": 0.95, "trials": 3000 },
        { "name": "uneven", "p": 0.85, "steps": 40, "target": 0.95, "correlation": 0.1,
          "trials": 3000 },
        { "name": "least", "steps": 40, "target": 0.9, "k": 2, "trials": 3000 }
      ],
      "open": [{ "name": "open", "steps": 40, "k": 2, "p": [0.85, 0.99] }],
      "correlated": [
        { "name": "corr", "p": 0.85, "steps": 40, "target": 0.95, "correlation": [0, 0.1] }
      ] }
    """

  /// Each success within 5 standard errors of theory, seed 3; the values of theory by closed forms.
  @Test func tasksSucceedAsOftenAsTheoryHasIt() async throws {
    let run = try await VotingStudyRun(TaskSuccessStudy.self, Self.tasks, seed: 3)
    let odds = 0.15 / 0.85
    let k = try run["k_alike"]
    try run.expect(
      [("exact_alike", pow(1 + pow(odds, k), -40)), ("exact_least", 0.9)], within: 1e-9)
    try run.expect([("success_open", pow(1 + odds * odds, -40))], within: 1e-9)
    #expect(try run["exact_uneven"] < run["exact_alike"])
    // Over the open correlations lie the two cases, and between them the target is lost.
    let range = try #require(try run.quantity("success_corr").interval)
    #expect(abs(range.high - (try run["exact_alike"])) < 1e-12)
    #expect(abs(range.low - (try run["exact_uneven"])) < 1e-12)
    let lost = try run["correlation_lost_corr"]
    #expect(lost > 0 && lost < 0.1, "\(lost)")
    let there = try await VotingStudyRun(
      TaskSuccessStudy.self,
      """
      { "cases": [], "correlated": [
        { "name": "at", "p": 0.85, "steps": 40, "target": 0.95, "correlation": [\(lost)] }] }
      """)
    try there.expect([("success_at", 0.95)], within: 1e-6)
    for name in ["alike", "uneven", "least"] {
      let z = try run["z_\(name)"]
      let (found, exact) = (try run["success_\(name)"], try run["exact_\(name)"])
      #expect(abs(z) < 5, "seed 3, \(name): expected \(exact), observed \(found), z \(z)")
    }
  }

  @Test func workersChangeNothing() async throws {
    let one = try await VotingStudyRun(TaskSuccessStudy.self, Self.tasks, workers: 1)
    let many = try await VotingStudyRun(TaskSuccessStudy.self, Self.tasks, workers: 5)
    #expect(one.findings.tables[0].rows == many.findings.tables[0].rows)
    #expect(one.findings.quantities.map(\.value) == many.findings.quantities.map(\.value))
  }

  /// Times through the orchestrator within 5 standard errors of H_k, seed 4.
  @Test func callsSideBySideTakeTheSlowestOnesTime() async throws {
    let run = try await VotingStudyRun(
      ParallelDrawsStudy.self,
      """
      { "variations": [0.5], "most_calls": 4, "calls": [3, 4], "ratio": 1.5, "speedup": 10,
        "races": 10000 }
      """, seed: 4)
    try run.expect([
      ("slowest_exponential_3", 11.0 / 6), ("slowest_exponential_4", 25.0 / 12),
      ("slowest_uniform_3", 1.5), ("slowest_constant_4", 1), ("speedup_bound_4", 4),
      ("speedup_exponential_4", 48.0 / 25), ("calls_for_speedup_constant", 10),
    ])
    // The least k with k/H_k of at least 10, counted here.
    var (calls, sum) = (1.0, 1.0)
    while calls / sum < 10 {
      calls += 1
      sum += 1 / calls
    }
    try run.expect([("calls_for_speedup_exponential", calls)])
    for (calls, mean, variance) in [(3, 11.0 / 6, 49.0 / 36), (4, 25.0 / 12, 205.0 / 144)] {
      let found = try run["slowest_measured_\(calls)"]
      let z = (found - mean) / (variance / 10_000).squareRoot()
      #expect(abs(z) < 5, "seed 4, \(calls): expected \(mean), observed \(found), z \(z)")
    }
  }

  /// A ladder by hand at k = 1: the first vote decides, whatever the cap.
  @Test func aLadderOfOneVoteIsACall() async throws {
    let run = try await VotingStudyRun(
      LadderCostStudy.self,
      """
      { "tiers": [{ "name": "a", "call": 0.5, "p": 0.8 }, { "name": "b", "call": 3, "p": 0.9 }],
        "margins": [1, 2], "caps": [3], "microtasks": [1, 3], "trials": 5000 }
      """, seed: 5)
    try run.expect([
      ("success_k1_cap3_1", 0.8), ("success_k1_cap3_3", 0.512), ("cost_k1_cap3_1", 0.5),
      ("cost_k1_cap3_3", 1.5), ("escalated_k1_cap3", 0),
    ])
    // k = 2 within 3 votes: decided by the first two or not at all, then the same on the second.
    let (open, next) = (2 * 0.8 * 0.2, 2 * 0.9 * 0.1)
    try run.expect([
      ("success_k2_cap3_1", 0.64 + open * 0.81), ("escalated_k2_cap3", open),
      ("cost_k2_cap3_1", (2 + open) * 0.5 + open * (2 + next) * 3),
    ])
    for name in ["z_success_k2_cap3", "z_cost_k2_cap3"] {
      let z = try run[name]
      #expect(abs(z) < 5, "seed 5, \(name): \(z)")
    }
  }

  /// Slopes over the staircase that the formulas give, within 5 standard errors, seed 6.
  @Test func slopesAreThoseOfTheStaircase() async throws {
    let run = try await VotingStudyRun(
      CostScalingStudy.self,
      """
      { "models": [{ "name": "a", "p": 0.85 }, { "name": "b", "p": 0.9978 }], "disks": [3, 7, 10], "target": 0.95,
        "races": 10000 }
      """, seed: 6)
    let points = [(7.0, 3), (127.0, 5), (1023.0, 6)].map { steps, k in
      let right = 1 / (1 + pow(0.15 / 0.85, Double(k)))
      return (x: log(steps), y: Double(k) * (2 * right - 1) / 0.7)
    }
    let mean = points.map(\.x).reduce(0, +) / 3
    let spread = points.map { ($0.x - mean) * ($0.x - mean) }.reduce(0, +)
    let slope = points.map { ($0.x - mean) * $0.y }.reduce(0, +) / spread
    try run.expect(
      [("exact_slope_a", slope), ("theory_slope_a", 1 / (0.7 * log(0.85 / 0.15)))], within: 1e-11)
    // The range holds both ends of p, and what lies between them.
    let open = try #require(try run.quantity("slope_error_open").interval)
    for name in ["a", "b"] {
      let error = try run["exact_slope_\(name)"] / run["theory_slope_\(name)"] - 1
      #expect(open.low <= error && error <= open.high, "\(name): \(error)")
    }
    #expect(open.low < -0.2)
    let found = try run.quantity("slope_a")
    let interval = try #require(found.interval)
    let error = (interval.high - interval.low) / 2 / 3.2905  // 99.9 % of a normal law
    let z = (found.value - slope) / error
    #expect(abs(z) < 5, "seed 6: expected \(slope), observed \(found.value), z \(z)")
  }

  /// The counts of the paper's figure as they are committed, and a promise with nothing correlated.
  @Test func thePublishedCountsImplyACorrelation() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Experiments/paper/fig8/published.csv").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    for line in ["voting,first-to-ahead-by-3,3,710", "voting,first-to-ahead-by-3,5,17"] {
      #expect(lines.contains { $0 == line }, "\(line)")
    }
    let run = try await VotingStudyRun(
      VoteIndependenceStudy.self,
      """
      { "steps": 1048575, "after_vote_3": 710, "after_vote_5": 17,
        "fitted": { "classes": [{ "share": 1, "alpha": 1.35, "beta": 7.65 }], "wrong_shares": [1] },
        "p": 0.85, "small_steps": 1023, "target": 0.95, "correlations": [0, 0.05],
        "scales": [{ "name": "six", "steps": 6, "k": 3 }, { "name": "one", "steps": 1, "k": 1 }] }
      """)
    // E 3u and E 9u² over a Beta law of the mean and correlation found, by its moments.
    let (mean, rho) = (try run["error_rate"], try run["correlation"])
    let n = 1 / rho - 1
    let (a, b) = (mean * n, (1 - mean) * n)
    let three = 3 * a * b / (n * (n + 1))
    let five = 9 * a * (a + 1) * b * (b + 1) / (n * (n + 1) * (n + 2) * (n + 3))
    #expect(abs(three * 1_048_575 - 710) < 1e-3)
    #expect(abs(five * 1_048_575 - 17) < 1e-3)
    try run.expect([("alike_after_five", 710.0 * 710 / 1_048_575), ("k_small", 6)])
    try run.expect([("correlation_fitted", 0.1)], within: 1e-9)
    // A single vote is as good as its mean, whatever is correlated; six steps are not.
    try run.expect(
      [
        ("success_one_independent", 0.85), ("success_one_correlated", 0.85),
        ("success_six_independent", pow(1 + pow(0.15 / 0.85, 3), -6)),
      ], within: 1e-9)
    #expect(try run["success_six_correlated"] < run["success_six_independent"])
    // 17 or more of 710, term by term.
    let share = 710.0 / 1_048_575
    var (term, chance) = (pow(1 - share, 710), 0.0)
    for count in 0...60 {
      if count >= 17 { chance += term }
      term *= Double(710 - count) / Double(count + 1) * share / (1 - share)
    }
    try run.expect([("p_value", chance)], within: 1e-8)
    try run.expect(
      [("success_small_independent", pow(1 + pow(0.15 / 0.85, 6), -1023))], within: 1e-9)
    let interval = try #require(try run.quantity("correlation").interval)
    #expect(interval.low > 0 && interval.low < rho && rho < interval.high)
    #expect(try run["success_small_correlated"] < run["success_small_independent"])
  }
}
