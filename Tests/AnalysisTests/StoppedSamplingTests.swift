import Analysis
import ExperimentDesign
import Statistics
import Testing

/// What the estimators promise under the rules that look at outcomes, by exact summation over every
/// way in which sampling can end; nothing is drawn.
@Suite struct StoppedSamplingTests {
  /// An end of sampling: how it is reported, and its probability at each p.
  private struct End {
    let value: Double
    let plain: Double
    let interval: Interval
    let probability: [Double]
  }

  private static let grid = (1...99).map { Double($0) / 100 }

  /// Follows the failures of Bernoulli trials until the rule is met.
  private func ends(_ rule: StopRule, level: Double = 0.95, grid: [Double]) throws -> [End] {
    var ends: [End] = []
    // alive[failures][p]: probability to be there, not stopped.
    var alive = [[Double](repeating: 1, count: grid.count)]
    for trials in 1...rule.mostTrials {
      alive.append([Double](repeating: 0, count: grid.count))
      for failures in stride(from: alive.count - 1, through: 0, by: -1) {
        for index in grid.indices {
          let failed = failures > 0 ? alive[failures - 1][index] * grid[index] : 0
          alive[failures][index] = alive[failures][index] * (1 - grid[index]) + failed
        }
        guard rule.isMet(failures: failures, trials: trials),
          alive[failures].contains(where: { $0 > 0 })
        else { continue }
        let found = result(
          point(), tally(failures: failures, of: trials), stop: rule, oracle: SilentOracle())
        let estimate = found.failureRate(level: level)
        ends.append(
          End(
            value: estimate.value, plain: Double(failures) / Double(trials),
            interval: try #require(estimate.interval), probability: alive[failures]))
      }
      for failures in alive.indices where rule.isMet(failures: failures, trials: trials) {
        alive[failures] = [Double](repeating: 0, count: grid.count)
      }
      while let last = alive.last, last.allSatisfy({ $0 == 0 }), alive.count > 1 {
        alive.removeLast()
      }
    }
    return ends
  }

  private func sum(_ ends: [End], _ index: Int, _ value: (End) -> Double) -> Double {
    ends.reduce(0) { $0 + $1.probability[index] * value($1) }
  }

  @Test(arguments: [(2, 40), (5, 60), (12, 100)])
  func errorsRuleIsUnbiasedAndCovers(wanted: Int, most: Int) throws {
    let ends = try ends(.errors(wanted, atMost: most), grid: Self.grid)
    var greatestPlainBias = 0.0
    for (index, p) in Self.grid.enumerated() {
      #expect(abs(sum(ends, index) { _ in 1 } - 1) < 1e-12)
      #expect(abs(sum(ends, index, \.value) - p) < 1e-12, "biased at p = \(p)")
      let coverage = sum(ends, index) { $0.interval.contains(p) ? 1 : 0 }
      #expect(coverage >= 0.95, "covers \(coverage) at p = \(p)")
      greatestPlainBias = max(greatestPlainBias, sum(ends, index, \.plain) / p - 1)
    }
    // Failures over trials is visibly too high somewhere.
    #expect(greatestPlainBias > 0.3 / Double(wanted))
  }

  @Test func errorsRuleCoversAtTheLevelsOfClaims() throws {
    let ends = try ends(.errors(5, atMost: 60), level: 0.9999, grid: Self.grid)
    for (index, p) in Self.grid.enumerated() {
      #expect(sum(ends, index) { $0.interval.contains(p) ? 0 : 1 } <= 1e-4, "at p = \(p)")
    }
  }

  /// Held to what the documentation of `Estimator.inverseBinomialApproximate` says.
  @Test(arguments: [(0.95, 0.083), (0.9999, 1.5e-4)])
  func halfWidthRuleMissesAsOftenAsDocumented(level: Double, greatest: Double) throws {
    let grid = stride(from: 0.06, through: 0.95, by: 0.02).map { $0 }
    let ends = try ends(.relativeHalfWidth(0.6, atMost: 350), level: level, grid: grid)
    for (index, p) in grid.enumerated() {
      let miss = sum(ends, index) { $0.interval.contains(p) ? 0 : 1 }
      #expect(miss <= greatest, "misses \(miss) at p = \(p)")
      #expect(abs(sum(ends, index, \.value) / p - 1) < 0.28, "biased at p = \(p)")
    }
  }
}
