extension StepPopulation {
  /// How the error rate of a step, the share of its valid votes that is wrong, is distributed.
  public enum ErrorLaw: Hashable, Sendable {
    /// The same for every step; unit 1, range [0, 1].
    case constant(Double)
    /// Beta with two shapes, each above 0: mean `alpha/(alpha + beta)`.
    case beta(alpha: Double, beta: Double)
    /// In a straight line from the first step of a task to its last; unit 1, range [0, 1] each.
    case drift(first: Double, last: Double)

    /// Mean error rate, of a drift over the steps of a task; unit 1, range [0, 1].
    public var mean: Double {
      switch self {
      case .constant(let rate): rate
      case .beta(let alpha, let beta): alpha / (alpha + beta)
      case .drift(let first, let last): (first + last) / 2
      }
    }

    /// The law at a place of the task, where a drift is a constant.
    ///
    /// - Parameter place: 0 at the first step, 1 at the last; unit 1, range [0, 1].
    /// - Returns: The law of the step there.
    public func at(_ place: Double) -> ErrorLaw {
      guard case .drift(let first, let last) = self else { return self }
      return .constant(first * (1 - place) + last * place)
    }
  }

  /// Place of a step in its task, which a drift goes by; unit 1, 0 at the first step, 1 at the last.
  ///
  /// - Parameters:
  ///   - step: Index of the step; from 0.
  ///   - steps: Steps of the task; count, at least 1.
  /// - Returns: The place; 0 in a task of one step.
  public static func place(ofStep step: Int, of steps: Int) -> Double {
    steps > 1 ? Double(step) / Double(steps - 1) : 0
  }
}
