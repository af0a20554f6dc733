import MAKERCore
package import NoisyChannels

extension DesignPoint {
  /// Likelihood ratio that no wrong race exceeds; unit 1, nil where nothing is tilted.
  package var weightBound: Double? { isTilted ? (try? tiltedSteps())?.bound : nil }

  /// The tilted steps of the point, in which wrong races are frequent.
  ///
  /// - Returns: The steps; flags change nothing, since they fall without regard to the votes.
  /// - Throws: `TiltingError` where the point is more than races of known steps for a lead.
  package func tiltedSteps() throws(TiltingError) -> TiltedSteps {
    func needs(_ isMet: Bool, _ what: String) throws(TiltingError) {
      if !isMet { throw TiltingError(description: "tilted races need \(what)") }
    }
    try needs(fidelity == .vote, "fidelity vote")
    try needs(unit == .race && subject == .steps, "unit race and subject steps")
    try needs(rule == .firstToAheadBy, "first-to-ahead-by-k")
    try needs(temperature == .constant, "one temperature")
    try needs(stopping == nil, "no other stopping rule")
    try needs(hasShares && model?.ensemble == nil, "a model that is known by shares or steps")
    try needs(
      listedVotes == nil && listedDraws == nil && !keepsTrials,
      "no histogram and no single trials: their votes are not those of the model")
    if let population = model?.population {
      return try TiltedSteps(population, margin: margin, cap: cap)
    }
    do {
      return try TiltedSteps(shares: CandidateShares(shares), margin: margin, cap: cap)
    } catch let error as TiltingError { throw error } catch {
      throw TiltingError(description: "\(error)")
    }
  }
}

extension Tally {
  /// Sum of the weights of wrong races, that of the bound being 1; unit 1, nil where nothing is tilted.
  package var weightSum: Double? { weights.map { Double($0) / Double(TiltedSteps.weightSteps) } }

  /// Sum of the squares of these weights; unit 1, nil where nothing is tilted.
  package var weightSquares: Double? {
    weightsSquared.map { Double($0) / Double(TiltedSteps.weightSteps) }
  }

  /// Whether every wrong race has the weight of the bound, so that counting them says all.
  package var hasConstantWeights: Bool {
    weights == racesWrong * TiltedSteps.weightSteps
  }
}
