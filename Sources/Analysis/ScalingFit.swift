import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the votes of a step grow with ln s at one setting of the other factors.
package struct ScalingFit: Sendable {
  /// A model of the whole task's votes, fitted with an intercept at equal relative weights.
  package struct Model: Sendable {
    /// The model, `s ln s`.
    package let name: String
    /// Intercept a; votes.
    package let intercept: Double
    /// Coefficient b; votes per unit of the model.
    package let coefficient: Double
    /// Greatest |fit/found − 1| over the sizes; unit 1.
    package let greatestRelativeResidual: Double
    /// R² of the model; unit 1, nil where undefined.
    ///
    /// Total votes are fitted for it at equal weights, as is usual: the largest size decides it.
    package let rSquared: Double?
  }

  /// Results at increasing steps.
  package let results: [PointResult]
  /// The setting without its size, `p=0.9 target=0.95`.
  package let setting: String
  /// Slope of the votes per step found on ln s; votes per unit of ln s.
  package let slope: Double
  /// Standard error of the slope under the exact variances; the same unit.
  package let slopeError: Double
  /// Slope of the exact votes per step on ln s, a staircase by the rounding of k_min.
  package let exactSlope: Double
  /// What the slope tends to, 1/((2p − 1)·ln(p/(1 − p))); votes per unit of ln s.
  package let asymptote: Double
  /// s ln s first, then its rivals.
  package let models: [Model]

  /// Fits one group of results that differ in their size only.
  ///
  /// Nil where there are fewer than three sizes, more than two candidates, or no exact votes.
  ///
  /// - Parameter results: Sizes of one setting.
  package init?(_ results: [PointResult]) {
    let sorted = results.sorted { $0.point.steps < $1.point.steps }
    guard sorted.count >= 3, let first = sorted.first, first.point.isPaperRace,
      let p = try? Probability(first.point.stepSuccess), p.value > 0.5, p.complement > 0
    else { return nil }
    let exact = sorted.compactMap(\.exact)
    guard exact.count == sorted.count else { return nil }
    let sizes = sorted.map { Double($0.point.steps) }
    let logarithms = sizes.map { log($0) }
    let found = sorted.map(\.votesPerStep.value)
    let fit = LinearFit(x: logarithms, y: found)
    self.results = sorted
    self.setting = ScalingFit.group(first.point)
    self.slope = fit.slope
    self.slopeError = fit.slopeStandardError(
      of: zip(exact, sorted).map { ($0.varianceVotes / Double($1.tally.races)).squareRoot() })
    self.exactSlope = LinearFit(x: logarithms, y: exact.map(\.meanVotes)).slope
    self.asymptote = CostScaling.asymptoticSlope(stepSuccess: p)

    let totals = zip(sizes, found).map { $0 * $1 }
    self.models = ScalingFit.shapes.map { name, shape in
      let model = LinearFit(
        x: sizes.map(shape), y: totals, weights: totals.map { 1 / ($0 * $0) })
      return Model(
        name: name, intercept: model.intercept, coefficient: model.slope,
        greatestRelativeResidual: model.greatestRelativeResidual,
        rSquared: LinearFit(x: sizes.map(shape), y: totals).rSquared)
    }
  }

  /// a + b·ln s on the votes per step, at equal relative weights, R² too.
  package var perStep: Model {
    let x = results.map { log(Double($0.point.steps)) }
    let y = results.map(\.votesPerStep.value)
    let fit = LinearFit(x: x, y: y, weights: y.map { 1 / ($0 * $0) })
    return Model(
      name: "a + b ln s", intercept: fit.intercept, coefficient: fit.slope,
      greatestRelativeResidual: fit.greatestRelativeResidual, rSquared: fit.rSquared)
  }

  /// The smallest greatest relative residual that any a + b·ln s has; unit 1.
  ///
  /// The best line's residual is the largest that any three sizes force by themselves, where the line
  /// misses them by the same share with alternating signs (Chebyshev).
  package var bestLineResidual: Double {
    let x = results.map { log(Double($0.point.steps)) }
    let y = results.map(\.votesPerStep.value)
    var largest = 0.0
    for i in x.indices {
      for j in x.indices where j > i {
        for k in x.indices where k > j {
          // a + b·x = y·(1 ± e): a and b eliminated from the three equations.
          let (left, right) = ((x[k] - x[j]) / (x[k] - x[i]), (x[j] - x[i]) / (x[k] - x[i]))
          let gap = left * y[i] + right * y[k] - y[j]
          largest = max(largest, abs(gap) / (left * y[i] + right * y[k] + y[j]))
        }
      }
    }
    return largest
  }

  private static let shapes: [(String, @Sendable (Double) -> Double)] = [
    ("s ln s", { $0 * log($0) }), ("s", { $0 }), ("s^1.2", { pow($0, 1.2) }), ("s^2", { $0 * $0 }),
    ("s ln^2 s", { $0 * log($0) * log($0) }),
  ]

  /// Groups results by every factor but the size, in order of first appearance.
  package static func fits(_ results: [PointResult]) -> [ScalingFit] {
    var order: [String] = []
    var groups: [String: [PointResult]] = [:]
    for result in results {
      let key = group(result.point)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(result)
    }
    return order.compactMap { ScalingFit(groups[$0] ?? []) }
  }

  private static func group(_ point: DesignPoint) -> String {
    var parts = ["p=\(point.stepSuccess)"]
    if point.validRate != 1 { parts.append("v=\(point.validRate)") }
    if let target = point.target { parts.append("target=\(target)") }
    if let cap = point.cap { parts.append("cap=\(cap)") }
    if case .fixed = point.marginChoice {
      parts.append("k=\(point.margin)")
    } else if point.marginChoice != .minimum(offset: 0) {
      parts.append("k=\(point.marginChoice)")
    }
    return parts.joined(separator: " ")
  }
}
