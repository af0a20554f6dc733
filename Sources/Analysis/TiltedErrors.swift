import ExperimentDesign
import Statistics

/// P(wrong) from tilted races, each wrong one weighed with its likelihood ratio.
///
/// Weights stand in the unit of their bound, so they are numbers between 0 and 1.  Where all wrong races
/// weigh as much as the bound, they are counted, and the interval is that of Clopper and Pearson times
/// the bound.  Else it is the interval of a bounded mean.  Neither needs a limit theorem, so no wrong
/// race at all gives an interval too, and few of them an honest one.
struct TiltedErrors: Sendable {
  private let races: Int
  private let wrong: Int
  /// Sum of the weights; unit 1.
  private let sum: Double
  /// Sum of their squares; unit 1.
  private let squares: Double
  private let isConstant: Bool
  /// The weight of the bound; unit 1.
  private let bound: Double

  /// Takes the weights of a tally; nil for a point that is not tilted.
  init?(_ tally: Tally, of point: DesignPoint) {
    guard point.isTilted, tally.races > 0, let sum = tally.weightSum,
      let squares = tally.weightSquares, let bound = point.weightBound
    else { return nil }
    races = tally.races
    wrong = tally.racesWrong
    self.sum = sum
    self.squares = squares
    isConstant = tally.hasConstantWeights
    self.bound = bound
  }

  /// P(wrong), with an interval at a level; z is nil where no wrong race has a spread to go by.
  func estimate(level: Double, exact: Double?) -> Estimate {
    let unit =
      isConstant
      ? BinomialInterval.fixedTrials(successes: wrong, trials: races, level: level)
      : BoundedSum.interval(sum: sum, count: races, level: level)
    return Estimate(
      value: bound * sum / Double(races),
      interval: Interval(low: bound * unit.low, high: bound * unit.high, level: level),
      exact: exact, z: exact.flatMap(z))
  }

  /// Two-sided p-value of an exact P(wrong): of the count where it says all, else a bound above it.
  func pValue(exact: Double) -> Double {
    let (mean, complement) = share(exact)
    return isConstant
      ? BinomialTest.pValue(
        successes: wrong, trials: races, probability: mean, complement: complement)
      : BoundedSum.pValue(sum: sum, count: races, mean: mean, complement: complement)
  }

  /// The exact value in the unit of the bound, and one less it.
  private func share(_ exact: Double) -> (mean: Double, complement: Double) {
    let mean = min(1, exact / bound)
    return (mean, 1 - mean)
  }

  private func z(_ exact: Double) -> Double? {
    let n = Double(races)
    let (mean, complement) = share(exact)
    // Rounding of a bound that is a power: no spread, but none to be found either.
    let variance =
      isConstant ? max(mean * complement, 1e-14) : (squares - sum * sum / n) / max(1, n - 1)
    guard variance > 0 else { return nil }
    return (sum / n - exact / bound) / (variance / n).squareRoot()
  }
}
