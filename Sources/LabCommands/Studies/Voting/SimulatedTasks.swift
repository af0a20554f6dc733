import Analysis
import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Statistics

/// Whole tasks voted on draw by draw, whose successes a study counts.
struct SimulatedTasks {
  /// The steps; two candidates each.
  let population: StepPopulation
  /// Steps s of a task; count, at least 1.
  let steps: Int
  /// Margin k; votes, at least 1.
  let margin: Int
  /// Key of the streams; trials are its children.
  let key: StreamKey

  /// Level of the intervals of studies: a false alarm in a thousand.
  static let level = 0.999

  /// Steps simulated by one worker at a time; count.
  private static let chunk = 200_000

  /// Simulates tasks.
  ///
  /// - Parameters:
  ///   - trials: Tasks; count, at least 1.
  ///   - run: The workers.
  /// - Returns: Tasks that were right from end to end; count.
  /// - Throws: `CancellationError`.
  func right(_ trials: Int, in run: StudyRun) async throws -> Int {
    let sampler = VoteSampler(
      noise: UnequalSteps(population, steps: steps), root: key,
      layout: TrialLayout(rule: RaceRule(margin: margin), racesPerTrial: steps))
    let size = max(1, Self.chunk / steps)
    let counts = try await run.map((trials + size - 1) / size) { chunk in
      sampler.sample((chunk * size)..<min(trials, (chunk + 1) * size)).trialsCorrect
    }
    return counts.reduce(0, +)
  }

  /// Estimates the success of a task.
  ///
  /// - Parameters:
  ///   - name: Name of the quantity.
  ///   - trials: Tasks; count, at least 1.
  ///   - run: The workers.
  /// - Returns: The share of right tasks with an exact binomial interval; unit 1.
  /// - Throws: `CancellationError`.
  func success(_ name: String, trials: Int, in run: StudyRun) async throws -> StudyQuantity {
    let right = try await right(trials, in: run)
    return StudyQuantity(
      name, Double(right) / Double(trials),
      interval: BinomialInterval.fixedTrials(successes: right, trials: trials, level: Self.level),
      n: trials, method: "Monte Carlo, every vote of whole tasks")
  }
}
