import MAKERCore
package import NoisyChannels
package import RaceTheory
package import RandomStreams

/// The noise of one model of an escalation ladder; all models of a ladder meet the same steps.
package struct LadderNoise: NoiseModel {
  /// Where the step success of a step comes from.
  private enum Source {
    case constant(OutcomeLaw)
    case hardSteps(share: Double, hard: OutcomeLaw, easy: OutcomeLaw)
    /// The error rate, Beta with these shapes, times a factor.
    case beta(alpha: Double, beta: Double, factor: Double, stream: Int)
  }

  private let source: Source
  private let validRate: Double
  /// The right answer and one wrong one; count.
  package let candidates = 2

  /// Makes the noise.
  ///
  /// - Parameters:
  ///   - tier: Index of the model; from 0.
  ///   - means: Mean step success of each model; unit 1, range (0, 1).
  ///   - validRate: Valid rate v of the model; unit 1, range (0, 1].
  ///   - difficulty: How the steps differ, which must fit the means.
  package init(tier: Int, means: [Double], validRate: Double, difficulty: LadderDifficulty) {
    self.validRate = validRate
    let mean = means[tier]
    func law(_ p: Double) -> OutcomeLaw {
      OutcomeLaw(right: p, validRate: validRate, wrong: .single)
    }
    switch difficulty {
    case .alike: source = .constant(law(mean))
    case .hardSteps(let share, let hard):
      source = .hardSteps(
        share: share, hard: law(hard[tier]),
        easy: law((mean - share * hard[tier]) / (1 - share)))
    case .proportional(let correlation):
      let size = 1 / correlation - 1
      source = .beta(
        alpha: (1 - means[0]) * size, beta: means[0] * size,
        factor: (1 - mean) / (1 - means[0]), stream: 0)
    case .separate(let correlation):
      let size = 1 / correlation - 1
      source = .beta(alpha: (1 - mean) * size, beta: mean * size, factor: 1, stream: tier)
    }
  }

  /// The law of every draw where all steps are alike; nil otherwise.
  package var commonLaw: OutcomeLaw? {
    if case .constant(let law) = source { law } else { nil }
  }

  /// The law of a step, whose difficulty all models of the ladder read from the step's own stream.
  ///
  /// - Parameters:
  ///   - step: Index of the step, which the key already tells.
  ///   - temperature: Without effect.
  ///   - stream: Key of the step.
  /// - Returns: The law.
  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    switch source {
    case .constant(let law): return law
    case .hardSteps(let share, let hard, let easy):
      var own = WordStream(stream.child(0))
      return own.uniform() < share ? hard : easy
    case .beta(let alpha, let beta, let factor, let number):
      var own = WordStream(stream.child(0).child(number))
      let rate = own.beta(alpha, beta)
      let right = factor == 1 ? rate.complement : 1 - factor * rate.value
      return OutcomeLaw(right: right, validRate: validRate, wrong: .single)
    }
  }
}
