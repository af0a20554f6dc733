import Analysis
import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

/// The committed table of models, and small runs beside it.
@Suite struct ModelCostFileTests {
  private static let committed = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Experiments/paper/fig6b/experiment.json")

  /// The committed table; four disks and the margin of gpt-4.1-nano, one claim.
  private func small(changing text: String = "", to other: String = "") throws -> String {
    var definition = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: Self.committed)) as? [String: Any])
    var factors = try #require(definition["factors"] as? [String: Any])
    factors["disks"] = [4]
    factors["k"] = [29]
    definition["factors"] = factors
    definition["published"] = nil
    definition["claims"] = [
      [
        "name": "costs", "statement": "Costs are the printed ones.", "kind": "costs_agree",
        "false_alarm": 0.0005,
      ]
    ]
    let json = String(
      decoding: try JSONSerialization.data(withJSONObject: definition), as: UTF8.self)
    let changed = json.replacingOccurrences(of: text, with: other)
    try #require(text.isEmpty || changed != json)
    return changed
  }

  /// What is simulated is what is printed, with the fitted tokens.
  @Test func theSimulatedModelsAreThePrintedOnes() throws {
    let definition = try ExperimentDefinition(
      json: Data(contentsOf: Self.committed), file: "experiment.json")
    let costs = try #require(definition.publishedCosts)
    let table = ModelCostTable(costs)
    let models = try #require(definition.factors.model)
    let priced = table.rows.filter { $0.printed.cost != nil }
    #expect(priced.map(\.printed.model) == models.map(\.name))
    for (row, model) in zip(priced, models) {
      let error = row.printed.stepError.value
      #expect(abs(model.shares[1] - error) < 1e-15, "\(model.name)")
      #expect(model.inputPrice == row.printed.inputPrice, "\(model.name)")
      #expect(model.outputPrice == row.printed.outputPrice, "\(model.name)")
      #expect(model.outputTokens == row.printed.outputTokens.value, "\(model.name)")
      #expect(model.inputTokens == table.inputTokens(of: row), "\(model.name)")
    }
    #expect(definition.factors.target == [costs.target])
    #expect(definition.factors.disks == [20] && costs.steps == (1 << 20) - 1)
  }

  @Test func theTableIsWrittenAndJudged() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(small(), in: "suite/table")
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    let table = try CSVTable(parsing: folder.text("out/suite/table.models.csv"))
    #expect(try table.column("model").count == 10)
    #expect(try table.column("k_min") == table.column("k_min_printed"))
    #expect(
      try table.column("tokens_in")
        == ["577", "577", "577", "577", "637", "", "577", "596", "577", "577"])
    #expect(try table.column("cost_agrees").count { $0 == "yes" } == 9)
    // Four disks are 15 steps, simulated six times: 90 races of 101 votes at about a deviate of .6 each.
    let found = try table.column("draws_found")
    #expect(found.filter { !$0.isEmpty }.count == 1)
    let draws = try #require(Double(found[0]))
    #expect(abs(draws / 15 / 101.47 - 1) < 0.5, "\(draws)")
    let agreement = try CSVTable(parsing: folder.text("out/suite/agreement.csv"))
    let verdicts = try agreement.column("verdict")
    #expect(verdicts.count { $0 == "agrees" } == 9)
    #expect(verdicts.count { $0 == "by construction" } == 2)
    #expect(verdicts.count { $0 == "not published" } == 1)
    let check = await makerlab("check", experiment, "--out", folder.path("out"))
    #expect(check.code == .done && check.output.contains("supported"), "\(check.output)")
  }

  @Test func aWrongCostIsContradicted() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      small(changing: "\"41.9\"", to: "\"43.9\""), in: "suite/wrong")
    let check = await makerlab("check", experiment, "--out", folder.path("out"))
    #expect(check.code == .verdict && check.output.contains("contradicted"), "\(check.output)")
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    let agreement = try CSVTable(parsing: folder.text("out/suite/agreement.csv"))
    let row = try #require(agreement.rows.first { $0[0].contains("gpt-4.1-nano") })
    #expect(row.last == "disagrees", "\(row)")
  }

  @Test func withoutATableNoneIsWritten() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny(), in: "suite/tiny")
    #expect((await makerlab("run", experiment, "--out", folder.path("out"))).code == .done)
    #expect(!folder.exists("out/suite/tiny.models.csv"))
  }
}
