import Foundation
import LabCommands
import Testing

@Suite struct PatternsCommandTests {
  static let models =
    "--p small=.85,medium=.93,large=.97 --cost small=.00025,medium=.003,large=.015"

  private func patterns(_ words: String) async -> CommandRun {
    await makerlab(["patterns"] + words.split(separator: " ").map(String.init))
  }

  private struct Answer: Decodable {
    var patterns: [Row]

    struct Row: Decodable {
      var pattern: String
      var success: Double
      var success_low: Double?
      var success_high: Double?
      var savings: Double
      var savings_low: Double?
      var savings_high: Double?
      var escalated: Double
      var calls_small: Double
    }
  }

  private func rows(_ words: String) async throws -> [Answer.Row] {
    let run = await patterns(words + " --format json")
    try #require(run.code == .done, "\(run.notes)")
    return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8)).patterns
  }

  /// The two readings of three draws, by hand.
  @Test func readsThreeDrawsInBothWays() async throws {
    let rows = try await rows(
      "simple simple:rule=first-to-ahead-by-k \(Self.models) --simulate 0")
    let p = 0.85
    #expect(abs(rows[0].success - p * p * (3 - 2 * p)) < 1e-12)
    #expect(abs(rows[1].success - p * p) < 1e-12)
    #expect(rows.allSatisfy { abs($0.savings - 0.75) < 1e-12 && $0.calls_small == 3 })
    #expect(rows.allSatisfy { $0.success_low == nil })
  }

  /// Exact values are in their simulated intervals; at 95 % and this seed they are.
  @Test func simulatesWhatItComputes() async throws {
    let rows = try await rows(
      "\(Self.models) --simulate 400 --steps 3 --rho .1 --v small=.9 --seed 5")
    #expect(rows.count == 6)
    for row in rows {
      let success = (try #require(row.success_low), try #require(row.success_high))
      // Five standard errors, of intervals of two: false alarms are rarer than 1e-6 each.
      let reach = 1.6 * (success.1 - success.0)
      #expect(row.success > success.0 - reach && row.success < success.1 + reach, "\(row)")
    }
    #expect(rows.map(\.pattern).contains { $0.hasPrefix("plan-execute-review") })
  }

  @Test func printsTablesForPeopleAndPrograms() async throws {
    let text = await patterns("simple ladder ladder:attempts=7 \(Self.models) --simulate 50").output
    for part in [
      "baseline", "ladder attempts=5", "ladder attempts=7", "saved %", "75",
      "Of 50 simulated tasks", "attempts=7",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    let csv = await patterns("simple \(Self.models) --simulate 0 --format csv").output
    let lines = csv.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("pattern,success,success_simulated,"))
    // Only the tiers that are given.
    let two = try await rows("--p small=.8,medium=.9 --cost small=1,medium=10 --simulate 0")
    #expect(
      two.map { String($0.pattern.prefix { $0 != ":" }) } == ["single", "simple", "adaptive"])
  }

  /// Rows are told apart by what differs, and lines fit a terminal of 120 columns.
  @Test func rowsSayWhatDiffersOnShortLines() async throws {
    let text = await patterns(
      "\(Self.models) --steps 20 --simulate 60 --rho .1 --v small=.9,medium=.95"
    ).output
    for part in ["single small ", "single large ", "; a plan is always right."] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    for line in text.split(separator: "\n") where !line.hasPrefix("  ") && !line.contains(";") {
      #expect(line.count <= 120, "\(line.count): \(line)")
    }
    let plan = await patterns("plan-execute-review \(Self.models) --plan-p .9 --simulate 0").output
    #expect(plan.contains("; a plan is right with probability 0.9."))
    let same = await patterns("simple simple \(Self.models) --simulate 0").output
    #expect(same.contains("simple 1 ") && same.contains("simple 2 "))
  }

  @Test(arguments: [
    ("--p small=.8", "--cost"), ("--p .8 --cost small=1", "tier=value"),
    ("--p small=1 --cost small=1", "small"), ("--p small=.8 --cost medium=1", "same tiers"),
    ("--p small=.8,small=.9 --cost small=1", "twice"),
    ("--p small=.8 --cost small=-1", "--cost of small"),
    ("--p small=.8 --cost small=1e-13", "12 decimals"),
    ("--p small=.8 --cost small=1 --v medium=.9", "medium has no --p"),
    ("--p small=.8 --cost small=1 --time small=2", "unit"),
    ("ladder --p small=.8 --cost small=1", "medium"),
    ("ladder:k=9 --p small=.8 --cost small=1", "ladder: k is 9; allowed are 1 to 5"),
    ("majority --p small=.8 --cost small=1", "no pattern"),
    ("--p small=.8 --cost small=1 --baseline large", "--baseline"),
    ("--p small=.8 --cost small=1 --rho .1 --hard-steps .1 --hard-p small=.5", "--rho"),
    ("--p small=.8 --cost small=1 --hard-steps .1", "--hard-p"),
    ("--p small=.8 --cost small=1 --hard-steps .5 --hard-p small=.1", "mean"),
    ("--p small=.8 --cost small=1 --simulate 0 --seed 3", "--seed"),
    ("--p small=.8 --cost small=1 --simulate 1000000 --steps 1000000", "allowed"),
  ])
  func refusesInOneLine(words: String, named: String) async {
    let run = await patterns(words)
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
  }
}
