import RandomStreams
import Statistics
import Testing

@testable import Analysis

@Suite struct ConfidenceCalibrationTests {
  private func judged(_ groups: (stated: Double, count: Int, successes: Int)...) -> [(
    stated: Double, succeeded: Bool
  )] {
    groups.flatMap { group in
      (0..<group.count).map { (group.stated, $0 < group.successes) }
    }
  }

  /// Ten tasks at .95 of which eight succeed, and five at .6 that all do, worked out by hand.
  @Test func theScoresAreThoseOfAHandCalculation() throws {
    let calibration = ConfidenceCalibration(judged((0.95, 10, 8), (0.6, 5, 5)))
    func expect(
      _ value: Double?, _ expected: Double, _ name: String, within error: Double = 1e-12
    ) throws {
      let value = try #require(value, "\(name)")
      #expect(abs(value - expected) < error, "\(name): \(value)")
    }
    try expect(calibration.brier, 2.625 / 15, "Brier")
    try expect(calibration.reliability, 1.025 / 15, "reliability")
    try expect(calibration.resolution, 2.0 / 225, "resolution")
    try expect(calibration.uncertainty, 26.0 / 225, "uncertainty")
    try expect(calibration.error, 3.5 / 15, "error")
    try expect(calibration.meanStated, 12.5 / 15, "stated")
    #expect(calibration.groups.map(\.stated) == [0.6, 0.95])
    // 2 P(X <= 8) of ten at .95 = 2 (1 - .95^10 - 10 · .05 · .95^9).
    try expect(calibration.groups[1].pValue, 0.1722767118, "p at .95", within: 1e-9)
    try expect(calibration.groups[0].pValue, 2 * 0.6 * 0.6 * 0.6 * 0.6 * 0.6, "p at .6")
    #expect(calibration.groups.allSatisfy { $0.verdict == .fits })
    #expect(calibration.brierInterval.contains(2.625 / 15))
    #expect(abs(calibration.groups[0].interval.low - 0.478176) < 1e-6)
  }

  @Test func groupsThatAreNotAsStatedAreContradicted() {
    let calibration = ConfidenceCalibration(judged((0.95, 40, 20), (0.6, 40, 40), (1, 9, 8)))
    #expect(calibration.groups.map(\.verdict) == [.tooModest, .tooSure, .tooSure])
    #expect(calibration.groups[2].pValue == 0)
  }

  @Test func nothingJudgedHasNoScore() {
    let calibration = ConfidenceCalibration([])
    #expect(calibration.brier == nil && calibration.error == nil && calibration.resolution == nil)
    #expect(calibration.brierInterval.low == 0 && calibration.brierInterval.high == 1)
  }

  /// The closed form of the mean deviation against the sum over all counts.
  @Test func theErrorByChanceIsTheBinomialMeanDeviation() {
    for trials in [1, 2, 7, 30] {
      for probability in [0, 0.05, 0.3, 0.5, 0.6, 0.85, 0.95, 1] {
        var sum = 0.0
        for count in 0...trials {
          let above = BinomialTest.upperTail(
            successes: count, trials: trials, probability: probability, complement: 1 - probability)
          let beyond =
            count == trials
            ? 0
            : BinomialTest.upperTail(
              successes: count + 1, trials: trials, probability: probability,
              complement: 1 - probability)
          sum += abs(Double(count) / Double(trials) - probability) * (above - beyond)
        }
        let closed = ConfidenceCalibration.meanDeviation(trials: trials, probability: probability)
        #expect(abs(closed - sum) < 1e-12, "\(trials) \(probability): \(closed) \(sum)")
      }
    }
  }

  /// Murphy's parts add up, whatever was stated; a calibrated router is contradicted no more often than
  /// stated: 2000 routers, one check at 5 sigma.
  @Test func aCalibratedRouterIsSeldomContradicted() throws {
    let levels = [0.6, 0.85, 0.95, 1]
    var alarms = 0
    let routers = 2000
    for seed in 0..<routers {
      var random = WordStream(StreamKey(seed: 41).child(seed))
      let judged = (0..<60).map { _ in
        let stated = levels[Int.random(in: 0..<4, using: &random)]
        return (stated: stated, succeeded: Double.random(in: 0..<1, using: &random) < stated)
      }
      let calibration = ConfidenceCalibration(judged, falseAlarm: 0.05)
      if calibration.groups.contains(where: { $0.verdict != .fits }) { alarms += 1 }
      let brier = try #require(calibration.brier)
      let parts =
        try #require(calibration.reliability) - #require(calibration.resolution)
        + #require(calibration.uncertainty)
      #expect(abs(brier - parts) < 1e-12, "seed \(seed): \(brier) \(parts)")
    }
    let expected = 0.05 * Double(routers)
    let z = (Double(alarms) - expected) / (expected * 0.95).squareRoot()
    #expect(z < 5, "seed 41: expected at most \(expected), observed \(alarms), z \(z)")
    #expect(alarms > 0)
  }
}
