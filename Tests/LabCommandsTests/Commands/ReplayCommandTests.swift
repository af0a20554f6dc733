import Foundation
import LabCommands
import Testing

@Suite struct ReplayCommandTests {
  /// One trial a point, so that the draws shown add up to the counts stored.
  private static let oneTrial = """
    {
      "title": "one", "seed": 5, "unit": "task",
      "factors": {
        "shares": [[0.6, 0.4], [0.5, 0.3, 0.2]], "v": [1, 0.7], "steps": [40], "k": [1, 3],
        "cap": [8, 60]
      },
      "stop": {"trials": 1}
    }
    """

  @Test func theDrawsOfATrialAddUpToItsCounts() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.oneTrial)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    #expect(table.rows.count == 16)
    var flags = 0
    var stopped = 0
    for (row, id) in try table.column("id").enumerated() {
      let run = await makerlab("replay", experiment, id, "0", "--format", "csv")
      #expect(run.code == .done)
      let draws = try ParsedTable(run.output)
      let steps = try draws.counts("step")
      let votes = try draws.column("vote")
      #expect(try draws.rows.count == table.counts("draws")[row])
      #expect(try votes.count { $0 != "flagged" } == table.counts("votes")[row])
      #expect(try Set(steps).count == table.counts("races")[row])
      flags += votes.count { $0 == "flagged" }
      stopped += try table.counts("trials_undecided")[row]
      // The last draw of each race says who won it.
      var wrong = 0
      for step in Set(steps) {
        let last = try #require(steps.lastIndex(of: step))
        let isDecided = try draws.counts("lead")[last] >= Int(table.column("k")[row]) ?? 0
        if isDecided, try draws.column("leader")[last] != "0" { wrong += 1 }
      }
      #expect(try wrong == table.counts("races_wrong")[row])
    }
    #expect(flags > 0 && stopped > 0, "the points show flags and races without a winner")
  }

  @Test func oneStepIsTheSameAlone() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.oneTrial)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let id = try #require(try ParsedTable(folder.text("out/suite/trial.csv")).column("id").last)
    let whole = (await makerlab("replay", experiment, id, "7", "--format", "csv")).written
    let step = (await makerlab("replay", experiment, id, "7", "2", "--format", "csv")).written
    #expect(step.count > 1)
    #expect(step == [whole[0]] + whole.filter { $0.hasPrefix("2,") })
    let table = await makerlab("replay", experiment, id, "7", "2")
    #expect(table.written.count { $0.contains("  draw ") } == step.count - 1)
    #expect(table.written.last?.contains("after") == true)
    let json = (await makerlab("replay", experiment, id, "7", "2", "--format", "json")).written
    #expect(json.count == step.count - 1)
    for line in json {
      #expect(!line.contains("\n"))
      let object = try JSONDecoder().decode([String: JSONField].self, from: Data(line.utf8))
      #expect(object["step"] == .number(2))
    }
    let other = (await makerlab("replay", experiment, id, "8", "2", "--format", "csv")).written
    #expect(other != step)
    let seed = await makerlab(
      "replay", experiment, id, "7", "2", "--format", "csv", "--seed", "6")
    #expect(seed.written != step)
  }

  @Test(arguments: [
    ["", "0"], ["ffffffffffffffffff", "0"], ["zz", "0"], ["ID", "-1"], ["ID", "x"],
    ["ID", "1e30"], ["ID", "0", "40"], ["ID", "0", "-1"], ["ID", "0", "0", "0"], ["ID"],
    ["ID", "0", "--lost", "--text"], ["ID", "--lost", "--out", "/nonexistent"],
  ])
  func badCoordinatesAreRefused(words: [String]) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.oneTrial)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let id = try #require(try ParsedTable(folder.text("out/suite/trial.csv")).column("id").first)
    let run = await makerlab(["replay", experiment] + words.map { $0 == "ID" ? id : $0 })
    #expect(run.isRefusal, "\(run)")
    #expect((await makerlab("replay", experiment, id, "0")).code == .done)
  }

  @Test func aggregatePointsHaveNoDraws() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      Definitions.cutTasks.replacing("\"vote\", ", with: "")
        .replacing("\"kind\"", with: "\"fidelity\": \"aggregate\", \"kind\""))
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let id = try #require(try ParsedTable(folder.text("out/suite/trial.csv")).column("id").first)
    let run = await makerlab("replay", experiment, id, "0")
    #expect(run.isRefusal)
    #expect(run.notes.first?.contains("vote") == true)
  }
}
