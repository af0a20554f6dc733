import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TiltedErrorsTests {
  static func tilted(_ point: DesignPoint) -> DesignPoint {
    var point = point
    point.isTilted = true
    return point
  }

  /// Tilted races, as many wrong ones with each weight as given, the bound's weight being 1.
  static func weighed(races: Int, _ weights: [(weight: Double, races: Int)]) -> Tally {
    let wrong = weights.reduce(0) { $0 + $1.races }
    var tally = tally(failures: wrong, of: races)
    tally.weights = weights.reduce(0) { $0 + Int($1.weight * 0x1p30) * $1.races }
    tally.weightsSquared = weights.reduce(0) {
      $0 + Int($1.weight * $1.weight * 0x1p30) * $1.races
    }
    return tally
  }

  private func exactPoint(cap: Int? = nil) -> DesignPoint {
    Self.tilted(point(p: 0.9, shares: [0.9, 0.1], k: 12, steps: 1 << 20, cap: cap))
  }

  /// Equal weights: the interval of Clopper and Pearson on the count, times ((1 − p)/p)^k.
  @Test func equalWeightsAreCounted() throws {
    let found = result(exactPoint(), Self.weighed(races: 1000, [(1, 990)]))
    let odds = pow(1.0 / 9, 12)
    let counted = BinomialInterval.fixedTrials(successes: 990, trials: 1000, level: 0.95)
    let wrong = found.stepWrong
    #expect(abs(wrong.value / (0.99 * odds) - 1) < 1e-9)
    let interval = try #require(wrong.interval)
    #expect(abs(interval.low / (counted.low * odds) - 1) < 1e-12)
    #expect(abs(interval.high / (counted.high * odds) - 1) < 1e-12)
    #expect(found.estimator == .likelihoodRatio)
    #expect(found.failureRate == wrong)
    // Ten misses where 3.5e-9 are to be expected.
    #expect(try #require(wrong.z) < -1000)
  }

  /// All wrong: no spread at all, and still an interval that holds the exact value.
  @Test func noSpreadIsAnIntervalToo() throws {
    let found = result(exactPoint(), Self.weighed(races: 10_000, [(1, 10_000)]))
    let interval = try #require(found.stepWrong.interval)
    let exact = try #require(found.exact?.wrong)
    #expect(interval.contains(exact) && interval.low > 0.9995 * exact)
    #expect(abs(try #require(found.stepWrong.z)) < 1e-3)
    // Whole tasks follow from it, to all digits that 1 less 4e-6 leaves.
    let success = found.taskSuccess(level: 0.95)
    #expect(abs(try #require(success.exact) - success.value) < 1e-12)
    #expect(try #require(success.interval).contains(exp(-exact * 0x1p20)))
  }

  @Test func noWrongRaceIsAnIntervalToo() throws {
    let found = result(exactPoint(), Self.weighed(races: 1000, []))
    let interval = try #require(found.stepWrong.interval)
    #expect(found.stepWrong.value == 0 && interval.low == 0)
    #expect(interval.high > 0.003 * pow(1.0 / 9, 12) && interval.high < 0.004 * pow(1.0 / 9, 12))
  }

  @Test func votesAndUndecidedRacesAreNotThoseOfTheModel() {
    let found = result(exactPoint(cap: 20), Self.weighed(races: 1000, [(1, 900)]))
    #expect(found.votesPerStep.value.isNaN && found.votesPerStep.interval == nil)
    #expect(found.failureRate.value.isNaN && found.failureRate.interval == nil)
    #expect(found.stepWrong.value > 0 && found.stepWrong.exact != nil)
    #expect(found.taskCost.found == nil)
  }

  /// Intervals of weights that differ cover the exact value at their level, with many and few hits.
  @Test(arguments: [(40, 0.02), (40, 0.5), (400, 0.003), (2000, 0.3)], [1, 0.2, 0.01])
  func intervalsCover(setting: (races: Int, hits: Double), least: Double) throws {
    // A weight is 1 or the least, half the time each, where a race is wrong at all.
    let mean = setting.hits * (1 + least) / 2
    var generator = Generator(state: 41)
    let repeats = 400
    var missed = 0
    for _ in 0..<repeats {
      var counts = [0, 0]
      for _ in 0..<setting.races
      where Double.random(in: 0..<1, using: &generator) < setting.hits {
        counts[Int.random(in: 0...1, using: &generator)] += 1
      }
      let found = result(
        exactPoint(), Self.weighed(races: setting.races, [(1, counts[0]), (least, counts[1])]))
      let unit = pow(1.0 / 9, 12)
      let interval = try #require(found.stepWrong.interval)
      if mean < interval.low / unit || mean > interval.high / unit { missed += 1 }
    }
    // At most 20 of 400 are to be expected; 5 sigma above are 42.
    #expect(missed <= 42, "\(setting), least weight \(least): \(missed) of \(repeats)")
  }

  @Test func theExactClaimIsJudgedOnWeights() throws {
    func verdict(_ tally: Tally, oracle: any Oracle = TheoryOracle()) throws -> ClaimResult {
      ClaimJudge(results: [result(exactPoint(), tally, oracle: oracle)], oracle: oracle)
        .judge(try claim(.matchesExact), experiment: "test/analysis")
    }
    let right = try verdict(Self.weighed(races: 10_000, [(1, 10_000)]))
    #expect(right.verdict == .supported && right.cells.count == 1 && right.cells[0].isJudged)
    #expect(right.cells[0].quantity == "wrong races, weighed")
    #expect(try verdict(Self.weighed(races: 10_000, [(1, 9_990)])).verdict == .contradicted)
    #expect(
      try verdict(Self.weighed(races: 10_000, [(1, 9_000), (0.5, 1000)])).verdict == .contradicted)
    // An exact value that is a thousandth off is noticed, and one that is beyond the bound.
    for factor in [0.999, 1.001] {
      let odds = factor * pow(1.0 / 9, 12)
      let wrong = try verdict(
        Self.weighed(races: 10_000, [(1, 10_000)]), oracle: ConstantOracle(wrong: odds))
      #expect(wrong.verdict == (factor < 1 ? .contradicted : .supported), "factor \(factor)")
    }
  }

  /// At 2^30 steps the step error at k_min is below its budget, and above at one vote less.
  @Test func targetsAreJudgedOnStepErrors() throws {
    for (offset, kind) in [(0, ClaimDefinition.Kind.reachesTarget), (-1, .missesTarget)] {
      let steps = 1 << 30
      let least = try MinimumMargin(
        stepSuccess: Probability(0.9), steps: steps, target: Probability(0.95)
      ).margin
      let planned = Self.tilted(
        point(
          shares: [0.9, 0.1], k: least + offset, steps: steps, target: 0.95,
          choice: .minimum(offset: offset)))
      let found = result(planned, Self.weighed(races: 10_000, [(1, 10_000)]))
      let judged = ClaimJudge(results: [found], oracle: TheoryOracle())
        .judge(try claim(kind), experiment: "test/analysis")
      #expect(judged.verdict == .supported && judged.cells[0].isJudged, "offset \(offset)")
    }
  }
}
