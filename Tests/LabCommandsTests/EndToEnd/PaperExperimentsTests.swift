import Analysis
import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import Storage
import Testing

/// The definitions of `Experiments/paper` as they are committed.
@Suite struct PaperExperimentsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Experiments/paper").standardized

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter {
      FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/experiment.json").path)
    }
  }

  private static func definition(_ name: String) throws -> ExperimentDefinition {
    let file = folder.appending(path: "\(name)/experiment.json")
    return try ExperimentDefinition(json: Data(contentsOf: file), file: file.path)
  }

  /// Every experiment plans, and a claim that holds is contradicted in at most one suite of twenty.
  @Test func allPlanAndTheirFalseAlarmsAddUpToLittle() throws {
    let names = try Self.names()
    #expect(names.count >= 16, "\(names)")
    var falseAlarm = 0.0
    for name in names {
      let definition = try Self.definition(name)
      let plan = try Plan(suite: "paper", name: name, definition: definition, file: name)
      #expect(
        !plan.points.isEmpty && Set(plan.points.map(\.id)).count == plan.points.count, "\(name)")
      for (figure, _) in definition.figures ?? [:] {
        #expect(!names.contains(figure), "\(name): the table \(figure).csv is another's results")
      }
      if let curves = definition.undecidedSteps { _ = try UndecidedCounts(curves) }
      for claim in definition.claims where claim.expect == .supported {
        falseAlarm += claim.falseAlarm
      }
    }
    #expect(falseAlarm > 0 && falseAlarm <= 0.05, "\(falseAlarm)")
  }

  /// The curves of figure 8 are those of the file beside them.
  @Test func theCurvesAreThePublishedOnes() throws {
    let curves = try #require(try Self.definition("fig8").undecidedSteps)
    let table = try CSVTable(
      contentsOf: Self.folder.appending(path: "fig8/published.csv").path)
    let columns = try ["panel", "rule", "round", "undecided_steps"].map(table.column)
    let rows = try table.rows.indices.map { row in
      try UndecidedRow(
        panel: columns[0][row], rule: columns[1][row], round: columns[2][row],
        undecided: columns[3][row])
    }
    #expect(try UndecidedCounts(curves) == UndecidedCounts(rows: rows))
    var listed: Set<String> = []
    for curve in curves {
      for (index, count) in curve.counts.enumerated() {
        listed.insert("\(curve.panel.rawValue),\(curve.rule),\(curve.firstRound + index),\(count)")
      }
    }
    #expect(listed == Set(table.rows.map { $0.joined(separator: ",") }))
  }

  private struct Fit: Decodable {
    struct Model: Decodable {
      let model: String
      let population: StepPopulationJSON
    }
    let models: [Model]
  }

  /// The populations that are simulated are those that `fit` finds, number for number.
  @Test func thePopulationsAreTheFittedOnes() async throws {
    let file = Self.folder.appending(path: "fig8/published.csv").path
    let run = await makerlab("fit", file, "--outlier", "10241", "--format", "json")
    #expect(run.code == .done, "\(run.notes)")
    let fit = try JSONDecoder().decode(Fit.self, from: Data(run.output.utf8))
    var found = Dictionary(
      uniqueKeysWithValues: fit.models.map { ($0.model, $0.population.population) })
    let dependent = try #require(found["dependent"])
    found["dependent-without-outlier"] = try StepPopulation(
      classes: dependent.classes, wrongShares: dependent.wrongShares)
    for (experiment, models) in [
      ("fig8", ["iid", "independent", "dependent"]),
      ("run", ["iid", "dependent-without-outlier", "dependent"]),
      ("run-text", ["iid", "dependent-without-outlier", "dependent"]),
    ] {
      let simulated = try #require(try Self.definition(experiment).factors.model)
      #expect(simulated.map(\.name) == models, "\(experiment)")
      for model in simulated {
        #expect(model.population == found[model.name], "\(experiment), \(model.name)")
      }
    }
  }
}
