package import MAKERCore

extension StepPopulation {
  /// Correlation of two votes of a step, as the spread of error rates over the steps gives it.
  ///
  /// The variance of the error rate over steps, as a share of the greatest that its mean allows;
  /// outliers are left out.
  ///
  /// - Returns: ρ; unit 1, range [0, 1], nil where errors drift or no vote errs.
  package var voteCorrelation: Double? {
    var mean = 0.0
    var square = 0.0
    for step in classes {
      switch step.error {
      case .constant(let rate):
        mean += step.share * rate
        square += step.share * rate * rate
      case .beta(let alpha, let beta):
        let sum = alpha + beta
        mean += step.share * alpha / sum
        square += step.share * alpha / sum * (alpha + 1) / (sum + 1)
      case .drift: return nil
      }
    }
    guard mean > 0, mean < 1 else { return nil }
    return max(0, square - mean * mean) / (mean * (1 - mean))
  }
}
