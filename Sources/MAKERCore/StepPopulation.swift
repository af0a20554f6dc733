/// Steps that are not alike: classes of steps, each with its flags and its law of errors, and single
/// steps that fit none of them.
///
/// A step draws its class by the classes' shares, then its error rate by the law of the class; both
/// stay the same for all draws of the step.  So errors depend on each other within a step, and on the
/// flags where classes differ in both.
public struct StepPopulation: Hashable, Sendable {
  /// How the error rate of a step, the share of its valid votes that is wrong, is distributed.
  public enum ErrorLaw: Hashable, Sendable {
    /// The same for every step; unit 1, range [0, 1].
    case constant(Double)
    /// Beta with two shapes, each above 0: mean `alpha/(alpha + beta)`.
    case beta(alpha: Double, beta: Double)

    /// Mean error rate; unit 1, range [0, 1].
    public var mean: Double {
      switch self {
      case .constant(let rate): rate
      case .beta(let alpha, let beta): alpha / (alpha + beta)
      }
    }
  }

  /// Steps that have their flags and the law of their errors in common.
  public struct StepClass: Hashable, Sendable {
    /// Share of the steps that are of this class; unit 1, range (0, 1].
    public let share: Double
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    public let flagRate: Double
    /// Law of the error rate among valid votes.
    public let error: ErrorLaw

    /// Makes a class; the population checks its numbers.
    public init(share: Double, flagRate: Double, error: ErrorLaw) {
      self.share = share
      self.flagRate = flagRate
      self.error = error
    }
  }

  /// A single step with its own fixed shares.
  public struct Outlier: Hashable, Sendable {
    /// Index of the step; from 0.
    public let step: Int
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    public let flagRate: Double
    /// Shares of the candidates among valid votes, the right one first; unit 1, sum 1.
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
  ///   - wrongShares: How wrong votes spread over 1 to 15 alternatives; sum 1 within 1e-9.
  ///   - outliers: Single steps, each with 2 to 16 shares; no step twice.
  /// - Throws: `PopulationError` with the offending value and the allowed range.
  public init(
    classes: [StepClass], wrongShares: [Double] = [1], outliers: [Outlier] = []
  ) throws(PopulationError) {
    func check(_ isTrue: Bool, _ problem: @autoclosure () -> String) throws(PopulationError) {
      if !isTrue { throw PopulationError(description: problem()) }
    }
    func isShare(_ value: Double) -> Bool { value >= 0 && value <= 1 }
    try check(!classes.isEmpty, "no class of steps; at least 1 is needed")
    for step in classes {
      try check(
        step.share > 0 && step.share <= 1,
        "a class has the share \(step.share) of the steps; allowed is above 0, at most 1")
      try check(
        step.flagRate >= 0 && step.flagRate < 1,
        "a class has the flag rate \(step.flagRate); allowed is 0 to below 1")
      switch step.error {
      case .constant(let rate):
        try check(isShare(rate), "a class has the error rate \(rate); allowed is 0 to 1")
      case .beta(let alpha, let beta):
        try check(
          alpha > 0 && alpha <= 1e9 && beta > 0 && beta <= 1e9,
          "a class has Beta shapes \(alpha), \(beta); allowed is above 0, at most 1e9")
      }
    }
    let sum = classes.reduce(0) { $0 + $1.share }
    try check(abs(sum - 1) <= 1e-9, "the shares of the classes sum to \(sum); they must sum to 1")
    try check(
      (1...15).contains(wrongShares.count),
      "wrong votes spread over \(wrongShares.count) alternatives; allowed are 1 to 15")
    try check(
      wrongShares.allSatisfy(isShare) && abs(wrongShares.reduce(0, +) - 1) <= 1e-9,
      "the shares of the wrong alternatives are \(wrongShares); they must sum to 1")
    for outlier in outliers {
      try check(outlier.step >= 0, "an outlier is step \(outlier.step); allowed is 0 or more")
      try check(
        outlier.flagRate >= 0 && outlier.flagRate < 1,
        "step \(outlier.step) has the flag rate \(outlier.flagRate); allowed is 0 to below 1")
      do { _ = try CandidateShares(outlier.shares) } catch {
        throw PopulationError(description: "step \(outlier.step): \(error)")
      }
    }
    let steps = Set(outliers.map(\.step))
    try check(steps.count == outliers.count, "an outlier step is given twice")
    self.classes = classes
    self.wrongShares = wrongShares
    self.outliers = outliers.sorted { $0.step < $1.step }
  }

  /// Whether all steps are alike: one class with one error rate, and no outlier.
  public var isAlike: Bool {
    if case .constant = classes[0].error { return classes.count == 1 && outliers.isEmpty }
    return false
  }

  /// Mean error rate among valid votes of the first vote of a step, outliers left out; unit 1.
  public var meanErrorRate: Double { classes.reduce(0) { $0 + $1.share * $1.error.mean } }

  /// Mean flag rate of a step's first draw, outliers left out; unit 1.
  public var meanFlagRate: Double { classes.reduce(0) { $0 + $1.share * $1.flagRate } }
}

/// Why a population of steps is none.
public struct PopulationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line: the offending value and the allowed range.
  public let description: String
}
