package import MAKERCore
package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The steps of a model under which wrong races are frequent, each with the likelihood ratio that gives
/// a wrong race back its probability.
///
/// A step's class is drawn by how many wrong races it makes.  An error rate of a Beta law is drawn from
/// Beta(α + c, β − d): where wrong races come from, since a step of error rate q loses a race about
/// (q/(1 − q))^k of the time.  With c = d = k the ratio of the two laws and that of the votes cancel.
package struct TiltedSteps: Sendable {
  /// One step, ready to be raced.
  package struct Step: Sendable {
    /// Its votes.
    package let votes: TiltedVotes
    /// ln of the ratio of the step's own probabilities, with the bounds of votes and of all; at most 0.
    package let logFactor: Double
  }

  private enum Law {
    case fixed(TiltedVotes)
    case drawn(HeavierBeta, spread: [Double])
  }

  /// A Beta law that error rates are drawn from in place of their own, with the ratio of the two.
  private struct HeavierBeta {
    let variate: BetaVariate
    /// c of the ratio C·q^−c·(1 − q)^d.
    let errorPower: Double
    /// d of the ratio.
    let rightPower: Double
    /// ln C; natural logarithm.
    let logConstant: Double
    /// ln of the greatest ratio of a wrong race; natural logarithm.
    let logBound: Double
  }

  private struct Kind {
    /// Probability that a race is of this kind or one before it; unit 1.
    var upTo: Double
    /// ln of the greatest ratio of a wrong race of this kind, its share left out.
    let logBound: Double
    let law: Law
  }

  private var kinds: [Kind]
  private let margin: Int
  private let cap: Int?
  /// The greatest likelihood ratio of a wrong race; unit 1, above 0.
  ///
  /// A function of the model, the margin and the cap alone; the unit of the weights of wrong races.
  package let bound: Double
  /// Whether all wrong races have this one ratio.
  package let isConstant: Bool

  /// Steps of a weight's unit, the bound: 2^30; a weight is rounded to them, so an estimate is off by at
  /// most 4.7e-10 of the bound.
  package static let weightSteps = 1 << 30

  /// Tilts steps that are all alike.
  ///
  /// - Parameters:
  ///   - shares: Shares of the candidates, the right one first.
  ///   - margin: Margin k of first-to-ahead-by-k; votes, at least 1.
  ///   - cap: Most votes; votes, nil for none.
  /// - Throws: `TiltingError` where no race can be lost, or no double holds how seldom one is.
  package init(shares: CandidateShares, margin: Int, cap: Int? = nil) throws(TiltingError) {
    try self.init([(1, TiltedSteps.fixed(shares.values, margin, cap))], margin, cap)
  }

  /// Tilts steps of a population.
  ///
  /// - Parameters:
  ///   - population: The steps; a race is its first step, so an outlier there is the only one.
  ///   - margin: Margin k of first-to-ahead-by-k; votes, at least 1.
  ///   - cap: Most votes; votes, nil for none.
  /// - Throws: `TiltingError`.
  package init(
    _ population: StepPopulation, margin: Int, cap: Int? = nil
  ) throws(TiltingError) {
    guard population.rightCandidates == 1 else {
      throw TiltingError(description: "tilted races need one right answer a step")
    }
    if let outlier = population.outliers.first, outlier.step == 0 {
      try self.init([(1, TiltedSteps.fixed(outlier.shares, margin, cap))], margin, cap)
      return
    }
    var kinds: [(Double, Kind)] = []
    for step in population.classes {
      let spread = population.wrongShares(of: step)
      switch step.error {
      case .constant(let rate):
        let votes = TiltedVotes(
          right: 1 - rate, wrong: rate, spread: spread, margin: margin, cap: cap)
        kinds.append(
          (step.share, Kind(upTo: 1, logBound: votes.logBound, law: .fixed(votes))))
      case .beta(let alpha, let beta):
        kinds.append((step.share, TiltedSteps.drawn(alpha, beta, spread, margin)))
      case .drift:
        throw TiltingError(description: "tilted races need errors that do not drift")
      }
    }
    try self.init(kinds, margin, cap)
  }

  private init(
    _ kinds: [(share: Double, kind: Kind)], _ margin: Int, _ cap: Int?
  ) throws(TiltingError) {
    let bounds = kinds.map { log($0.share) + $0.kind.logBound }
    let greatest = bounds.max() ?? -.infinity
    guard greatest > -.infinity else {
      throw TiltingError(description: "no race can be lost: no vote is wrong")
    }
    guard cap.map({ $0 >= margin }) ?? true else {
      throw TiltingError(description: "no race can be lost: the cap is below the margin")
    }
    let sum = bounds.reduce(0) { $0 + exp($1 - greatest) }
    bound = exp(greatest + log(sum))
    guard bound >= 1e-290 else {
      throw TiltingError(
        description: "races are lost less often than 1e-290, which no double can hold exactly")
    }
    var upTo = 0.0
    self.kinds = zip(kinds, bounds).map { entry, bound in
      var kind = entry.kind
      upTo += exp(bound - greatest) / sum
      kind.upTo = upTo
      return kind
    }
    self.margin = margin
    self.cap = cap
    isConstant = self.kinds.allSatisfy {
      if case .fixed(let votes) = $0.law { votes.isConstant } else { false }
    }
  }

  private static func fixed(_ shares: [Double], _ margin: Int, _ cap: Int?) -> Kind {
    let wrong = shares.count == 2 ? shares[1] : shares.dropFirst().reduce(0, +)
    let spread =
      shares.count == 2 ? [1] : shares.dropFirst().map { wrong > 0 ? $0 / wrong : 0 }
    let votes = TiltedVotes(
      right: shares[0], wrong: wrong, spread: spread, margin: margin, cap: cap)
    return Kind(upTo: 1, logBound: votes.logBound, law: .fixed(votes))
  }

  /// Error rates of a Beta law, drawn where wrong races come from.
  ///
  /// With C = B(α + c, β − d)/B(α, β) the ratio of the two laws is C·q^−c·(1 − q)^d, so a wrong race of
  /// alternative j with the share w has at most C·w^d·(1 + w)^(c − d), reached where its votes and the
  /// right ones are as many.  Of c = 0 to k at d = 0, and d = 0 to k at c = k, the least bound is taken.
  private static func drawn(
    _ alpha: Double, _ beta: Double, _ spread: [Double], _ margin: Int
  ) -> Kind {
    let weights = spread.filter { $0 > 0 }
    func heavier(_ errorPower: Int, _ rightPower: Int, _ logConstant: Double) -> HeavierBeta {
      let terms = weights.map {
        Double(rightPower) * log($0) + Double(errorPower - rightPower) * log1p($0)
      }
      let greatest = terms.max() ?? 0
      return HeavierBeta(
        variate: BetaVariate(alpha + Double(errorPower), beta - Double(rightPower)),
        errorPower: Double(errorPower), rightPower: Double(rightPower), logConstant: logConstant,
        logBound: logConstant + greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) }))
    }
    let sum = alpha + beta
    // ln C from rising factorials of α and α + β and falling ones of β.
    var logConstant = 0.0
    var best = heavier(0, 0, 0)
    func take(_ law: HeavierBeta) { if law.logBound < best.logBound { best = law } }
    for power in 1...margin {
      let i = Double(power - 1)
      logConstant += log((alpha + i) / (sum + i))
      take(heavier(power, 0, logConstant))
    }
    var power = 1
    while power <= margin, beta - Double(power) > 0 {
      logConstant += log((sum + Double(margin - power)) / (beta - Double(power)))
      take(heavier(margin, power, logConstant))
      power += 1
    }
    return Kind(upTo: 1, logBound: best.logBound, law: .drawn(best, spread: spread))
  }

  /// Draws the step of one race.
  ///
  /// - Parameter stream: Words of the race.
  /// - Returns: Its votes, and what its ratio has of the bound before they are cast.
  package func draw(_ stream: inout WordStream) -> Step {
    var chosen = 0
    if kinds.count > 1 {
      let place = stream.uniform()
      while chosen < kinds.count - 1, place >= kinds[chosen].upTo { chosen += 1 }
    }
    switch kinds[chosen].law {
    case .fixed(let votes): return Step(votes: votes, logFactor: 0)
    case .drawn(let law, let spread):
      let rate = law.variate.draw(&stream)
      let error = max(rate.value, .leastNormalMagnitude)
      let votes = TiltedVotes(
        right: rate.complement, wrong: error, spread: spread, margin: margin, cap: cap)
      var logFactor = law.logConstant - law.errorPower * log(error) + votes.logBound
      if law.rightPower > 0 { logFactor += law.rightPower * log(rate.complement) }
      return Step(votes: votes, logFactor: min(0, logFactor - law.logBound))
    }
  }
}

/// Why the wrong races of a model cannot be tilted.
package struct TiltingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line for a person.
  package let description: String

  /// Takes a line for a person.
  package init(description: String) { self.description = description }
}
