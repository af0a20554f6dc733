import MAKERCore
import RaceTheory
import RandomStreams
import Simulation
import Statistics

/// The rule to hand a step up where it is undecided at a cap: exact, and simulated.
struct HandingUp: Sendable {
  let hardShare: Double
  let cap: Int
  let plan: EscalationPlan
  /// Cost and what failures lose together.
  let loss: Double
  let trials: Int
  let failures: Int
  let meanLoss: Double
  let lossError: Double
  let zFailure: Double

  /// Follows the rule.
  ///
  /// - Parameters:
  ///   - given: Models, kinds of steps and what a failure loses.
  ///   - hardShare: Share of hard steps; unit 1.
  ///   - cap: Most votes on the small model; votes.
  ///   - key: Key of the simulated steps.
  /// - Throws: What theory throws.
  init(_ given: RetryStudy.Given, hardShare: Double, cap: Int, key: StreamKey) throws {
    let ladder = try given.ladder(hardShare: hardShare, cap: cap)
    self.hardShare = hardShare
    self.cap = cap
    plan = ladder.plan([0, 1])
    loss = plan.cost + given.value * plan.failure
    trials = given.trials
    var (failures, sum, squares) = (0, 0.0, 0.0)
    for trial in 0..<given.trials {
      let step = LadderRun(ladder, plan: [0, 1], key: key.child(trial))
      let isFailure = step.isRight != true
      let loss = step.cost + (isFailure ? given.value : 0)
      failures += isFailure ? 1 : 0
      sum += loss
      squares += loss * loss
    }
    let n = Double(given.trials)
    self.failures = failures
    meanLoss = sum / n
    lossError = (max(0, squares / n - meanLoss * meanLoss) / n).squareRoot()
    zFailure = CountScore.z(failures, of: given.trials, probability: plan.failure)
  }

  /// Distance of the mean loss from theory; standard errors.
  var zLoss: Double { ZScore(estimate: meanLoss, exact: loss, standardError: lossError).value }

  /// The greater distance; standard errors.
  var greatestZ: Double { max(abs(zFailure), abs(zLoss)) }

  static let columns = [
    "hard_share", "cap", "loss", "cost", "failure", "escalated", "simulated_loss", "low", "high",
    "simulated_failures", "simulated", "z_loss", "z_failure",
  ]

  var row: [String] {
    func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
    let half = SpecialFunctions.normalHalfWidth(level: 0.95) * lossError
    return [
      text(hardShare), "\(cap)", text(loss), text(plan.cost), text(plan.failure),
      text(plan.reached.last ?? 0), text(meanLoss), text(meanLoss - half), text(meanLoss + half),
      "\(failures)", "\(trials)", text(zLoss), text(zFailure),
    ]
  }
}

/// What is known of a step after undecided races on the small model, and what pays next: exact.
struct RetryOdds {
  /// Probability that the step is a hard one; unit 1.
  let hard: Double
  /// Expected loss of one more race on the small model before it is handed up.
  let retryLoss: Double
  /// Expected loss of handing it up now.
  let escalateLoss: Double

  /// After no, one, two and more undecided races.
  ///
  /// - Parameters:
  ///   - given: Models, kinds of steps and what a failure loses.
  ///   - hardShare: Share of hard steps; unit 1.
  ///   - cap: Most votes of a race that is asked again; votes.
  /// - Returns: By the number of undecided races so far, from 0.
  /// - Throws: What theory throws.
  static func rows(
    _ given: RetryStudy.Given, hardShare: Double, cap: Int
  ) throws -> [RetryOdds] {
    let ladder = try given.ladder(hardShare: hardShare, cap: cap)
    return (0..<given.races - 1).map { begun in
      var weights = ladder.kinds.enumerated().map { kind, own in
        (0..<begun).reduce(own.share) { share, _ in share * ladder.races[0][kind].undecided }
      }
      let sum = weights.reduce(0, +)
      for kind in weights.indices { weights[kind] /= sum }
      func loss(_ races: [Int]) -> Double {
        var loss = 0.0
        for kind in ladder.kinds.indices {
          var open = weights[kind]
          for tier in races {
            let race = ladder.races[tier][kind]
            loss +=
              open * (race.meanVotes * ladder.tiers[tier].costPerVote + given.value * race.wrong)
            open *= race.undecided
          }
          loss += open * given.value
        }
        return loss
      }
      return RetryOdds(
        hard: weights.count > 1 ? weights[1] : 0, retryLoss: loss([0, 1]), escalateLoss: loss([1]))
    }
  }

  static let columns = ["hard", "retry_loss", "escalate_loss"]

  var row: [String] {
    [hard, retryLoss, escalateLoss].map { NumberFormat.significant($0, 8) }
  }
}
