package import Analysis
package import MAKERCore
import NoisyChannels
package import RandomStreams

/// Steps of a simulated model whose labelled draws are made, not paid for.
package struct SimulatedSteps {
  /// The steps.
  package let population: StepPopulation
  private let noise: UnequalSteps

  /// Takes a population.
  package init(_ population: StepPopulation) {
    self.population = population
    noise = UnequalSteps(population)
  }

  /// Makes steps whose success is Beta-distributed.
  ///
  /// - Parameters:
  ///   - success: Mean success p; unit 1, range [0, 1].
  ///   - correlation: Correlation ρ within a step; unit 1, range [0, 1).
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `PopulationError` where a shape is out of range.
  package init(success: Double, correlation: Double, validRate: Double = 1) throws {
    let error: StepPopulation.ErrorLaw
    if correlation == 0 || success == 0 || success == 1 {
      error = .constant(1 - success)
    } else {
      let sum = 1 / correlation - 1
      error = .beta(alpha: (1 - success) * sum, beta: success * sum)
    }
    let step = StepPopulation.StepClass(share: 1, flagRate: 1 - validRate, error: error)
    self.init(try StepPopulation(classes: [step]))
  }

  /// Draws from some steps.
  ///
  /// - Parameters:
  ///   - steps: Steps; count, at least 1.
  ///   - repeats: Draws of each; count, at least 1.
  ///   - key: Key of the streams; each step has its own below it.
  /// - Returns: The labelled draws.
  package func draws(steps: Int, repeats: Int, key: StreamKey) -> LabelledDraws {
    LabelledDraws(
      (0..<steps).map { step in
        let stream = key.child(step)
        let law = noise.law(step: step, temperature: 0, stream: stream)
        var (right, wrong, flagged) = (0, 0, 0)
        for draw in 0..<repeats {
          switch law.outcome(stream.word(draw)) {
          case .vote(let candidate):
            if noise.isRight(candidate) { right += 1 } else { wrong += 1 }
          case .flagged: flagged += 1
          }
        }
        return StepCounts(right: right, wrong: wrong, flagged: flagged)
      })
  }
}
