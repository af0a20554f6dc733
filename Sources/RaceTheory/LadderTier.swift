/// A model on an escalation ladder, and how races are held on it.
package struct LadderTier: Equatable, Sendable {
  /// Cost of one call, flagged or not; any money, above 0.
  package var costPerCall: Double
  /// Valid rate v; unit 1, range (0, 1].
  package var validRate: Double
  /// Margin k; votes, at least 1.
  package var margin: Int
  /// Most votes of a race; at least 1.
  package var cap: Int

  /// Takes a model and its races.
  ///
  /// - Parameters:
  ///   - costPerCall: Money, above 0.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes of a race; at least 1.
  package init(costPerCall: Double, validRate: Double = 1, margin: Int, cap: Int) {
    precondition(costPerCall > 0 && validRate > 0 && validRate <= 1, "a call costs something")
    precondition(margin >= 1 && cap >= 1, "a race has at least 1 vote")
    self.costPerCall = costPerCall
    self.validRate = validRate
    self.margin = margin
    self.cap = cap
  }

  /// Expected cost of a vote; that money.
  package var costPerVote: Double { costPerCall / validRate }
}

/// Steps that are alike: how each model fares on them.
package struct LadderKind: Equatable, Sendable {
  /// Share of the steps; unit 1.
  package var share: Double
  /// Step success p of each model on these steps; unit 1, range (0, 1].
  ///
  /// - Shape: `stepSuccess[tier]`.
  package var stepSuccess: [Double]

  /// Takes a share of the steps and the step success of each model on them; unit 1, in [0, 1].
  package init(share: Double, stepSuccess: [Double]) {
    self.share = share
    self.stepSuccess = stepSuccess
  }
}

