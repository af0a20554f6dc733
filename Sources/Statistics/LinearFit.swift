/// A straight line fitted by weighted least squares.
///
/// The slope is a fixed combination of the ordinates, so known standard errors of the ordinates give
/// its standard error exactly, whatever the weights.
package struct LinearFit: Equatable, Sendable {
  /// Ordinate at abscissa 0; unit of y.
  package let intercept: Double
  /// Rise a unit of x; unit of y over unit of x.
  package let slope: Double
  /// What each ordinate adds to the slope, `slope = Σ c_i y_i`; one over unit of x.
  ///
  /// - Shape: `slopeCoefficients[point]`; they add to 0.
  package let slopeCoefficients: [Double]
  /// Weighted share of the ordinates' variance that the line explains; unit 1, at most 1.
  ///
  /// Nothing when all ordinates are equal, where there is no variance to explain.
  package let rSquared: Double?
  /// Greatest distance of an ordinate from the line, relative to the ordinate; unit 1, at least 0.
  ///
  /// Infinite when the line misses an ordinate of 0.
  package let greatestRelativeResidual: Double

  /// Fits `y = intercept + slope x`, minimising `Σ w_i (y_i - fit_i)²`.
  ///
  /// - Parameters:
  ///   - x: Abscissas; finite, at least two distinct.
  ///   - y: Ordinates; finite, as many as abscissas.
  ///   - weights: Weights, best the inverse variances of the ordinates; finite and above 0, only
  ///     their ratios matter; all equal when left out.
  /// - Shape: `x[point]`, `y[point]`, `weights[point]`.
  /// - Source: Centred normal equations: `c_i = w_i (x_i - x̄) / Σ w_j (x_j - x̄)²` with the weighted
  ///   mean `x̄`, `intercept = ȳ - slope x̄`.
  package init(x: [Double], y: [Double], weights: [Double]? = nil) {
    let weights = weights ?? Array(repeating: 1, count: x.count)
    precondition(
      x.count == y.count && x.count == weights.count,
      "x, y and weights have equal counts, got \(x.count), \(y.count) and \(weights.count)")
    precondition(
      weights.allSatisfy { $0 > 0 && $0.isFinite }, "weights are above 0, got \(weights)")
    precondition(Set(x).count >= 2, "a line needs two distinct abscissas, got \(x)")
    let totalWeight = weights.reduce(0, +)
    let meanX = LinearFit.dot(weights, x) / totalWeight
    let meanY = LinearFit.dot(weights, y) / totalWeight
    let offsets = x.map { $0 - meanX }
    let spreadX = LinearFit.dot(weights, offsets.map { $0 * $0 })
    let coefficients = zip(weights, offsets).map { weight, offset in weight * offset / spreadX }
    let slope = LinearFit.dot(coefficients, y.map { $0 - meanY })

    let residuals = zip(offsets, y).map { offset, y in y - (meanY + slope * offset) }
    let spreadY = LinearFit.dot(weights, y.map { ($0 - meanY) * ($0 - meanY) })
    let unexplained = LinearFit.dot(weights, residuals.map { $0 * $0 })

    self.slope = slope
    intercept = meanY - slope * meanX
    slopeCoefficients = coefficients
    rSquared = Set(y).count == 1 ? nil : 1 - unexplained / spreadY
    greatestRelativeResidual =
      zip(residuals, y).map { residual, y in residual == 0 ? 0 : abs(residual / y) }.max() ?? 0
  }

  /// Returns the standard error of the slope, given those of independent ordinates.
  ///
  /// - Parameter standardErrors: Known standard errors of the ordinates; unit of y, at least 0.
  /// - Shape: `standardErrors[point]`, as many as were fitted.
  /// - Returns: `√(Σ c_i² se_i²)`; unit of y over unit of x.
  package func slopeStandardError(of standardErrors: [Double]) -> Double {
    precondition(
      standardErrors.count == slopeCoefficients.count,
      "\(slopeCoefficients.count) points were fitted, got \(standardErrors.count) standard errors")
    let terms = zip(slopeCoefficients, standardErrors).map { $0 * $1 }
    return LinearFit.dot(terms, terms).squareRoot()
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).map { $0 * $1 }.reduce(0, +)
  }
}
