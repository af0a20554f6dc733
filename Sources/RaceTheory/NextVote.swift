import MAKERCore

extension StepPopulation.ErrorLaw {
  /// Probabilities of the next vote of a step after some votes of it; a drift is taken at its middle.
  ///
  /// Those of Pólya's urn where error rates are Beta-distributed.
  ///
  /// - Parameters:
  ///   - right: Right votes so far; count.
  ///   - wrong: Wrong votes so far; count.
  /// - Returns: Probabilities that the next one is right and that it is wrong; unit 1.
  func next(right: Int, wrong: Int) -> (right: Double, wrong: Double) {
    switch self {
    case .constant, .drift: return (1 - mean, mean)
    case .beta(let alpha, let beta):
      let all = alpha + beta + Double(right + wrong)
      return ((beta + Double(right)) / all, (alpha + Double(wrong)) / all)
    }
  }
}
