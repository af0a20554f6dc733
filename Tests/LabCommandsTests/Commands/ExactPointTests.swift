import Foundation
import LabCommands
import Testing

/// Points of theory and of unequal steps in every command: each works or refuses in one line.
@Suite struct ExactPointTests {
  static let definition = """
    {
      "title": "t", "seed": 1, "unit": "task", "fidelity": ["exact", "vote"], "most_draws": 1e4,
      "factors": {
        "model": [{"name": "m", "steps": {
          "classes": [{"share": 0.5, "flags": 0.2, "error": 0.1}, {"share": 0.5, "alpha": 1, "beta": 9}],
          "wrong_shares": [0.5, 0.5],
          "outliers": [{"step": 3, "flags": 0.1, "shares": [0.4, 0.3, 0.3]}]}}],
        "steps": [8, 100000], "k": [2], "rule": ["first-to-ahead-by-k", "first-to-k"]
      },
      "stop": {"trials": 50},
      "claims": [
        {"name": "a", "statement": "s", "kind": "matches_exact", "false_alarm": 1e-6}
      ]
    }
    """

  @Test func everyCommandTakesTheory() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let out = folder.path("out")
    let dry = await makerlab("run", experiment, "--dry-run")
    #expect(dry.code == .done && dry.output.contains("6 points"), "\(dry)")
    let run = await makerlab("run", experiment, "--out", out)
    #expect(run.code == .done && run.notes.first?.contains("6 of 6 points done") == true, "\(run)")
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    #expect(
      try table.column("fidelity") == ["exact", "vote", "exact", "vote", "exact", "exact"])
    let before = try folder.tables("out")
    let again = await makerlab("run", experiment, "--out", out)
    #expect(again.notes.first?.contains("0 votes") == true, "\(again.notes)")
    #expect(try folder.tables("out") == before)
    let status = try ParsedTable((await makerlab("status", out, "--format", "csv")).output)
    #expect(try status.counts("points_done") == [6] && status.counts("points") == [6])
    #expect(try status.counts("trials") == [100])
    let check = await makerlab("check", experiment, "--out", out)
    #expect(check.code == .done, "\(check.output)")
    let export = await makerlab("export", out, "--to", folder.path("to"))
    #expect(export.code == .done)
    #expect(try folder.tables("to") == before)
    let compare = await makerlab(
      "compare", out + "/suite/trial.csv", folder.path("to/suite/trial.csv"))
    #expect(compare.code == .done, "\(compare)")
  }

  @Test func replayShowsUnequalStepsAndRefusesTheory() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    let ids = try table.column("id")
    var sums = [0, 0]
    for (row, fidelity) in try table.column("fidelity").enumerated() {
      if fidelity == "exact" {
        let run = await makerlab("replay", experiment, ids[row], "0")
        #expect(run.isRefusal && run.notes[0].contains("exact points have no draws"), "\(run)")
        continue
      }
      var (draws, votes) = (0, 0)
      for trial in 0..<50 {
        let run = await makerlab("replay", experiment, ids[row], "\(trial)", "--format", "csv")
        #expect(run.code == .done)
        let shown = try ParsedTable(run.output)
        #expect(try Set(shown.counts("step")) == Set(0..<8))
        draws += shown.rows.count
        votes += try shown.column("vote").count { $0 != "flagged" }
      }
      #expect(
        try table.column("draws")[row] == "\(draws)" && table.column("votes")[row] == "\(votes)")
      sums[0] += draws
      sums[1] += votes
    }
    #expect(sums[0] > sums[1], "the points show flags")
  }

  /// Theory cannot support itself.
  @Test func aClaimAboutTheoryAloneIsRefused() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      Self.definition.replacing(
        #""kind": "matches_exact""#, with: #""kind": "matches_exact", "fidelity": "exact""#))
    let run = await makerlab("check", experiment, "--out", folder.path("out"))
    #expect(
      run.isRefusal && run.notes[0].contains("claims[0].kind: matches_exact is about"), "\(run)")
  }

  @Test(arguments: [
    "model=m", "model=", "p=2", "m=2", "v=.5", "rule=k", "k=k_min", "token_limit=5", "digits=2",
    "depth=1", "reading=flagging", "latency_ms=5",
  ])
  func whatDoesNotFitIsRefused(option: String) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let run = await makerlab("run", experiment, "--set", option, "--out", folder.path("out"))
    #expect(run.isRefusal && run.notes[0].contains("--set \(option)"), "\(run)")
    #expect(!folder.exists("out"))
  }

  /// The draws of other subjects are not votes on steps.
  @Test func replayRefusesOtherSubjects() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      """
      {"title": "t", "subject": "calibration", "fidelity": ["agent"],
       "factors": {"model": [{"name": "m", "p": 0.9}], "disks": [3], "k": [1]},
       "stop": {"trials": 10}}
      """)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let id = try ParsedTable(folder.text("out/suite/trial.csv")).column("id")[0]
    for words in [[], ["--text"]] {
      let run = await makerlab(["replay", experiment, id, "0"] + words)
      #expect(run.isRefusal && run.notes[0].contains("calibration"), "\(run)")
    }
  }
}
