import Foundation
import LabCommands
import Testing

/// Runs beside a published one: what can never be compared is refused before it is simulated.
@Suite struct UndecidedRefusalTests {
  @Test(arguments: [
    (#""trials": 20"#, #""trials": 19"#, "takes 20 runs"),
    (#""trials": 20"#, #""errors": 20, "trials": 40"#, "takes 20 runs"),
    (#""k": [2]"#, #""k": [3]"#, "no runs of model m are like the published one"),
    (#""steps": [40]"#, #""steps": [41]"#, "give unit task, 40 steps, k 2 and the rules"),
    (#", "first-to-k"]"#, "]", "no runs of model m are like the published one"),
    (#"["first-to-ahead-by-k", "#, "[", "no runs of model m are like the published one"),
    (#""unit": "task""#, #""unit": "race""#, "no runs of model m are like the published one"),
    (#""votes_listed": 20"#, #""votes_listed": 3"#, "draws_listed of 5 or more"),
    (#""draws_listed": 30"#, #""draws_listed": 3"#, "draws_listed of 5 or more"),
    (#""k": [2]"#, #""k": [2], "cap": [9]"#, "without a cap"),
  ])
  func isRefusedInOneLine(old: String, new: String, problem: String) async throws {
    let folder = try ScratchFolder()
    let sound = ResultFilesTests.runs()
    let text = sound.replacing(old, with: new)
    #expect(text != sound)
    let experiment = try folder.experiment(text)
    for command in ["run", "check"] {
      let run = await makerlab(command, experiment, "--out", folder.path("out"))
      #expect(run.isRefusal, "\(command): \(run)")
      let line = run.notes.first ?? ""
      #expect(line.contains("experiment.json: undecided_steps: "), "\(line)")
      #expect(line.contains(problem), "\(line)")
    }
    #expect(!folder.exists("out"))
  }

  /// Runs of which votes are listed to an earlier round than draws are compared to that round.
  @Test func histogramsOfTwoLengthsAreCompared() async throws {
    let folder = try ScratchFolder()
    let text = ResultFilesTests.runs().replacing(
      #""votes_listed": 20"#, with: #""votes_listed": 5"#)
    let experiment = try folder.experiment(text)
    let run = await makerlab(
      "run", experiment, "--out", folder.path("out"), "--no-figures", "--format", "csv")
    #expect(run.code == .done, "\(run.notes)")
    let claims = try ParsedTable(folder.text("out/suite/trial.claims.csv"))
    #expect(try claims.column("claim") == ["run", "tests", "tests", "tests"])
  }
}
