/// Steps that are not alike: classes of steps, each with its flags and its law of errors, and single
/// steps that fit none of them.
///
/// A step draws its class by the classes' shares, then its error rate by the law of the class; both
/// stay the same for all draws of the step.  So errors depend on each other within a step, and on the
/// flags where classes differ in both.
public struct StepPopulation: Hashable, Sendable {
  /// Steps that have their flags and the law of their errors in common.
  public struct StepClass: Hashable, Sendable {
    /// Share of the steps that are of this class; unit 1, range (0, 1].
    public let share: Double
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    public let flagRate: Double
    /// Law of the error rate among valid votes.
    public let error: ErrorLaw
    /// How wrong votes spread over the wrong candidates; unit 1, sum 1, nil for the population's way.
    public let wrongShares: [Double]?

    /// Makes a class; the population checks its numbers.
    public init(
      share: Double, flagRate: Double, error: ErrorLaw, wrongShares: [Double]? = nil
    ) {
      self.share = share
      self.flagRate = flagRate
      self.error = error
      self.wrongShares = wrongShares
    }
  }

  /// A single step with its own fixed shares.
  public struct Outlier: Hashable, Sendable {
    /// Index of the step; from 0.
    public let step: Int
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    public let flagRate: Double
    /// Shares of the candidates among valid votes, the right ones first; unit 1, sum 1.
    public let shares: [Double]

    /// Makes an outlier; the population checks its numbers.
    public init(step: Int, flagRate: Double, shares: [Double]) {
      self.step = step
      self.flagRate = flagRate
      self.shares = shares
    }
  }

  /// Classes; at least 1, their shares sum to 1.
  public let classes: [StepClass]
  /// How right votes spread over equally good candidates; unit 1, sum 1, `[1]` for one right candidate.
  ///
  /// - Shape: `rightShares[candidate]`; the right candidates are the first of all.
  public let rightShares: [Double]
  /// How wrong votes spread over the wrong candidates; unit 1, sum 1.
  ///
  /// - Shape: `wrongShares[alternative]`, 1 to 15 alternatives.
  public let wrongShares: [Double]
  /// Single steps, by index.
  public let outliers: [Outlier]

  /// Checks the population.
  ///
  /// - Parameters:
  ///   - classes: At least one; shares sum to 1 within 1e-9.
  ///   - rightShares: How right votes spread over equally good candidates; sum 1 within 1e-9.
  ///   - wrongShares: How wrong votes spread over 1 to 15 alternatives; sum 1 within 1e-9.  Right and
  ///     wrong candidates are 16 at most.
  ///   - outliers: Single steps, each with 2 to 16 shares; no step twice, none beside a drift.
  /// - Throws: `PopulationError` with the offending value and the allowed range.
  public init(
    classes: [StepClass], rightShares: [Double] = [1], wrongShares: [Double] = [1],
    outliers: [Outlier] = []
  ) throws(PopulationError) {
    self.init(
      unchecked: classes, rightShares: rightShares, wrongShares: wrongShares,
      outliers: outliers.sorted { $0.step < $1.step })
    try check()
  }

  private init(
    unchecked classes: [StepClass], rightShares: [Double], wrongShares: [Double],
    outliers: [Outlier]
  ) {
    self.classes = classes
    self.rightShares = rightShares
    self.wrongShares = wrongShares
    self.outliers = outliers
  }

  /// Whether all steps are alike: one class with one error rate, and no outlier.
  public var isAlike: Bool {
    if case .constant = classes[0].error { return classes.count == 1 && outliers.isEmpty }
    return false
  }

  /// Whether errors drift, so that a step's law depends on its place in the task.
  public var drifts: Bool {
    classes.contains { if case .drift = $0.error { true } else { false } }
  }

  /// Candidates that are right; count, 1 to 15.
  public var rightCandidates: Int { rightShares.count }

  /// Candidates of a step, the right ones included; count, 2 to 16.
  public var candidates: Int {
    let wrong = classes.map { self.wrongShares(of: $0).count } + [wrongShares.count]
    return ([rightCandidates + (wrong.max() ?? 1)] + outliers.map(\.shares.count)).max() ?? 2
  }

  /// How the wrong votes of a class spread; unit 1, sum 1.
  public func wrongShares(of step: StepClass) -> [Double] { step.wrongShares ?? wrongShares }

  /// Mean error rate among valid votes of the first vote of a step, outliers left out; unit 1.
  public var meanErrorRate: Double { classes.reduce(0) { $0 + $1.share * $1.error.mean } }

  /// Mean flag rate of a step's first draw, outliers left out; unit 1.
  public var meanFlagRate: Double { classes.reduce(0) { $0 + $1.share * $1.flagRate } }

  /// Shares of the first vote of a step, all right candidates as one, outliers left out; unit 1, sum 1.
  public var meanShares: [Double] {
    let error = meanErrorRate
    if classes.allSatisfy({ $0.wrongShares == nil }) {
      return [1 - error] + wrongShares.map { $0 * error }
    }
    let most = classes.map { wrongShares(of: $0).count }.max() ?? 1
    var wrong = [Double](repeating: 0, count: most)
    for step in classes {
      for (alternative, share) in wrongShares(of: step).enumerated() {
        wrong[alternative] += share * step.share * step.error.mean
      }
    }
    return [1 - error] + wrong
  }

  /// The same steps where equally good answers are counted as one before they are voted on.
  public var grouped: StepPopulation {
    StepPopulation(
      unchecked: classes, rightShares: [1], wrongShares: wrongShares,
      outliers: outliers.map {
        Outlier(
          step: $0.step, flagRate: $0.flagRate,
          shares: [$0.shares.prefix(rightCandidates).reduce(0, +)]
            + $0.shares.dropFirst(rightCandidates))
      })
  }

  /// Whether the likeliest vote of a step is right, which a draw at τ = 0 repeats; a tie is right.
  ///
  /// - Parameters:
  ///   - errorRate: Error rate of the step; unit 1, range [0, 1].
  ///   - wrongShares: How its wrong votes spread; unit 1.
  /// - Returns: True where no wrong candidate is likelier than every right one.
  public func isRightLikeliest(errorRate: Double, wrongShares: [Double]) -> Bool {
    let right = (1 - errorRate) * (rightShares.max() ?? 1)
    // Shares that were multiplied out may be an ulp off a tie.
    return right >= errorRate * (wrongShares.max() ?? 1) - 1e-12
  }
}

/// Why a population of steps is none.
public struct PopulationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line: the offending value and the allowed range.
  public let description: String

  /// Says why.
  public init(description: String) {
    self.description = description
  }
}
