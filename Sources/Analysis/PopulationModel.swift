import MAKERCore
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A family of populations that is fitted to a run; wrong votes spread over two alternatives.
package enum PopulationModel: String, Sendable, CaseIterable {
  /// All steps alike: one error rate, one flag rate, no outlier.
  case iid
  /// Three classes of flag rates; errors by one Beta law, whatever the class.
  case independent
  /// Three classes of flag rates; the mean of the Beta law differs by class, its concentration not.
  case dependent

  /// Classes that differ in their flag rates; count.
  var classes: Int { self == .iid ? 1 : 3 }

  /// Whether the last step of the run is one of its own.
  package var hasOutlier: Bool { self != .iid }

  /// Free numbers of the classes and the split, without those of the outlier; count.
  package var parameters: Int { variables.count }

  /// Variables, all on unbounded scales that are cut far from where they matter: logarithms of ratios of
  /// shares, then logits of flag rates, of mean errors, the logarithm of the Beta laws' concentration,
  /// and the logit of the split.
  var variables: [Minimizer.Variable] {
    let shares = (1..<classes).map { _ in Minimizer.Variable(least: -12, greatest: 3, step: 0.2) }
    let flags = (0..<classes).map { _ in Minimizer.Variable(least: -14, greatest: 3, step: 0.2) }
    let means = Minimizer.Variable(least: -20, greatest: 2, step: 0.2)
    let concentration = Minimizer.Variable(least: -2, greatest: 12, step: 0.2)
    let split = Minimizer.Variable(least: -9, greatest: 9, step: 0.4)
    return switch self {
    case .iid: flags + [means, split]
    case .independent: shares + flags + [means, concentration, split]
    case .dependent: shares + flags + [means, means, means, concentration, split]
    }
  }

  /// Points to start from.
  ///
  /// - Parameters:
  ///   - flagRate: Overall flag rate; unit 1.
  ///   - error: Overall error rate of votes; unit 1.
  /// - Returns: One point or more.
  func starts(flagRate: Double, error: Double) -> [[Double]] {
    let mean = PopulationModel.logit(error)
    guard self != .iid else { return [[PopulationModel.logit(flagRate), mean, 0]] }
    // Most steps rarely flagged, some often, few very often; scaled to the overall rate.
    let scale = flagRate / 0.033
    return [(0.006, 0.11, 0.33), (0.001, 0.08, 0.25), (0.015, 0.15, 0.45)].map { rates in
      let flags = [rates.0, rates.1, rates.2].map { PopulationModel.logit(min(0.6, $0 * scale)) }
      let means = self == .dependent ? [mean - 0.5, mean + 0.7, mean + 1.5] : [mean]
      return [-1.1, -4.8] + flags + means + [5, 0.5]
    }
  }

  /// The population of a point, classes by rising flag rate.
  ///
  /// - Parameters:
  ///   - point: Values of the variables.
  ///   - outliers: Steps of their own.
  /// - Returns: The population.
  /// - Throws: `PopulationError` where the point is beyond what a population may be.
  func population(
    _ point: [Double], outliers: [StepPopulation.Outlier]
  ) throws(PopulationError) -> StepPopulation {
    let odds = [1] + point.prefix(classes - 1).map { exp($0) }
    let sum = odds.reduce(0, +)
    let rest = point.dropFirst(classes - 1)
    let flags = rest.prefix(classes).map(PopulationModel.logistic)
    let errors = Array(rest.dropFirst(classes))
    let steps = (0..<classes).map { index in
      let law: StepPopulation.ErrorLaw
      switch self {
      case .iid: law = .constant(PopulationModel.logistic(errors[0]))
      case .independent, .dependent:
        let mean = PopulationModel.logistic(errors[self == .dependent ? index : 0])
        let concentration = exp(errors[errors.count - 2])
        law = .beta(alpha: mean * concentration, beta: (1 - mean) * concentration)
      }
      return StepPopulation.StepClass(
        share: odds[index] / sum, flagRate: flags[index], error: law)
    }
    let split = PopulationModel.logistic(errors[errors.count - 1])
    return try StepPopulation(
      classes: steps.sorted { $0.flagRate < $1.flagRate },
      wrongShares: [max(split, 1 - split), min(split, 1 - split)], outliers: outliers)
  }

  private static func logit(_ probability: Double) -> Double {
    log(probability / (1 - probability))
  }

  private static func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
}