/// How difficulty is spread over the steps, the same for all models of a ladder.
///
/// - Source: Gauss quadrature of the Beta law, Golub and Welsch, Math. Comp. 23 (1969) 221.
package enum LadderDifficulty: Equatable, Sendable {
  /// All steps alike: votes depend on nothing but the model.
  case alike
  /// A share of steps on which the models have step successes of their own; the means stay.
  case hardSteps(share: Double, stepSuccess: [Double])
  /// The first model's error rate is Beta with this correlation within a step, ρ in (0, 1); every
  /// other model errs on each step in proportion to the first.
  case proportional(correlation: Double)
  /// Every model's error rate is Beta with this correlation, the models' independent of each other.
  case separate(correlation: Double)

  /// The kinds of steps that this comes to.
  ///
  /// - Parameters:
  ///   - means: Mean step success of each model; unit 1, range (0, 1).
  ///   - votes: Most votes that a step can get; votes, at least 1.
  /// - Returns: The kinds, whose shares sum to 1 but for rounding; with a correlation as many as
  ///   `points(votes:)` makes them.
  /// - Throws: `LadderError` where no such kinds exist.
  package func kinds(means: [Double], votes: Int) throws(LadderError) -> [LadderKind] {
    switch self {
    case .alike: return [LadderKind(share: 1, stepSuccess: means)]
    case .hardSteps(let share, let hard):
      let easy = zip(means, hard).map { ($0 - share * $1) / (1 - share) }
      for (tier, success) in easy.enumerated() where !(success > 0 && success <= 1) {
        throw .noEasySteps(model: tier + 1, mean: means[tier], hard: hard[tier], share: share)
      }
      return [
        LadderKind(share: 1 - share, stepSuccess: easy),
        LadderKind(share: share, stepSuccess: hard),
      ]
    case .proportional(let correlation):
      let first = 1 - means[0]
      for (tier, mean) in means.enumerated() where 1 - mean > first {
        throw .errsMore(model: tier + 1)
      }
      return try Self.rates(first, correlation, votes).map { rate in
        LadderKind(
          share: rate.weight, stepSuccess: means.map { 1 - rate.x * (1 - $0) / first })
      }
    case .separate(let correlation):
      try Self.checkProduct(of: means.count, points: Self.points(votes: votes))
      var kinds = [LadderKind(share: 1, stepSuccess: [])]
      for mean in means {
        let rates = try Self.rates(1 - mean, correlation, votes)
        kinds = kinds.flatMap { kind in
          rates.map { rate in
            LadderKind(
              share: kind.share * rate.weight, stepSuccess: kind.stepSuccess + [1 - rate.x])
          }
        }
      }
      return kinds
    }
  }

  /// Number of votes up to which a Beta law gets as many points as make it exact.
  package static let exactVotes = 400

  /// Points of a Beta law for steps of so many votes.
  ///
  /// Up to `exactVotes` sums over them are exact.  Beyond, what depends on the error rate most sharply
  /// is that all votes leave a step undecided: about exp(−votes·θ²/2) in the angle θ from even odds, and
  /// n points miss exp(−(2n)²/(2·votes)) of that, 2e-11 with 3.5·√votes of them.  Measured, and tested,
  /// for correlations of 0.01 to 0.6: below 1e-9 of each sum.
  ///
  /// - Parameter votes: Most votes that a step can get; votes, at least 1.
  /// - Returns: Number of points.
  package static func points(votes: Int) -> Int {
    min(
      votes / 2 + 1, max(exactVotes / 2 + 1, Int((3.5 * Double(votes).squareRoot()).rounded(.up))))
  }

  /// Error rates of a Beta law, enough points for steps of so many votes.
  private static func rates(
    _ mean: Double, _ correlation: Double, _ votes: Int
  ) throws(LadderError) -> [(x: Double, weight: Double)] {
    let size = 1 / correlation - 1
    let (alpha, beta) = (mean * size, (1 - mean) * size)
    let degenerate = LadderError.degenerate(errorRate: mean, correlation: correlation)
    guard min(alpha, beta) >= leastShape else { throw degenerate }
    let rates = BetaQuadrature.points(alpha: alpha, beta: beta, points: points(votes: votes))
    let sum = rates.reduce(0) { $0 + $1.weight }
    let first = rates.reduce(0) { $0 + $1.weight * $1.x } / sum
    guard abs(sum - 1) < 1e-6, abs(first - mean) < 1e-6 * mean else { throw degenerate }
    return rates.map { ($0.x, $0.weight / sum) }
  }

  /// Least shape of a Beta law that rounding leaves anything of.
  private static let leastShape = 1e-12

  /// Refuses more kinds than can be followed, before they are made.
  private static func checkProduct(of models: Int, points: Int) throws(LadderError) {
    var count = 1
    for _ in 0..<models {
      let (product, isTooGreat) = count.multipliedReportingOverflow(by: points)
      count = isTooGreat ? .max : product
    }
    guard count <= EscalationLadder.greatestKinds else { throw .tooManyKinds(count) }
  }
}

/// What no ladder can be made of.
package enum LadderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A mean that the hard steps alone miss.
  case noEasySteps(model: Int, mean: Double, hard: Double, share: Double)
  /// More kinds of steps than are worth following.
  case tooManyKinds(Int)
  /// A model that errs more than the first cannot err in proportion to it on every step.
  case errsMore(model: Int)
  /// A Beta law so near to steps that are all right or all wrong that rounding leaves nothing of it.
  case degenerate(errorRate: Double, correlation: Double)

  /// One line for a person: what was asked for and the way out.
  package var description: String {
    switch self {
    case .noEasySteps(let model, let mean, let hard, let share):
      "model \(model): with \(share) of the steps at p = \(hard) no p in (0, 1] of the others gives "
        + "a mean of \(mean)"
    case .tooManyKinds(let count):
      "\(count) kinds of steps, more than \(EscalationLadder.greatestKinds): take fewer models, a smaller "
        + "cap or fewer races"
    case .errsMore(let model):
      "model \(model) errs more than the first: its errors cannot be a share of the first's"
    case .degenerate(let errorRate, let correlation):
      "no Beta law to compute with has a mean error rate of \(errorRate) and a correlation of "
        + "\(correlation): take them further from 0 and 1"
    }
  }
}
