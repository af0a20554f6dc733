package import MAKERCore

/// What a race of two candidates comes to over steps that are not alike, at one margin.
package struct UnequalRace: Equatable, Sendable {
  /// Probability that the wrong candidate wins; unit 1, without cancellation.
  package var wrong: Double
  /// Probability that the race is undecided at the cap, 0 without a cap; unit 1.
  package var undecided: Double
  /// Expected votes; votes.
  package var meanVotes: Double
  /// Variance of the votes; votes².
  package var varianceVotes: Double

  /// Solves the race: by closed forms and integrals, or vote by vote where there is a cap.
  ///
  /// - Parameters:
  ///   - classes: Kinds of steps whose errors do not drift; their shares sum to 1.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - budget: What its law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooLong` where a cap makes the race too long, `notIntegrated` where an integral
  ///   does not converge.
  package init(
    classes: [StepPopulation.StepClass], margin: Int, cap: Int? = nil,
    budget: WorkBudget? = nil
  ) throws(TheoryError) {
    if cap != nil {
      self.init(try RaceLaw(classes: classes, margin: margin, cap: cap, budget: budget))
    } else {
      self.init(classes.map(StepClassLaw.init), margin: margin)
      guard [wrong, meanVotes, varianceVotes].allSatisfy(\.isFinite) else {
        throw .notIntegrated(margin: margin)
      }
    }
  }

  init(_ law: RaceLaw) {
    self.init(
      wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      varianceVotes: law.varianceVotes)
  }

  init(_ laws: [StepClassLaw], margin: Int) {
    func mean(_ value: (StepClassLaw) -> Double) -> Double {
      laws.reduce(0) { $0 + $1.share * value($1) }
    }
    let means = laws.map { $0.meanVotes(margin: margin) }
    let all = zip(laws, means).reduce(0) { $0 + $1.0.share * $1.1 }
    let variance = zip(laws, means).reduce(0) {
      let distance = $1.1 - all
      return $0 + $1.0.share * ($1.0.varianceVotes(margin: margin) + distance * distance)
    }
    self.init(
      wrong: mean { $0.wrong(margin: margin) }, undecided: 0, meanVotes: all,
      varianceVotes: variance)
  }

  private init(wrong: Double, undecided: Double, meanVotes: Double, varianceVotes: Double) {
    self.wrong = wrong
    self.undecided = undecided
    self.meanVotes = meanVotes
    self.varianceVotes = varianceVotes
  }
}
