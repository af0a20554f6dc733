import Foundation
import LabCommands
import Testing

/// Tables of a suite lie in one folder: none may overwrite another.
@Suite struct OutputNamesTests {
  private static func figure(_ name: String) -> String {
    PaperTablesTests.race.replacingOccurrences(
      of: #"{"race": "hard_step_race"}"#, with: "{\"\(name)\": \"hard_step_race\"}")
  }

  /// A figure's name, and whose table it would be.
  @Test(arguments: [
    ("agreement", "the suite"), ("trial", "the experiment itself"), ("other", "suite/other"),
    ("shared", "suite/drawn"),
  ])
  func aFigureOfATakenNameIsRefused(name: String, owner: String) async throws {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.tiny(), in: "suite/other")
    try folder.experiment(Self.figure("shared"), in: "suite/drawn")
    try folder.experiment("no JSON", in: "suite/broken")
    let experiment = try folder.experiment(Self.figure(name))
    for command in ["run", "check"] {
      let run = await makerlab(command, experiment, "--out", folder.path("out"))
      #expect(run.isRefusal, "\(run)")
      let problem = "figures: \(name).csv is a table of \(owner)"
      #expect(run.notes.first?.contains("trial/experiment.json: \(problem)") == true, "\(run)")
    }
    #expect(!folder.exists("out"))
  }

  @Test func anExperimentOfATakenNameIsRefused() async throws {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.tiny(), in: "suite/trial")
    for (name, owner) in [("agreement", "the suite"), ("trial.votes", "suite/trial")] {
      let experiment = try folder.experiment(Definitions.tiny(), in: "suite/" + name)
      let run = await makerlab("run", experiment, "--out", folder.path("out"))
      #expect(run.isRefusal, "\(run)")
      #expect(
        run.notes.first?.contains("\(name).csv is a table of \(owner)") == true, "\(run.notes)")
    }
  }
}
