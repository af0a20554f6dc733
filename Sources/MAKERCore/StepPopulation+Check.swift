extension StepPopulation {
  /// Refuses numbers out of their ranges, and parts that do not fit together.
  func check() throws(PopulationError) {
    try require(!classes.isEmpty, "no class of steps; at least 1 is needed")
    for step in classes {
      try require(
        step.share > 0 && step.share <= 1,
        "a class has the share \(step.share) of the steps; allowed is above 0, at most 1")
      try require(
        step.flagRate >= 0 && step.flagRate < 1,
        "a class has the flag rate \(step.flagRate); allowed is 0 to below 1")
      try step.error.check("a class")
    }
    let sum = classes.reduce(0) { $0 + $1.share }
    try require(abs(sum - 1) <= 1e-9, "the shares of the classes sum to \(sum); they must sum to 1")
    try checkSpread(rightShares, "right votes", "candidates")
    try checkSpread(wrongShares, "wrong votes", "alternatives")
    for step in classes {
      if let own = step.wrongShares {
        try checkSpread(own, "wrong votes of a class", "alternatives")
      }
    }
    try require(
      candidates <= 16,
      "right and wrong candidates are \(candidates) together; allowed are up to 16")
    try checkOutliers()
  }

  private func checkOutliers() throws(PopulationError) {
    for outlier in outliers {
      try require(outlier.step >= 0, "an outlier is step \(outlier.step); allowed is 0 or more")
      try require(
        outlier.flagRate >= 0 && outlier.flagRate < 1,
        "step \(outlier.step) has the flag rate \(outlier.flagRate); allowed is 0 to below 1")
      do { _ = try CandidateShares(outlier.shares) } catch {
        throw PopulationError(description: "step \(outlier.step): \(error)")
      }
      try require(
        outlier.shares.count > rightCandidates,
        "step \(outlier.step) names \(outlier.shares.count) candidates; \(rightCandidates) of them "
          + "are right, and at least 1 more is needed")
    }
    let steps = Set(outliers.map(\.step))
    try require(steps.count == outliers.count, "an outlier step is given twice")
    try require(
      outliers.isEmpty || !drifts, "outliers do not go with errors that drift; give classes")
  }

  private func checkSpread(
    _ shares: [Double], _ votes: String, _ candidates: String
  ) throws(PopulationError) {
    try require(
      (1...15).contains(shares.count),
      "\(votes) spread over \(shares.count) \(candidates); allowed are 1 to 15")
    if let share = shares.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw PopulationError(
        description: "the shares of \(votes) hold \(share); allowed is 0 to 1 each")
    }
    try require(
      abs(shares.reduce(0, +) - 1) <= 1e-9,
      "the shares of \(votes) are \(shares); they must sum to 1")
  }
}

extension StepPopulation.ErrorLaw {
  /// Refuses numbers out of their ranges.
  func check(_ owner: String) throws(PopulationError) {
    func rate(_ value: Double, _ name: String) throws(PopulationError) {
      try require(
        value >= 0 && value <= 1, "\(owner) has the \(name) \(value); allowed is 0 to 1")
    }
    switch self {
    case .constant(let value): try rate(value, "error rate")
    case .beta(let alpha, let beta):
      try require(
        alpha > 0 && alpha <= 1e9 && beta > 0 && beta <= 1e9,
        "\(owner) has Beta shapes \(alpha), \(beta); allowed is above 0, at most 1e9")
    case .drift(let first, let last):
      try rate(first, "first error rate")
      try rate(last, "last error rate")
    }
  }
}

/// Throws a problem where a condition does not hold.
func require(_ isTrue: Bool, _ problem: @autoclosure () -> String) throws(PopulationError) {
  if !isTrue { throw PopulationError(description: problem()) }
}
