import Foundation
import LabCommands
import Storage
import Testing

/// Tables that single figures of the paper draw.
@Suite struct PaperTablesTests {
  static let calibration = """
    {
      "title": "lengths", "seed": 1, "subject": "calibration", "fidelity": ["agent"],
      "factors": {
        "model": [{"name": "talkative", "long_replies": {"rambling_share": 0.2}}],
        "disks": [6], "k": [1]
      },
      "stop": {"trials": 3000},
      "published": [
        {"item": "rate", "where": {"low": "501"}, "column": "error_rate", "published": ".001",
         "basis": "by_construction"}
      ]
    }
    """

  static let race = """
    {
      "title": "hard", "seed": 1, "unit": "race", "fidelity": ["exact", "vote"],
      "factors": {
        "model": [{"name": "hard step", "shares": [0.5, 0.3, 0.2]}], "k": [3],
        "rule": ["first-to-ahead-by-k", "first-to-k"]
      },
      "stop": {"trials": 3000}, "votes_listed": 40, "figures": {"race": "hard_step_race"},
      "published": [
        {"item": "lead", "where": {"decided_ahead_by_3": "yes"}, "column": "vote",
         "published": "18", "basis": "by_construction"}
      ],
      "claims": [
        {"name": "law", "statement": "Races are as theory says.", "kind": "matches_exact",
         "false_alarm": 1e-6},
        {"name": "undecided", "statement": "Undecided races are as theory says.",
         "kind": "undecided_matches_exact", "false_alarm": 1e-6}
      ]
    }
    """

  @Test func repliesAreCountedByLength() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.calibration)
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(run.code == .done, "\(run.notes)")
    let points = try ParsedTable(folder.text("out/suite/trial.csv"))
    let table = try ParsedTable(folder.text("out/suite/trial.lengths.csv"))
    func sum(_ name: String, _ table: ParsedTable) throws -> Int {
      try table.column(name).compactMap(Int.init).reduce(0, +)
    }
    #expect(try sum("replies", table) == 3000)
    let failures = try sum("trials_wrong", points) + sum("trials_undecided", points)
    #expect(try sum("wrong", table) == failures && failures > 0)
    // Bins lie side by side, from 1 token to where the channel cuts.
    let lows = try table.column("low").compactMap(Int.init)
    let highs = try table.column("high").compactMap(Int.init)
    #expect(lows.first == 1 && highs.last == 2048)
    #expect(zip(highs, lows.dropFirst()).allSatisfy { $0 + 1 == $1 })
    // A density sums to 1 over all tokens.
    let densities = try table.column("density").compactMap(Double.init)
    let whole = zip(densities, zip(lows, highs)).reduce(0) {
      $0 + $1.0 * Double($1.1.1 - $1.1.0 + 1)
    }
    #expect(abs(whole - 1) < 1e-9)
    // A law stands where there are replies that the channel did not cut.
    let laws = try table.column("error_rate_law")
    let replies = try table.column("replies")
    #expect(zip(laws, replies).dropLast().allSatisfy { $0.isEmpty == ($1 == "0") })
    #expect(laws.last == "")
    let agreement = try ParsedTable(folder.text("out/suite/agreement.csv"))
    let rate = try table.column("error_rate")[try #require(lows.firstIndex(of: 501))]
    #expect(try agreement.column("ours") == [rate])
    #expect(try agreement.column("verdict") == ["by construction"])
  }

  @Test func theRaceOfTheHardStepIsLikeThePapers() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.race)
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(run.code == .done, "\(run.notes)")
    let text = try folder.text("out/suite/race.csv")
    #expect(text.contains("the exact probability of such a race is 0.006849"))
    let table = try ParsedTable(text)
    #expect(try table.column("vote") == (1...25).map(String.init))
    let first = try table.column("decided_first_to_3")
    let ahead = try table.column("decided_ahead_by_3")
    #expect(ahead == (1...25).map { $0 < 18 ? "no" : "yes" })
    #expect(try #require(first.firstIndex(of: "yes")) < 6)
    #expect(try table.column("lead")[17] == "3")
    #expect(try table.column("candidate")[17] == "A")
    let agreement = try ParsedTable(folder.text("out/suite/agreement.csv"))
    #expect(try agreement.column("ours") == ["18"])
    let claims = try ParsedTable(folder.text("out/suite/trial.claims.csv"))
    #expect(Set(try claims.column("verdict")) == ["supported"])
  }

  /// What has no such race is refused, not drawn empty.
  @Test(arguments: [
    ("[0.5, 0.3, 0.2]", "[0.5, 0.5]"), (#""unit": "race""#, #""unit": "task""#),
    (#""k": [3]"#, #""k": [3], "disks": [3]"#), (#""k": [3]"#, #""k": [3], "cap": [50]"#),
    (#""hard step","#, #""hard step", "v": 0.9,"#), (#"["exact", "vote"]"#, #"["exact"]"#),
  ])
  func racesOfOtherStepsAreRefused(old: String, new: String) async throws {
    let folder = try ScratchFolder()
    let definition = Self.race.replacingOccurrences(of: old, with: new)
    #expect(definition != Self.race)
    let experiment = try folder.experiment(definition)
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(run.code != .done)
    #expect(run.notes.contains { $0.contains("figures: race is one step at fidelity vote") })
  }
}
