import MAKERCore

/// The race of two candidates over one class of steps, without a cap, in closed form or as one integral.
struct StepClassLaw: Sendable {
  /// How P(wrong) goes with the margin.
  enum Trend {
    case falling, level, rising
  }

  private enum Votes {
    /// Log-odds of a right vote; infinite where votes are all right or all wrong.
    case fixed(Double)
    case beta(BetaStepLaw)
  }

  /// Share of the steps that are of this class; unit 1.
  let share: Double
  private let votes: Votes

  init(_ step: StepPopulation.StepClass) {
    share = step.share
    switch step.error {
    case .constant(let rate): votes = .fixed(LogitRace.logOdds(errorRate: rate))
    case .beta(let alpha, let beta): votes = .beta(BetaStepLaw(right: beta, wrong: alpha))
    case .drift: preconditionFailure("a class whose errors drift is no class of like steps")
    }
  }

  /// How P(wrong) goes with the margin: a step gets better where right votes are likelier, and a Beta
  /// of steps where its shape of right votes is the greater one (see `BetaStepLaw.wrong(margin:)`).
  var trend: Trend {
    switch votes {
    case .fixed(let x) where x == 0 || x.isInfinite: .level
    case .fixed(let x): x > 0 ? .falling : .rising
    case .beta(let law) where law.right == law.wrong: .level
    case .beta(let law): law.right > law.wrong ? .falling : .rising
    }
  }

  /// Share of its steps whose success is below one half; unit 1.
  var shareBelowHalf: Double {
    switch votes {
    case .fixed(let x): x < 0 ? 1 : 0
    case .beta(let law): law.shareBelowHalf
    }
  }

  /// Probability that the wrong candidate wins, as the margin grows without end; unit 1.
  var wrongInTheEnd: Double {
    if case .fixed(0) = votes { return 0.5 }
    return shareBelowHalf
  }

  /// Probability that the wrong candidate wins; unit 1.
  func wrong(margin: Int) -> Double {
    switch votes {
    case .fixed(let x): LogitRace(margin: margin).wrong(x)
    case .beta(let law): law.wrong(margin: margin)
    }
  }

  /// Expected votes; votes.
  func meanVotes(margin: Int) -> Double {
    switch votes {
    case .fixed(let x): LogitRace(margin: margin).meanVotes(x)
    case .beta(let law): law.meanVotes(margin: margin)
    }
  }

  /// Variance of the votes; votes².
  func varianceVotes(margin: Int) -> Double {
    switch votes {
    case .fixed(let x): LogitRace(margin: margin).varianceVotes(x)
    case .beta(let law): law.varianceVotes(margin: margin)
    }
  }
}
