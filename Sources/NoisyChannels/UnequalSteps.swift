package import MAKERCore
package import RandomStreams

/// Errors and flags that differ from step to step, alike for all draws of one.
///
/// The class and the error rate of a step are drawn anew in every trial, from the step's own stream.
package struct UnequalSteps: NoiseModel {
  private struct ClassLaw {
    /// Sum of the shares of the classes up to this one; unit 1.
    let upTo: Double
    let validRate: Double
    let error: ErrorRate
    let wrongShares: [Double]
    let wrong: VoteSpread
  }

  /// The error rate of a step, ready to be drawn.
  private enum ErrorRate {
    case constant(Double)
    case beta(BetaVariate)
    /// By the place of the step in the task.
    case drift(StepPopulation.ErrorLaw)

    init(_ law: StepPopulation.ErrorLaw) {
      switch law {
      case .constant(let rate): self = .constant(rate)
      case .beta(let alpha, let beta): self = .beta(BetaVariate(alpha, beta))
      case .drift: self = .drift(law)
      }
    }
  }

  private let population: StepPopulation
  private let steps: Int
  private let isGreedy: Bool
  private let classes: [ClassLaw]
  private let rightSpread: VoteSpread
  private let outliers: [Int: OutcomeLaw]
  /// First and last outlier: beyond them nothing is looked up.
  private let outlierSteps: ClosedRange<Int>
  /// Candidates of a step, the right ones included; count, at least 2.
  package let candidates: Int
  /// The law of every draw where the population has one class of constant error; nil otherwise.
  package let commonLaw: OutcomeLaw?

  /// Candidates that are equally right; count, at least 1.
  package var rightCandidates: Int { population.rightCandidates }

  /// Takes the population.
  ///
  /// - Parameters:
  ///   - population: The steps.
  ///   - steps: Steps of the task, over which errors may drift; count, at least 1.
  ///   - isGreedy: Whether draws at τ = 0 repeat the step's likeliest vote; otherwise the temperature
  ///     changes nothing.
  package init(_ population: StepPopulation, steps: Int = 1, isGreedy: Bool = false) {
    self.population = population
    self.steps = steps
    self.isGreedy = isGreedy
    var sum = 0.0
    classes = population.classes.map {
      sum += $0.share
      let wrongShares = population.wrongShares(of: $0)
      return ClassLaw(
        upTo: sum, validRate: 1 - $0.flagRate, error: ErrorRate($0.error), wrongShares: wrongShares,
        wrong: VoteSpread(wrongShares))
    }
    rightSpread = VoteSpread(population.rightShares)
    var outliers: [Int: OutcomeLaw] = [:]
    for outlier in population.outliers {
      // The population has checked them.
      guard let shares = try? CandidateShares(outlier.shares) else { continue }
      outliers[outlier.step] = OutcomeLaw(shares: shares, validRate: 1 - outlier.flagRate)
    }
    self.outliers = outliers
    outlierSteps = (outliers.keys.min() ?? 0)...(outliers.keys.max() ?? 0)
    candidates = population.candidates
    commonLaw =
      population.isAlike && !isGreedy
      ? OutcomeLaw(
        right: 1 - population.classes[0].error.mean, validRate: classes[0].validRate,
        rightSpread: rightSpread, wrong: classes[0].wrong)
      : nil
  }

  /// The law of a step by its class and error rate, which its own stream draws; outliers have theirs.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0; 0 repeats the step's likeliest vote where
  ///     the model is greedy.
  ///   - stream: Key of the step.
  /// - Returns: The law.
  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    let isCertain = isGreedy && temperature == 0
    if outlierSteps.contains(step), let outlier = outliers[step] {
      return isCertain ? greedy(outlier: step, stream) : outlier
    }
    var own = WordStream(stream.child(0))
    let place = classes.count > 1 ? own.uniform() : 0
    // Shares may sum to a little less than 1.
    let drawn = classes.first { place < $0.upTo } ?? classes[classes.count - 1]
    let error: (value: Double, complement: Double)
    switch drawn.error {
    case .constant(let rate): error = (rate, 1 - rate)
    case .beta(let variate) where isCertain: error = variate.draw(&own)
    case .beta(let variate):
      let right = variate.complement(&own)
      error = (1 - right, right)
    case .drift(let law):
      let rate = law.at(StepPopulation.place(ofStep: step, of: steps)).mean
      error = (rate, 1 - rate)
    }
    if isCertain {
      let isRight = population.isRightLikeliest(
        errorRate: error.value, wrongShares: drawn.wrongShares)
      return GreedyDraw(
        candidate: isRight
          ? GreedyDraw.likeliest(population.rightShares)
          : rightCandidates + GreedyDraw.likeliest(drawn.wrongShares), validRate: drawn.validRate
      ).law(stream)
    }
    return OutcomeLaw(
      right: error.complement, validRate: drawn.validRate, rightSpread: rightSpread,
      wrong: drawn.wrong)
  }

  private func greedy(outlier step: Int, _ stream: StreamKey) -> OutcomeLaw {
    let outlier = population.outliers.first { $0.step == step }
    return GreedyDraw(
      candidate: GreedyDraw.likeliest(outlier?.shares ?? [1]),
      validRate: 1 - (outlier?.flagRate ?? 0)
    ).law(stream)
  }
}
