import Foundation
import LabCommands
import Testing

/// Further figures of an experiment, and the tables that they draw.
@Suite struct ResultFilesTests {
  /// Twenty runs of both rules beside a made-up run; k = 2.
  static func runs(curves: String = curves, figures: String = #"{"one": "undecided_by_draw"}"#)
    -> String
  {
    """
    {
      "title": "t", "seed": 1, "unit": "task",
      "factors": {
        "model": [{"name": "m", "steps": {"classes": [{"error": 0.1, "flags": 0.05}]}}],
        "steps": [40], "k": [2], "rule": ["first-to-ahead-by-k", "first-to-k"]
      },
      "stop": {"trials": 20}, "votes_listed": 20, "draws_listed": 30, "each_trial": true,
      "undecided_steps": [\(curves)], "figures": \(figures),
      "claims": [
        {"name": "run", "statement": "s", "kind": "undecided_matches_published", "model": "m"},
        {"name": "tests", "statement": "s", "kind": "undecided_tests", "model": "m"}
      ]
    }
    """
  }

  static let curves = """
    {"panel": "sampling", "rule": "first-to-ahead-by-2", "first_round": 1, "counts": [40, 10, 7, 2, 0]},
    {"panel": "sampling", "rule": "first-to-2", "first_round": 1, "counts": [40, 10, 1, 0]},
    {"panel": "voting", "rule": "first-to-ahead-by-2", "first_round": 1, "counts": [40, 7, 7, 1, 0]},
    {"panel": "voting", "rule": "first-to-2", "first_round": 1, "counts": [40, 7, 0]}
    """

  @Test func tablesAreWrittenAndAMissingScriptIsSaid() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      Self.runs(figures: #"{"one": "undecided_by_draw", "two": "undecided_by_vote"}"#))
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.notes.count { $0.contains("no figure one: neither one.gp nor figures.gp") } == 1)
    #expect(run.notes.count { $0.contains("no figure two: ") } == 1)
    #expect(run.notes.allSatisfy { !$0.contains("\n") })
    for (name, rounds) in [("one", 5), ("two", 5)] {
      let table = try ParsedTable(folder.text("out/suite/\(name).csv"))
      #expect(try Set(table.column("rule")) == ["first-to-ahead-by-2", "first-to-2"])
      #expect(table.rows.count == 2 * rounds, "\(name)")
      let (low, high) = (try table.counts("low"), try table.counts("high"))
      let (median, published) = (try table.counts("median"), try table.counts("published"))
      for (row, isIn) in try table.column("in_band").enumerated() {
        #expect(low[row] <= median[row] && median[row] <= high[row])
        #expect((isIn == "yes") == (low[row]...high[row]).contains(published[row]))
      }
    }
    let votes = try ParsedTable(folder.text("out/suite/two.csv"))
    #expect(try votes.counts("published").prefix(5) == [40, 7, 7, 1, 0])
    // Nothing about figures where none was asked for, and plot says what is missing by its code.
    let silent = await makerlab(
      "run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(!silent.notes.contains { $0.contains("figure") })
    let plot = await makerlab("plot", experiment, "--out", folder.path("out"))
    #expect(plot.code == .usage && plot.notes.count == 2, "\(plot.notes)")
    let agreement = try ParsedTable(folder.text("out/suite/agreement.csv"))
    let items = try agreement.column("item")
    #expect(items.contains { $0.contains("p-value") } && items.contains { $0.contains("round 2") })
    #expect(run.output.contains("tests") && run.output.contains("run"))
  }

  /// Curves of no run are refused before anything is simulated.
  @Test(arguments: [
    (
      #""panel": "voting", "rule": "first-to-2", "first_round": 1, "counts": [40, 7, 0]"#,
      #""panel": "voting", "rule": "first-to-2", "first_round": 1, "counts": [40, 7, 1]"#
    ),
    (
      #""rule": "first-to-2", "first_round": 1, "counts": [40, 7, 0]"#,
      #""rule": "first-to-3", "first_round": 1, "counts": [40, 7, 0]"#
    ),
    (
      #""rule": "first-to-2", "first_round": 1, "counts": [40, 7, 0]"#,
      #""rule": "first", "first_round": 1, "counts": [40, 7, 0]"#
    ),
    (#""first_round": 1, "counts": [40, 7, 0]"#, #""first_round": 2, "counts": [7, 0]"#),
    ("[40, 7, 7, 1, 0]", "[40, 6, 6, 1, 0]"),
  ])
  func curvesOfNoRunAreRefused(old: String, new: String) async throws {
    let folder = try ScratchFolder()
    let text = Self.runs().replacing(old, with: new)
    #expect(text != Self.runs())
    let experiment = try folder.experiment(text)
    for command in ["run", "check"] {
      let run = await makerlab(command, experiment, "--out", folder.path("out"))
      #expect(run.isRefusal, "\(command): \(run)")
      #expect(
        run.notes.first?.contains("experiment.json: undecided_steps: ") == true, "\(run.notes)")
    }
    #expect(!folder.exists("out"))
  }
}
