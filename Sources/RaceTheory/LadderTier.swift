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

  package init(share: Double, stepSuccess: [Double]) {
    self.share = share
    self.stepSuccess = stepSuccess
  }
}

/// How difficulty is spread over the steps, the same for all models of a ladder.
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
  /// - Returns: The kinds; sums over them are exact up to that many votes, or up to `exactVotes`, beyond
  ///   which the error is far below 1e-9 of the sum.
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
      return Self.rates(first, correlation, votes).map { rate in
        LadderKind(
          share: rate.weight, stepSuccess: means.map { 1 - rate.x * (1 - $0) / first })
      }
    case .separate(let correlation):
      return means.reduce([LadderKind(share: 1, stepSuccess: [])]) { kinds, mean in
        let rates = Self.rates(1 - mean, correlation, votes)
        return kinds.flatMap { kind in
          rates.map { rate in
            LadderKind(
              share: kind.share * rate.weight, stepSuccess: kind.stepSuccess + [1 - rate.x])
          }
        }
      }
    }
  }

  /// Greatest number of votes for which a Beta law gets as many points as make it exact.
  package static let exactVotes = 400

  /// Error rates of a Beta law, enough points for races of so many votes.
  private static func rates(
    _ mean: Double, _ correlation: Double, _ votes: Int
  ) -> [(x: Double, weight: Double)] {
    let size = 1 / correlation - 1
    return BetaQuadrature.points(
      alpha: mean * size, beta: (1 - mean) * size, points: min(votes, exactVotes) / 2 + 1)
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
    }
  }
}
