import Analysis
import Foundation
import MAKERCore
import RaceTheory
import Statistics

/// How far exact costs over a few sizes are from Θ(s ln s), over a range of step successes.
struct OpenScaling {
  /// Step successes, the least and the greatest of which bound the range; unit 1, range (0.5, 1).
  let stepSuccess: [Double]
  /// Sizes of the towers; disks.
  let disks: [Int]
  /// Required success of the task; unit 1, range (0, 1).
  let target: Double

  /// Step successes between the ends, geometric in their complement; count.
  private static let points = 400

  /// By which share the best multiple misses, the ratios of what is found to what is fitted given.
  static func miss(_ ratios: [Double]) -> Double {
    let (low, high) = (ratios.min() ?? 1, ratios.max() ?? 1)
    return (high - low) / (high + low)
  }

  /// Error of the slope and misses of c·s·ln s, as ranges.
  var quantities: [StudyQuantity] {
    get throws {
      let found = try (stepSuccess + between).map(errors)
      let (low, high) = (stepSuccess.min() ?? 0, stepSuccess.max() ?? 0)
      let note = "p is left open: \(studyNumber(low)) to \(studyNumber(high))"
      return [
        .open("slope_error_open", found.map(\.slope), note: note),
        .open("miss_s_ln_s_open", found.map(\.miss), note: "c·s·ln s alone; \(note)"),
      ]
    }
  }

  private var between: [Double] {
    let (low, high) = (stepSuccess.min() ?? 0, stepSuccess.max() ?? 0)
    guard low < high else { return [] }
    return (1..<Self.points).map { point in
      let part = Double(point) / Double(Self.points)
      return 1 - exp((1 - part) * log(1 - low) + part * log(1 - high))
    }
  }

  private func errors(_ value: Double) throws -> (slope: Double, miss: Double) {
    let p = try Probability(value)
    let target = try Probability(target, name: "target")
    let steps = disks.map { 1 << $0 - 1 }
    let votes = try steps.map { steps in
      let margin = try MinimumMargin(stepSuccess: p, steps: steps, target: target).margin
      return try TwoCandidateRace(stepSuccess: p, margin: margin).meanVotes
    }
    let logs = steps.map { log(Double($0)) }
    return (
      LinearFit(x: logs, y: votes).slope / CostScaling.asymptoticSlope(stepSuccess: p) - 1,
      Self.miss(zip(votes, logs).map { $0 / $1 })
    )
  }
}
