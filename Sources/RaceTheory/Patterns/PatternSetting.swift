package import Economics

/// What a tier's model is like: how often it is right, what a call costs and how long it takes.
package struct PatternModel: Equatable, Sendable {
  /// Its tier.
  package var tier: ModelTier
  /// Mean step success p of its valid replies; unit 1, range (0, 1).
  package var stepSuccess: Double
  /// Valid rate v; unit 1, range (0, 1].
  package var validRate: Double
  /// What a call costs, flagged or not; at least nothing.
  package var price: Money
  /// Time of a call; seconds, at least 0.
  package var seconds: Double

  /// Makes a model; see the properties.
  package init(
    _ tier: ModelTier, stepSuccess: Double, validRate: Double = 1, price: Money,
    seconds: Double = 0
  ) {
    precondition(stepSuccess > 0 && stepSuccess < 1, "p is above 0, below 1")
    precondition(validRate > 0 && validRate <= 1, "v is above 0, at most 1")
    precondition(price >= .zero && seconds >= 0, "a call costs and takes at least nothing")
    self.tier = tier
    self.stepSuccess = stepSuccess
    self.validRate = validRate
    self.price = price
    self.seconds = seconds
  }
}

/// How well a planner plans and a reviewer reviews.
package struct ReviewQuality: Equatable, Sendable {
  /// Probability that a plan is right; with a wrong one no work is right; unit 1, range (0, 1].
  package var planSuccess: Double
  /// Probability that work with a wrong step is rejected; unit 1, range [0, 1].
  package var sensitivity: Double
  /// Probability that right work is accepted; unit 1, range [0, 1].
  package var specificity: Double

  /// Makes a quality; see the properties.
  package init(planSuccess: Double = 1, sensitivity: Double, specificity: Double) {
    precondition(
      planSuccess > 0 && planSuccess <= 1 && (0...1).contains(sensitivity)
        && (0...1).contains(specificity), "shares are 0 to 1")
    self.planSuccess = planSuccess
    self.sensitivity = sensitivity
    self.specificity = specificity
  }
}

/// The models and the task that patterns are held against.
package struct PatternSetting: Equatable, Sendable {
  /// Models, a tier each; rising.
  package var models: [PatternModel]
  /// How the steps differ in difficulty.
  package var difficulty: LadderDifficulty
  /// Steps of a task; count, at least 1.
  package var steps: Int
  /// How good plans and reviews are; nil where nobody says.
  package var review: ReviewQuality?

  /// Makes a setting.
  ///
  /// - Parameters:
  ///   - models: Models, a tier each; in any order, at least one.
  ///   - difficulty: How the steps differ; its lists go by the rising tiers.
  ///   - steps: Steps of a task; count, at least 1.
  ///   - review: How good plans and reviews are; nil where nobody says.
  /// - Throws: `PatternError` for two models of a tier or none at all.
  package init(
    models: [PatternModel], difficulty: LadderDifficulty = .alike, steps: Int = 1,
    review: ReviewQuality? = nil
  ) throws(PatternError) {
    precondition(steps >= 1, "a task has at least 1 step")
    guard !models.isEmpty else { throw PatternError("no model is given") }
    let tiers = models.map(\.tier)
    if let twice = tiers.first(where: { tier in tiers.filter { $0 == tier }.count > 1 }) {
      throw PatternError("\(twice.rawValue) is given twice")
    }
    self.models = models.sorted { $0.tier < $1.tier }
    self.difficulty = difficulty
    self.steps = steps
    self.review = review
  }

  /// Checks that all that a pattern asks for is known.
  ///
  /// - Parameter pattern: The pattern.
  /// - Throws: `PatternError` for a tier without a model, or a review of unknown quality.
  package func check(_ pattern: VotingPattern) throws(PatternError) {
    for tier in pattern.tiers where index(of: tier) == nil {
      throw PatternError("\(pattern.name) asks \(tier.rawValue), of which nothing is given")
    }
    if pattern.review != nil, review == nil {
      throw PatternError(
        "\(pattern.name) needs to know how good the review is: its sensitivity and specificity")
    }
  }

  /// Place of a tier's model; nil where there is none.
  package func index(of tier: ModelTier) -> Int? { models.firstIndex { $0.tier == tier } }

  /// What a call costs, by rank of the tier; money of the book's unit, 0 for tiers that are not given.
  package var prices: [Double] {
    ModelTier.allCases.map { tier in
      index(of: tier).map { Double(models[$0].price.picodollars) / 1e12 } ?? 0
    }
  }
}
