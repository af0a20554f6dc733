import Analysis
import ExperimentDesign
import Foundation
import Testing

@testable import LabCommands

/// The studies of policies on few trials: what they compute is complete and does not depend on workers.
@Suite struct PolicyStudiesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Experiments")

  /// What takes long and is no part of what is tested: smaller, with all that the claims name.
  private static let smaller: [(old: String, new: String)] = [
    ("\"tasks_per_week\": [0-9]+", "\"tasks_per_week\": 20"),
    ("\"p\": \\[0.6, 0.75, 0.85, 0.95, 0.99\\]", "\"p\": [0.75, 0.95]"),
    ("\"damage\": [^\\n]*", "\"damage\": [1, 1000],"),
    ("\"steps\": \\[1, 10, 100\\]", "\"steps\": [1, 10]"),
    ("\"steps\": 240", "\"steps\": 60"),
    ("\"draws\": \\[30, 100, 300, 1000\\]", "\"draws\": [100]"),
    ("\"contexts\": [^\\n]*", "\"contexts\": [0, 30],"),
    ("\"right_answers\": [^\\n]*", "\"right_answers\": [1, 3],"),
    ("\"caps\": \\[3, [^\\n]*", "\"caps\": [3, 4, 5, 6, 7, 8, 9],"),
    ("\"(replicates|trials|weeks)\": [0-9]+", "\"$1\": 2"),
  ]

  /// The definition of an experiment with small numbers of everything that takes time.
  private func definition(_ name: String) throws -> StudyDefinition {
    let file = Self.folder.appending(path: name).appending(path: "experiment.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in Self.smaller {
      text = text.replacingOccurrences(of: old, with: new, options: .regularExpression)
    }
    return try StudyDefinition(json: Data(text.utf8), file: name)
  }

  private func findings(
    _ definition: StudyDefinition, workers: Int
  ) async throws -> StudyFindings {
    func run<Named: Study>(_ study: Named.Type) async throws -> StudyFindings {
      try await study.findings(
        definition.given(as: Named.Given.self),
        in: StudyRun(seed: definition.seed, workers: workers))
    }
    return try await run(Studies.named(by: definition))
  }

  @Test(arguments: [
    "economics/policies", "economics/best-margin", "economics/escalation-rate",
    "economics/escalate-or-retry", "economics/equal-answers", "economics/decomposition",
    "claims/budget-use", "claims/tier-savings",
  ])
  func aStudyIsCompleteAndHeedsNoWorkers(name: String) async throws {
    let definition = try definition(name)
    let alone = try await findings(definition, workers: 1)
    let together = try await findings(definition, workers: 3)
    #expect(alone.quantities.map(\.name) == together.quantities.map(\.name))
    #expect(alone.quantities.map(\.value) == together.quantities.map(\.value))
    #expect(alone.quantities.allSatisfy { !$0.value.isNaN })
    #expect(alone.tables.map(\.rows) == together.tables.map(\.rows))
    for table in alone.tables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.suffix)")
    }
    // Every number that a claim or its sentence names is computed.
    let judge = StudyJudge(alone.quantities)
    for claim in definition.claims {
      let result = try judge.judge(claim, experiment: name)
      #expect(result.cells.count == claim.judged.count)
    }
  }

  @Test(arguments: [
    (
      "economics/best-margin", "\"p\": [0.6,", "\"p\": [0.4,",
      "given.p: needs numbers above 0.5 and below 1"
    ),
    (
      "claims/budget-use", "\"most\": [700, 480, 40]", "\"most\": [700, 100, 40]",
      "need three numbers above 0 (small, medium, large), the least first"
    ),
    ("economics/policies", "\"steps\": 3", "\"steps\": 0", "allowed are 1 to 10000"),
    (
      "economics/policies", "adaptive:tier=small,k=3,cap=9", "simple",
      "given.policies.voting: takes the rule first-to-ahead-by-k alone"
    ),
    (
      "economics/policies", "k=3+2+2", "k=3+2",
      "given.policies.ladder"
    ),
    ("economics/equal-answers", "\"cap\": 15", "\"cap\": 2", "allowed is k to 200"),
  ])
  func aBadStudyIsRefused(name: String, good: String, bad: String, problem: String) async throws {
    let file = Self.folder.appending(path: name).appending(path: "experiment.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(good))
    let definition = try StudyDefinition(
      json: Data(text.replacing(good, with: bad).utf8), file: "experiment.json")
    let error = await #expect(throws: DefinitionError.self) {
      try await findings(definition, workers: 1)
    }
    #expect("\(try #require(error))".contains(problem), "\(error.map { "\($0)" } ?? "")")
  }
}
