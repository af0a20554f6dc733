import MAKERCore

/// Solves classes of steps; classes that are alike in something share it.
struct ClassSolver {
  private struct Key: Hashable {
    let error: StepPopulation.ErrorLaw
    let wrongShares: [Double]
    let isLikeliestFirst: Bool
  }

  private let population: StepPopulation
  private let rule: RaceRule
  private let cap: Int?
  private let isGreedy: Bool
  private let budget: WorkBudget?
  private let rightShares: [Double]
  /// Whether wrong shares are taken in the order given, which is that of paths from elsewhere.
  private let keepsOrder: Bool
  private var paths: [[Double]: RacePaths] = [:]
  private var known: [Key: RaceLaw] = [:]

  /// Prepares for the classes of a population.
  ///
  /// - Parameters:
  ///   - population: Says how votes spread where its classes do not.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; nil for none.
  ///   - isGreedy: Whether a step's first draw is at τ = 0.
  ///   - paths: The ways of the race, where they are known.
  ///   - budget: What all its laws may spend together; nil for no such bound.
  init(
    _ population: StepPopulation, rule: RaceRule, cap: Int?, isGreedy: Bool, paths: RacePaths?,
    budget: WorkBudget? = nil
  ) {
    self.population = population
    self.rule = rule
    self.cap = cap
    self.isGreedy = isGreedy
    self.budget = budget
    rightShares = population.rightShares.filter { $0 > 0 }.sorted(by: >)
    keepsOrder = paths != nil
    if let paths {
      precondition(
        paths.rule == rule && paths.candidates == population.wrongShares.count + 1
          && population.rightShares.count == 1, "paths of another rule or number of candidates")
      self.paths[population.wrongShares] = paths
    }
  }

  /// Returns the kinds of steps of a population's classes.
  ///
  /// - Parameters:
  ///   - place: Place in the task, by which errors may drift; unit 1.
  ///   - share: Share of all steps that this place stands for; unit 1.
  /// - Returns: One part a class, or two where a first draw at τ = 0 may be flagged.
  /// - Throws: `TheoryError`.
  mutating func parts(
    at place: Double = 0, share: Double = 1
  ) throws(TheoryError) -> [StepLaw.Part] {
    var parts: [StepLaw.Part] = []
    for step in population.classes {
      let error = step.error.at(place)
      let wrong = population.wrongShares(of: step)
      if !isGreedy || step.flagRate > 0 {
        parts.append(
          StepLaw.Part(
            share: share * step.share * (isGreedy ? step.flagRate : 1), flagRate: step.flagRate,
            law: try law(error, wrong, isLikeliestFirst: false), first: isGreedy ? .flag : .usual))
      }
      if isGreedy {
        parts.append(
          StepLaw.Part(
            share: share * step.share * (1 - step.flagRate), flagRate: step.flagRate,
            law: try law(error, wrong, isLikeliestFirst: true), first: .vote))
      }
    }
    return parts
  }

  private mutating func law(
    _ error: StepPopulation.ErrorLaw, _ wrongShares: [Double], isLikeliestFirst: Bool
  ) throws(TheoryError) -> RaceLaw {
    let wrong = keepsOrder ? wrongShares : wrongShares.filter { $0 > 0 }.sorted(by: >)
    let key = Key(error: error, wrongShares: wrong, isLikeliestFirst: isLikeliestFirst)
    if let law = known[key] { return law }
    let law = try solved(error, VoteSpreads(right: rightShares, wrong: wrong), isLikeliestFirst)
    known[key] = law
    return law
  }

  private mutating func solved(
    _ error: StepPopulation.ErrorLaw, _ spreads: VoteSpreads, _ isLikeliestFirst: Bool
  ) throws(TheoryError) -> RaceLaw {
    let candidates = spreads.right.count + spreads.wrong.count
    if case .constant(let rate) = error,
      isLikeliestFirst
        || cap == nil
          && (!population.drifts
            || RaceLaw.isChain(rule, cap, candidates: candidates, right: spreads.right.count))
    {
      var first: FirstVote?
      if isLikeliestFirst {
        let isRight = population.isRightLikeliest(errorRate: rate, wrongShares: spreads.wrong)
        first = isRight ? .likeliestRight : .likeliestWrong
      }
      return try RaceLaw.along(
        spreads.shares(errorRate: rate), right: spreads.right.count, rule, cap, first: first,
        budget: budget)
    }
    // Taken out of the dictionary, so that following them further copies nothing.
    var own =
      paths.removeValue(forKey: spreads.wrong)
      ?? RacePaths(
        rule: rule, sortedRightShares: spreads.right, sortedWrongShares: spreads.wrong)
    defer { paths[spreads.wrong] = own }
    guard isLikeliestFirst else {
      return try RaceLaw(error: error, spreads, along: &own, cap: cap, budget: budget)
    }
    let (right, wrong) = (spreads.right.max() ?? 1, spreads.wrong.max() ?? 1)
    return try RaceLaw(
      error: error, likeliestFirstUpTo: right / (right + wrong), spreads, along: &own, cap: cap,
      budget: budget)
  }
}
