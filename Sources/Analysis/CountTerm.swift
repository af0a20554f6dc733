import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A count that is the sum of two binomials: of steps that stay where they are, and of those that come.
package struct CountTerm: Sendable {
  /// What is counted, `voting B 4`.
  package let name: String
  /// The count.
  package let observed: Int
  private let first: Binomial
  private let second: Binomial

  /// Makes a term.
  ///
  /// - Parameters:
  ///   - name: What is counted.
  ///   - observed: The count.
  ///   - first: Steps and the probability of each; moved into [0, 1] where rounding left it.
  ///   - second: The same for other steps.
  init(
    _ name: String, observed: Int, _ first: (Int, Double), _ second: (Int, Double) = (0, 0)
  ) {
    self.name = name
    self.observed = observed
    self.first = Binomial(first.0, first.1)
    self.second = Binomial(second.0, second.1)
  }

  /// Expected count.
  package var mean: Double { first.mean + second.mean }

  /// Variance of the count.
  package var variance: Double { first.variance + second.variance }

  /// Distance of the count from its mean in standard deviations; 0 where it has none.
  package var residual: Double {
    variance > 0 ? (Double(observed) - mean) / variance.squareRoot() : 0
  }

  /// Logarithm of the probability of the count; −∞ where it is impossible.
  package var logProbability: Double { logProbability(of: observed) }

  /// Twice the logarithm of how much likelier the likeliest count is; at least 0.
  ///
  /// For counts that are not small it is the squared residual.
  package var deviance: Double {
    // Sums of binomials have one mode, near the mean.
    var mode = min(first.trials + second.trials, Int(mean))
    var greatest = logProbability(of: mode)
    for step in [1, -1] {
      while true {
        let next = logProbability(of: mode + step)
        guard next > greatest else { break }
        (mode, greatest) = (mode + step, next)
      }
    }
    return max(0, 2 * (greatest - logProbability))
  }

  /// The counts of the first binomial that are summed over: of very many those near the likeliest.
  private func summed(_ count: Int) -> ClosedRange<Int> {
    let whole = max(0, count - second.trials)...min(first.trials, count)
    guard whole.count > 1024 else { return whole }
    guard variance > 0 else {
      // Both are certain.
      let only = Int(first.mean.clamped(to: whole))
      return only...only
    }
    // Given their sum, the two are nearly normal.
    let share = first.variance / variance
    let middle = first.mean + share * (Double(count) - mean)
    let width = 20 + 10 * (share * second.variance).squareRoot()
    let near = Int((middle - width).clamped(to: whole))...Int((middle + width).clamped(to: whole))
    return near.clamped(to: whole)
  }

  private func logProbability(of count: Int) -> Double {
    guard count >= 0, count <= first.trials + second.trials else { return -.infinity }
    if second.trials == 0 { return first.logProbability(count) }
    if first.trials == 0 { return second.logProbability(count) }
    let range = summed(count)
    var logarithms: [Double] = []
    logarithms.reserveCapacity(range.count)
    for own in range {
      logarithms.append(first.logProbability(own) + second.logProbability(count - own))
    }
    let greatest = logarithms.max() ?? -.infinity
    guard greatest > -.infinity else { return greatest }
    return greatest + log(logarithms.reduce(0) { $0 + exp($1 - greatest) })
  }
}

/// A binomial law with what its logarithms need at hand.
private struct Binomial: Sendable {
  let trials: Int
  let probability: Double
  private let logSuccess: Double
  private let logFailure: Double

  init(_ trials: Int, _ probability: Double) {
    self.trials = trials
    self.probability = probability > 0 ? min(1, probability) : 0
    logSuccess = log(self.probability)
    logFailure = log1p(-self.probability)
  }

  var mean: Double { Double(trials) * probability }

  var variance: Double { mean * (1 - probability) }

  func logProbability(_ successes: Int) -> Double {
    let failures = trials - successes
    let choices =
      LogFactorial.of(trials) - LogFactorial.of(successes) - LogFactorial.of(failures)
    // 0·ln 0 stands for 0^0.
    return choices + (successes == 0 ? 0 : Double(successes) * logSuccess)
      + (failures == 0 ? 0 : Double(failures) * logFailure)
  }
}

/// Logarithms of factorials, the first of them in a table.
private enum LogFactorial {
  private static let table = (0..<4096).map { SpecialFunctions.logGamma(Double($0) + 1) }

  static func of(_ count: Int) -> Double {
    count < table.count ? table[count] : SpecialFunctions.logGamma(Double(count) + 1)
  }
}

extension Double {
  /// The number, or the nearer end of a range.
  fileprivate func clamped(to range: ClosedRange<Int>) -> Double {
    Swift.min(Swift.max(self, Double(range.lowerBound)), Double(range.upperBound))
  }
}
