import ExperimentDesign
import Simulation

/// Hands out the ranges of trials that a sweep still has to compute of a design point.
protocol RangeSource {
  /// The point and its stop rule.
  var planned: PlannedPoint { get }
  /// Seed of the run.
  var seed: Int { get }
  /// Whether nothing is left to compute.
  var isDone: Bool { get }
  /// Share of the work that is done; unit 1, at least 0.
  var fraction: Double { get }

  /// The point's sampler, made when it is first needed.
  mutating func sampler() throws(SamplerError) -> any TrialSampler

  /// Takes over ranges finished before.
  mutating func resume(_ finished: [(trials: Range<Int>, tally: Tally)]) throws(SamplerError)

  /// Returns the next range to compute, nil while none should be started.
  mutating func next(lookAhead: Int) -> Range<Int>?

  /// Takes a computed range.
  mutating func accept(
    _ trials: Range<Int>, _ tally: Tally, seconds: Double
  ) throws(SamplerError)
}
