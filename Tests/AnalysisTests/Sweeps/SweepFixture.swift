import Analysis
import ExperimentDesign
import Foundation
import MAKERCore

/// Results of cells without draws: trials as a test wants them.
enum SweepFixture {
  static func definition(unit: SweepUnit = .step, claim: String) throws -> SweepDefinition {
    let json = """
      {"title": "T", "fidelity": ["live"], "task": "hanoi", "disks": 5, "trials": 10,
       "unit": "\(unit.rawValue)", "factors": {"channel": ["a"], "temperature": [0.3],
       "k": [1, 2, 3], "cap": [9]}, "claims": [\(claim)]}
      """
    return try SweepDefinition(json: Data(json.utf8), file: "e.json")
  }

  static func claim(_ kind: SweepClaimKind, value: Double? = nil, margin: Int? = nil) -> String {
    let value = value.map { ", \"value\": \($0)" } ?? ""
    let margin = margin.map { ", \"k\": \($0)" } ?? ""
    return #"{"name": "c", "statement": "s", "kind": "\#(kind.rawValue)"\#(value)\#(margin)}"#
  }

  /// A trial of one step, or of a whole task of 31.
  static func trial(
    _ outcome: SweepTrial.Outcome, votes: Int = 3, steps: Int = 1, firstValid: Int = 1,
    firstRight: Int = 1, isLabelled: Bool = true, undecided: UndecidedReason? = nil
  ) -> SweepTrial {
    var report = SolveReport(task: "t", steps: steps, margin: 1)
    report.votes = votes
    report.used = votes
    report.decided = steps
    report.undecidedReason = undecided
    return SweepTrial(
      outcome: outcome, report: report, isLabelled: isLabelled, firstValid: firstValid,
      firstRight: firstRight)
  }

  /// Trials of an outcome each, numbered from 0.
  static func result(
    _ cell: SweepCell, _ trials: [SweepTrial], missing: Int = 0, dependence: String? = nil,
    hasVariety: Bool = true
  ) -> SweepResult {
    SweepResult(
      cell: cell, wanted: trials.count + missing,
      trials: Dictionary(uniqueKeysWithValues: trials.enumerated().map { ($0.offset, $0.element) }),
      dependence: dependence, hasVariety: hasVariety)
  }
}
