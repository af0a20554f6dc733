import Foundation
import LabCommands
import Testing

/// An experiment with plain and tilted races, from its definition to its tables.
@Suite struct TiltedRunTests {
  static let text = """
    {"title": "t", "factors": {"p": [0.99], "k": [6], "cap": [40], "tilted": [false, true]},
     "stop": {"trials": 3000},
     "claims": [
       {"name": "equal", "statement": "E.", "kind": "matches_exact"},
       {"name": "precise", "statement": "P.", "kind": "is_precise", "tolerance": 0.01}]}
    """

  /// A tilted row says P(wrong) and how it was found, and nothing that is not the model's.
  @Test func tiltedRowsHoldWhatIsTheModels() async throws {
    let folder = try ScratchFolder()
    let run = await makerlab(
      "run", try folder.experiment(Self.text), "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    #expect(try table.column("tilted") == ["false", "true"])
    for name in [
      "trials_correct", "trials_wrong", "trials_undecided", "races_wrong", "races_undecided",
      "votes", "votes_squared", "draws", "failure", "votes_per_step",
    ] {
      let column = try table.column(name)
      #expect(!column[0].isEmpty && column[1].isEmpty, "\(name)")
    }
    for name in ["tilted_votes", "tilted_wrong", "weights", "weights_squared", "weight_bound"] {
      let column = try table.column(name)
      #expect(column[0].isEmpty && !column[1].isEmpty, "\(name)")
    }
    #expect(try table.column("estimator") == ["binomial", "likelihood_ratio"])
    // 1.06e-12: a plain run sees 0, a tilted one knows it to a percent.
    let wrong = try table.column("step_wrong").map { try #require(Double($0)) }
    let exact = try #require(Double(table.column("step_wrong_exact")[1]))
    #expect(wrong[0] == 0 && abs(wrong[1] / exact - 1) < 0.01)
    let claims = try ParsedTable(folder.text("out/suite/trial.claims.csv"))
    #expect(Set(try claims.column("verdict")) == ["supported"])
  }

  /// Workers and shards change no byte, and other draws agree with these.
  @Test func layoutChangesNothing() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.text)
    for (out, options) in [
      ("one", ["--workers", "1"]), ("three", ["--workers", "3"]), ("other", ["--seed", "9"]),
    ] {
      let run = await makerlab(["run", experiment, "--out", folder.path(out)] + options)
      #expect(run.code == .done, "\(run.notes)")
    }
    for file in ["trial.csv", "trial.claims.csv"] {
      #expect(try folder.text("one/suite/\(file)") == folder.text("three/suite/\(file)"))
    }
    let compared = await makerlab("compare", folder.path("one"), folder.path("other"))
    #expect(compared.code == .done, "\(compared.output) \(compared.notes)")
  }

  @Test(arguments: [
    (#""p": [0.99]"#, #""shares": [[1, 0]]"#, "no vote is wrong"),
    (#""title""#, #""unit": "task", "title""#, "need unit race"),
    (#"{"trials": 3000}"#, #"{"seconds": 1, "trials": 10}"#, "need a number of trials"),
  ])
  func whatCannotBeTiltedIsRefused(old: String, new: String, problem: String) async throws {
    let folder = try ScratchFolder()
    let run = await makerlab(
      "run", try folder.experiment(Self.text.replacing(old, with: new)), "--out",
      folder.path("out"))
    #expect(run.isRefusal && run.notes[0].contains(problem), "\(run.notes)")
  }
}
