#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The likelihood of counts of units whose success probabilities are drawn from one Beta law.
///
/// The law is said by its mean p and the correlation ρ of two draws of one unit, shapes
/// `p(1 − ρ)/ρ` and `(1 − p)(1 − ρ)/ρ`; so independent draws, ρ = 0, and draws that all agree, ρ = 1,
/// are within.
///
/// - Source: Griffiths 1973, Biometrics 29, in the product form of Prentice 1986, JASA 81, equation 3.
package struct BetaBinomialLikelihood: Sendable {
  // Units with more than j successes, failures, trials.
  private let right: [Double]
  private let wrong: [Double]
  private let trials: [Double]

  /// Takes the counts.
  ///
  /// - Parameter units: Successes, failures and how many units had them; counts, at least 0.
  package init(_ units: [(right: Int, wrong: Int, units: Int)]) {
    func exceeding(_ value: ((right: Int, wrong: Int, units: Int)) -> Int) -> [Double] {
      let most = units.filter { $0.units > 0 }.map(value).max() ?? 0
      return (0..<most).map { bound in
        Double(units.reduce(0) { $0 + (value($1) > bound ? $1.units : 0) })
      }
    }
    right = exceeding(\.right)
    wrong = exceeding(\.wrong)
    trials = exceeding { $0.right + $0.wrong }
  }

  /// Logarithm of the probability of the counts, of draws in order.
  ///
  /// - Parameters:
  ///   - mean: Mean success p; unit 1, range [0, 1].
  ///   - correlation: Correlation ρ within a unit; unit 1, range [0, 1].
  /// - Returns: The natural logarithm; minus infinity where the counts cannot be.
  package func logarithm(mean: Double, correlation: Double) -> Double {
    func term(_ count: Double, _ value: Double) -> Double { count > 0 ? count * log(value) : 0 }
    func sum(_ counts: [Double], _ share: Double) -> Double {
      guard let first = counts.first else { return 0 }
      var sum = term(first, share)
      for index in 1..<counts.count {
        sum += term(counts[index], share * (1 - correlation) + Double(index) * correlation)
      }
      return sum
    }
    // The first draw of a unit has the mean alone; units of both kinds keep a factor 1 − ρ.
    let mixed = (right.first ?? 0) + (wrong.first ?? 0) - (trials.first ?? 0)
    let value = sum(right, mean) + sum(wrong, 1 - mean) + term(mixed, 1 - correlation)
    return value == -.infinity ? value : value - sum(trials, 1)
  }

  /// The mean that is likeliest at a correlation.
  ///
  /// - Parameter correlation: Correlation ρ within a unit; unit 1, range [0, 1].
  /// - Returns: The mean; unit 1, range [0, 1]; one half without counts.
  package func likeliestMean(correlation: Double) -> Double {
    if wrong.isEmpty { return right.isEmpty ? 0.5 : 1 }
    if right.isEmpty { return 0 }
    if correlation == 1 { return right[0] / (right[0] + wrong[0]) }
    // The logarithm is concave in the mean: Newton's steps to where its slope is 0, kept in a bracket.
    var (low, high) = (0.0, 1.0)
    var mean = right.reduce(0, +) / (right.reduce(0, +) + wrong.reduce(0, +))
    for _ in 0..<200 {
      let (up, upCurve) = slope(right, mean, correlation)
      let (down, downCurve) = slope(wrong, 1 - mean, correlation)
      if up >= down { low = mean } else { high = mean }
      var next = mean + (up - down) / (upCurve + downCurve)
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - mean) <= 1e-14 { return next }
      mean = next
    }
    return mean
  }

  /// Slope of one side of the logarithm by its share, and how fast it falls.
  private func slope(
    _ counts: [Double], _ share: Double, _ correlation: Double
  ) -> (slope: Double, fall: Double) {
    var (slope, fall) = (0.0, 0.0)
    for index in 0..<counts.count {
      let each = (1 - correlation) / (share * (1 - correlation) + Double(index) * correlation)
      slope += counts[index] * each
      fall += counts[index] * each * each
    }
    return (slope, fall)
  }

  /// Greatest logarithm over all means at a correlation.
  package func profile(correlation: Double) -> Double {
    logarithm(mean: likeliestMean(correlation: correlation), correlation: correlation)
  }

  /// The correlation that is likeliest; unit 1, range [0, 1].
  ///
  /// The profile rises to it and falls after it; where it is level, as without any error, its least.
  package var likeliestCorrelation: Double {
    var low = 0.0
    var high = 1.0
    let ratio = (5.0.squareRoot() - 1) / 2
    var left = high - ratio
    var middle = ratio
    var (atLeft, atMiddle) = (profile(correlation: left), profile(correlation: middle))
    while high - low > 1e-7 {
      if atLeft >= atMiddle {
        (high, middle, atMiddle) = (middle, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = profile(correlation: left)
      } else {
        (low, left, atLeft) = (left, middle, atMiddle)
        middle = low + ratio * (high - low)
        atMiddle = profile(correlation: middle)
      }
    }
    let inner = (low + high) / 2
    return [0, inner, 1].reduce(0) { profile(correlation: $1) > profile(correlation: $0) ? $1 : $0 }
  }
}
