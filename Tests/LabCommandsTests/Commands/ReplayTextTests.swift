import Foundation
import LabCommands
import Testing

/// Replays of points of fidelity agent: the draws of fidelity vote, and what was said.
@Suite struct ReplayTextTests {
  private static let definition = """
    {
      "title": "text", "seed": 5, "unit": "task", "fidelity": ["vote", "agent"],
      "factors": {"p": [0.7], "v": [0.7], "disks": [4], "k": [2]},
      "stop": {"trials": 3}
    }
    """

  private struct Said: Decodable {
    struct Draw: Decodable {
      let text: String
      let vote: String?
      let flag: String?
    }

    let prompt: String
    let draws: [Draw]
    let winner: String?
  }

  @Test func textAndDrawsTellTheSame() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    let ids = try table.column("id")
    #expect(try table.column("fidelity") == ["vote", "agent"])
    let vote = await makerlab("replay", experiment, ids[0], "2", "--format", "csv")
    let agent = await makerlab("replay", experiment, ids[1], "2", "--format", "csv")
    #expect(vote.code == .done && vote.output == agent.output)
    let draws = try ParsedTable(agent.output)
    var flags = 0
    for step in 0..<15 {
      let run = await makerlab(
        "replay", experiment, ids[1], "2", "\(step)", "--text", "--format", "json")
      let said = try JSONDecoder().decode(Said.self, from: Data(run.output.utf8))
      let rows = try draws.counts("step").indices.filter { try draws.counts("step")[$0] == step }
      let votes = try rows.map { try draws.column("vote")[$0] }
      #expect(said.draws.count == votes.count, "step \(step)")
      #expect(said.draws.map { $0.flag != nil } == votes.map { $0 == "flagged" }, "step \(step)")
      #expect(said.prompt.contains("Current state: [["))
      #expect(said.draws.contains { $0.vote == said.winner && $0.text.contains("move = ") })
      flags += said.draws.count { $0.flag != nil }
    }
    #expect(flags > 0)
    let shown = await makerlab("replay", experiment, ids[1], "2", "3", "--text")
    #expect(shown.code == .done && shown.output.contains("voted: ["))
  }

  @Test func onlyAgentPointsHaveText() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let ids = try ParsedTable(folder.text("out/suite/trial.csv")).column("id")
    for words in [[ids[0], "0", "0", "--text"], [ids[1], "0", "0", "--text", "--format", "csv"]] {
      let run = await makerlab(["replay", experiment] + words)
      #expect(run.isRefusal, "\(run)")
      #expect(run.notes.first?.contains("--text") == true)
    }
  }
}
