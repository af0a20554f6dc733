package import Analysis
import MAKERCore
import RaceTheory
package import RandomStreams

/// What calibrated steps are taken for when their races are predicted.
package enum StepModel: String, CaseIterable, Sendable {
  /// Every step has the same success: theory of independent errors, as the paper has it.
  case alike
  /// Steps differ by a Beta law, and nothing is known of which is which.
  case unequal
  /// Steps differ by a Beta law, and each is known as well as its own draws say.
  case own
}

/// The laws of right votes that a model has for the steps of a calibration.
package struct StepBeliefs: Sendable {
  /// Weight of right and of wrong draws in a Beta law of step success; count, above 0.
  package typealias Shapes = (right: Double, wrong: Double)

  /// The model.
  package let model: StepModel
  /// One law for all steps, or one for each.
  private let laws: [Shapes]
  /// Whether one draw of the success is that of all steps.
  private let isShared: Bool
  /// Steps of the calibration; count.
  private let steps: Int
  /// The success that exact values of steps alike are for; unit 1, nil where steps differ.
  private let pooled: Double?

  /// Reads the draws of a calibration.
  ///
  /// Where draws show no difference between steps, unequal steps are as steps alike.
  ///
  /// - Parameters:
  ///   - model: What steps are taken for.
  ///   - counts: What the draws of each step were; at least one of them valid.
  package init(_ model: StepModel, counts: [StepCounts]) {
    self.model = model
    steps = counts.count
    let right = counts.reduce(0) { $0 + $1.right }
    let wrong = counts.reduce(0) { $0 + $1.wrong }
    let estimate = CalibrationEstimate(LabelledDraws(counts), model: .beta, level: 0.95)
    let law = estimate.correlation.estimate.flatMap { rho in
      estimate.success.estimate.flatMap {
        BetaSteps.shapes(success: $0, correlation: min(max(rho, 0), 0.999))
      }
    }
    guard model != .alike, let law, law.right + law.wrong < 1e6 else {
      laws = [(Double(right) + 0.5, Double(wrong) + 0.5)]
      isShared = true
      pooled = Double(right) / Double(max(1, right + wrong))
      return
    }
    isShared = false
    pooled = nil
    laws =
      model == .unequal
      ? [law] : counts.map { (law.right + Double($0.right), law.wrong + Double($0.wrong)) }
  }

  /// The exact race of each step: integrals over its law, or closed forms at the pooled success.
  ///
  /// - Parameter margin: Margin k; votes, at least 1.
  /// - Returns: Probability that the wrong answer wins and expected votes, step by step.
  package func races(margin: Int) -> [(wrong: Double, votes: Double)] {
    if let pooled {
      let race = LogitRace(margin: margin)
      let odds = LogitRace.logOdds(errorRate: 1 - pooled)
      return Array(repeating: (race.wrong(odds), race.meanVotes(odds)), count: steps)
    }
    let races = laws.map { shapes in
      let law = BetaStepLaw(right: shapes.right, wrong: shapes.wrong)
      return (wrong: law.wrong(margin: margin), votes: law.meanVotes(margin: margin))
    }
    return races.count == steps ? races : Array(repeating: races[0], count: steps)
  }

  /// The exact race of each step with a cap; what is undecided there is not right.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes of a race; votes, nil for none.
  /// - Returns: Probability that the right answer does not win and expected votes, step by step; nil where
  ///   steps differ and there is a cap, for which there is no closed form.
  package func races(margin: Int, cap: Int?) -> [(wrong: Double, votes: Double)]? {
    guard let cap else { return races(margin: margin) }
    guard let pooled else { return nil }
    guard cap >= margin else { return Array(repeating: (1, Double(cap)), count: steps) }
    // A race that is sure takes k votes.
    guard pooled > 0, pooled < 1 else {
      return Array(repeating: (1 - pooled, Double(margin)), count: steps)
    }
    guard let probability = try? Probability(pooled),
      let race = try? TwoCandidateRace(stepSuccess: probability, margin: margin),
      let law = try? RaceLaw(of: race, cap: cap)
    else { return nil }
    return Array(repeating: (1 - law.correct, law.meanVotes), count: steps)
  }

  /// Draws what the steps may be.
  ///
  /// - Parameter stream: Where random numbers come from.
  /// - Returns: Probability that a vote is right, step by step; unit 1.
  package func successes(_ stream: inout WordStream) -> [Double] {
    if isShared {
      let value = stream.beta(laws[0].right, laws[0].wrong).value
      return Array(repeating: value, count: steps)
    }
    return (0..<steps).map { step in
      let law = laws[laws.count == 1 ? 0 : step]
      return stream.beta(law.right, law.wrong).value
    }
  }
}
