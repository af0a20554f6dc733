import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

/// A task at the margin that its mean step success asks for, its votes correlated to an open degree.
struct CorrelatedPromise: Decodable, Sendable {
  let name: String
  let steps: Int
  let target: Double
  /// Mean step success; unit 1, range (0.5, 1).
  let p: Double
  /// Correlations of two votes of a step that are open, the most plausible first; unit 1, [0, 1).
  let correlations: [Double]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, steps, target, p
    case correlations = "correlation"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    steps = try container.decode(Int.self, forKey: .steps)
    target = try container.decode(Double.self, forKey: .target)
    p = try container.decode(Double.self, forKey: .p)
    correlations = try container.decode([Double].self, forKey: .correlations)
    try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
    try container.check(
      target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
    try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
    try container.check(
      !correlations.isEmpty && correlations.allSatisfy { $0 >= 0 && $0 < 1 }, .correlations,
      "is not a list in [0, 1)")
  }

  /// Success over the range of correlations, and the correlation at which the target is lost.
  var quantities: [StudyQuantity] {
    get throws {
      let margin = try MinimumMargin(
        stepSuccess: Probability(p), steps: steps, target: Probability(target, name: "target")
      ).margin
      let success = try correlations.map { try self.success($0, margin: margin) }
      let lost = Bisection.boundary(from: 0, to: 0.5) {
        ((try? self.success($0, margin: margin)) ?? 0) >= target
      }
      let named = correlations.map(studyNumber).joined(separator: ", ")
      return [
        .open("success_\(name)", success, note: "the correlation is left open: \(named)"),
        .open("correlation_\(name)", correlations, note: "as given"),
        StudyQuantity("k_\(name)", Double(margin)),
        StudyQuantity("correlation_lost_\(name)", lost, note: "from which on the target is missed"),
      ]
    }
  }

  private func success(_ correlation: Double, margin: Int) throws -> Double {
    let error = try Probability(p).complement
    let sum = 1 / correlation - 1
    let law: StepPopulation.ErrorLaw =
      correlation == 0 ? .constant(error) : .beta(alpha: error * sum, beta: p * sum)
    let race = try UnequalRace(
      classes: [.init(share: 1, flagRate: 0, error: law)], margin: margin)
    return TaskReliability(subtaskWrong: race.wrong, subtasks: Double(steps)).correct
  }
}
