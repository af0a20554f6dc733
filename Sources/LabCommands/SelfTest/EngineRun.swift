import Analysis
import ExperimentDesign
import Foundation
import MAKERCore

/// What an engine's samples look like to the judge that `makerlab check` uses.
///
/// Three experiments of one point each: races, races with a cap, and whole tasks at the margin that the
/// engine chooses.  Each claims that its counts equal their exact values.
struct EngineRun {
  /// The engine.
  let engine: any VotingEngine
  /// The claims, judged.
  let claims: [ClaimResult]

  /// Runs the experiments.
  ///
  /// - Parameters:
  ///   - engine: The engine.
  ///   - seed: Seed of the runs.
  ///   - falseAlarmRate: Probability that an engine without fault is contradicted, over all
  ///     experiments; unit 1, range (0, 1].
  ///   - oracle: What the counts are held against.
  /// - Throws: What the engine throws.
  init(
    _ engine: any VotingEngine, seed: Int, falseAlarmRate: Double, oracle: any Oracle
  ) throws {
    self.engine = engine
    claims = try Self.experiments(falseAlarmRate / 3).flatMap { name, json in
      let file = "self-test/\(name)"
      let definition = try ExperimentDefinition(json: Data(json.utf8), file: file)
      let plan = try Plan(
        suite: "self-test", name: name, definition: definition, seed: seed, file: file)
      let results = try plan.points.map { planned in
        PointResult(
          planned: planned, seed: seed, tally: try engine.tally(planned, seed: seed),
          oracle: oracle)
      }
      let judge = ClaimJudge(results: results, oracle: oracle)
      return definition.claims.map { judge.judge($0, experiment: plan.experiment) }
    }
  }

  /// Comparisons of a quantity that can speak against an engine, each with its false-alarm rate.
  func comparisons(of quantity: String) -> [(cell: ClaimCell, falseAlarmRate: Double)] {
    claims.flatMap { claim in
      let judged = claim.cells.filter(\.isJudged)
      return judged.filter { $0.quantity == quantity }
        .map { ($0, claim.claim.falseAlarm / Double(judged.count)) }
    }
  }

  /// Everything that is compared.
  var quantities: Set<String> { Set(claims.flatMap(\.cells).filter(\.isJudged).map(\.quantity)) }

  private static func experiments(_ rate: Double) -> [(name: String, json: String)] {
    func json(_ unit: String, _ factors: String, trials: Int) -> String {
      """
      {
        "title": "self-test", "unit": "\(unit)", "factors": {\(factors)},
        "stop": {"trials": \(trials)},
        "claims": [
          {"name": "equals-theory", "statement": "Every count equals its exact value.",
           "kind": "matches_exact", "false_alarm": \(rate)}
        ]
      }
      """
    }
    return [
      ("races", json("race", #""p": [0.6], "v": [0.9], "k": [5]"#, trials: 10_000)),
      (
        "capped-races",
        json("race", #""p": [0.6], "v": [0.9], "k": [5], "cap": [20]"#, trials: 10_000)
      ),
      // k_min is 15: above 10, where some stop.
      (
        "tasks",
        json("task", #""p": [0.6], "target": [0.9], "steps": [31], "k": ["k_min"]"#, trials: 1000)
      ),
    ]
  }
}
