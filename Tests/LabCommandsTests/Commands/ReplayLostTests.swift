import ExperimentDesign
import Foundation
import LabCommands
import Testing

/// The lost trials that a run stores, listed and replayed.
@Suite struct ReplayLostTests {
  /// Points that lose many trials and few, at a cap and by a rule that cuts inside a range.
  private static let definition = """
    {
      "title": "lost", "seed": 5, "unit": "task", "fidelity": ["vote", "agent"],
      "factors": {"p": [0.75, 0.95], "v": [0.9], "steps": [12], "k": [2, 4], "cap": [9]},
      "stop": {"errors": 40, "trials": 200}
    }
    """

  /// Lists of all points of a folder, as CSV.
  private func lists(_ experiment: String, _ out: String) async throws -> [String] {
    let table = try ParsedTable(
      String(contentsOfFile: out + "/suite/trial.csv", encoding: .utf8))
    var lists: [String] = []
    for id in try table.column("id") {
      let run = await makerlab(
        "replay", experiment, id, "--lost", "--out", out, "--format", "csv")
      #expect(run.code == .done, "\(run.notes)")
      lists.append(run.output)
    }
    return lists
  }

  @Test func theSameTrialsAreLostHoweverTheRunWasDone() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    for workers in ["1", "2"] {
      _ = await makerlab(
        "run", experiment, "--workers", workers, "--out", folder.path("w" + workers))
    }
    let lists = try await lists(experiment, folder.path("w1"))
    #expect(try await self.lists(experiment, folder.path("w2")) == lists)

    for index in 0..<3 {
      _ = await makerlab(
        "run", experiment, "--shard", "\(index)/3", "--out", folder.path("shard\(index)"))
    }
    _ = await makerlab(
      "merge", folder.path("shard2"), folder.path("shard0"), folder.path("shard1"), "--out",
      folder.path("merged"))
    #expect(try await self.lists(experiment, folder.path("merged")) == lists)

    // A store that holds a part already, as a killed run leaves it.
    let words = ["run", experiment, "--out", folder.path("resumed")]
    _ = await makerlab(words + ["--shard", "1/3"])
    _ = await makerlab(words)
    #expect(try await self.lists(experiment, folder.path("resumed")) == lists)
  }

  @Test func nothingLostIsSaid() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      Self.definition.replacing("[0.75, 0.95]", with: "[1]"))
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--out", out)
    let table = try ParsedTable(
      String(contentsOfFile: out + "/suite/trial.csv", encoding: .utf8))
    let id = try #require(try table.column("id").first)
    let run = await makerlab("replay", experiment, id, "3", "--lost", "--out", out)
    #expect(run.code == .done && run.output.contains("no race of trial 3 was lost"), "\(run)")
  }

  /// What is listed adds up to the counts of the table, and replays to what the list says.
  @Test func listedTrialsAreLostWhenReplayed() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    let lists = try await lists(experiment, folder.path("out"))
    var ends: Set<String> = []
    for (row, id) in try table.column("id").enumerated() {
      let list = try ParsedTable(lists[row])
      let counts = (
        wrong: try table.counts("trials_wrong")[row],
        undecided: try table.counts("trials_undecided")[row]
      )
      #expect(list.rows.count == min(counts.wrong + counts.undecided, LostTrials.limit))
      if list.rows.count < LostTrials.limit {
        #expect(try list.column("ended").count { $0 == "wrong" } == counts.wrong)
      }
      #expect(try list.counts("trial").allSatisfy { try $0 < table.counts("trials")[row] })
      ends.formUnion(try list.column("ended"))
      for lost in list.rows.prefix(3) {
        let run = await makerlab(
          "replay", experiment, id, lost[0], "--lost", "--format", "csv")
        let draws = try ParsedTable(run.output)
        let steps = try draws.column("step")
        #expect(steps.first == lost[2], "\(lost)")
        #expect(steps.count { $0 == lost[2] } == Int(lost[5]), "\(lost)")
        let all = await makerlab("replay", experiment, id, lost[0], "--format", "csv")
        #expect(all.written.count > run.written.count || steps.allSatisfy { $0 == lost[2] })
        #expect(Set(run.written).isSubset(of: all.written), "\(lost)")
      }
    }
    #expect(ends == ["wrong", "undecided"])
  }

  @Test func everyFormatListsTheSame() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--out", out)
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    let id = try #require(table.column("id").first)
    let csv = try ParsedTable(
      (await makerlab("replay", experiment, id, "--lost", "--out", out, "--format", "csv")).output)
    let shown = await makerlab("replay", experiment, id, "--lost", "--out", out)
    #expect(shown.written.first?.contains("\(csv.rows.count) of them stored") == true)
    #expect(shown.output.split(separator: "\n").count == csv.rows.count + 3)
    let json = await makerlab("replay", experiment, id, "--lost", "--out", out, "--format", "json")
    #expect(json.written.count == csv.rows.count)
    for (line, row) in zip(json.written, csv.rows) {
      let object = try JSONDecoder().decode([String: JSONField].self, from: Data(line.utf8))
      #expect(object["trial"] == Double(row[0]).map { .number($0) })
      #expect(object["ended"] == .text(row[1]))
    }
  }

  @Test func whatWasNotRunIsRefused() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--out", out, "--shard", "0/16")
    let plan = await makerlab("run", experiment, "--out", folder.path("all"))
    #expect(plan.code == .done)
    let ids = try ParsedTable(folder.text("all/suite/trial.csv")).column("id")
    // Each point is work of one shard, and there are as many shards as there are points twice over.
    var found = 0
    for id in ids {
      let replay = await makerlab("replay", experiment, id, "--lost", "--out", out)
      if replay.code == .done {
        found += 1
      } else {
        #expect(replay.isRefusal && replay.notes[0].contains("no trials of this point"))
      }
    }
    #expect(ids.count == 8 && found == 1)
    let nowhere = await makerlab("replay", experiment, ids[0], "--lost", "--out", out + "/no")
    #expect(nowhere.isRefusal && nowhere.notes[0].contains("no store there"))
  }
}
