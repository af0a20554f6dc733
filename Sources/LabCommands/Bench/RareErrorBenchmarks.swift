import Analysis
import ExperimentDesign
import MAKERCore
import Simulation
import Statistics

/// Time to know an error of about 1e-12 to one percent.
enum RareErrorBenchmarks {
  static var all: [Benchmark] {
    [
      benchmark("two candidates") { pair(0.99, margin: 6) },
      benchmark("a cap") { pair(0.9, margin: 12, cap: 16) },
      benchmark("three candidates") {
        point(shares: [0.95, 0.03, 0.02], margin: 8)
      },
      benchmark("Beta steps") {
        var point = point(shares: [0.997, 0.003], margin: 8)
        let error = StepPopulation.ErrorLaw.beta(alpha: 0.25, beta: 87)
        point.model = SimulatedModel(
          name: "Beta steps",
          population: try StepPopulation(classes: [
            StepPopulation.StepClass(share: 1, flagRate: 0, error: error)
          ]))
        return point
      },
    ]
  }

  /// Greatest relative half-width of the 95 % interval.
  private static let precision = 0.01

  private static func benchmark(
    _ name: String, _ point: @escaping () throws -> DesignPoint
  ) -> Benchmark {
    Benchmark(name: "error 1e-12 to 1 %, \(name)", unit: "ms", goal: .atMost(50)) {
      let point = try point()
      let oracle = TheoryOracle()
      var found: Estimate?
      var races = 0
      let times = try (0..<7).map { seed in
        let clock = ContinuousClock()
        let start = clock.now
        races = 500
        // As many races as it takes, those tried in vain included.
        repeat {
          races *= 2
          let planned = PlannedPoint(point: point, stop: .trials(races))
          let tally = try Samplers.make(for: planned, seed: seed).sample(0..<races)
          found =
            PointResult(planned: planned, seed: seed, tally: tally, oracle: oracle).stepWrong
        } while races < 10_000_000 && !isPrecise(found)
        // The first round also solves the exact race, which the median forgets.
        return (clock.now - start) / .milliseconds(1)
      }
      guard let found, isPrecise(found), let exact = found.exact else {
        throw LabError("\(races) tilted races do not tell the error to \(precision) of it")
      }
      return Benchmark.Measurement(
        value: Benchmark.median(times),
        detail: "\(races) races: \(NumberFormat.significant(found.value, 4)), "
          + "exact \(NumberFormat.significant(exact, 4))")
    }
  }

  private static func isPrecise(_ estimate: Estimate?) -> Bool {
    guard let estimate, let interval = estimate.interval else { return false }
    return interval.high - interval.low <= 2 * precision * estimate.value
  }

  private static func pair(_ p: Double, margin: Int, cap: Int? = nil) -> DesignPoint {
    point(
      shares: [p, (try? Probability(p).complement) ?? 1 - p], margin: margin, cap: cap)
  }

  private static func point(shares: [Double], margin: Int, cap: Int? = nil) -> DesignPoint {
    var point = PlannedPoint.forBenchmark(shares: shares, steps: 1, margin: margin).point
    point.cap = cap
    point.isTilted = true
    return point
  }
}
