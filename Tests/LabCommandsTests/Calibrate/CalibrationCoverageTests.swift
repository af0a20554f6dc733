import Analysis
import Foundation
import LabCommands
import RandomStreams
import Testing

/// Coverage of calibrations of three draws or more; two draws are summed exactly in Analysis.
///
/// Null: an interval covers at its level; 300 calibrations, three standard deviations below the level,
/// false alarm at most 1.4e-3 a number if coverage were no more than nominal.  It is well above.
struct CalibrationCoverageTests {
  static func key(_ trial: Int) -> StreamKey { StreamKey(seed: 4).child(trial) }

  static let settings: [CalibrationCoverage.Setting] = [
    .init(truth: .beta(0.95, 0.1), steps: 30, repeats: 3),
    .init(truth: .beta(0.9, 0), steps: 20, repeats: 4),
    .init(
      truth: .kinds("1 in 20 always wrong", [(0.95, 0.99, 1), (0.05, 0, 1)]), steps: 40, repeats: 3),
    .init(
      truth: .kinds("flags where errors are", [(0.8, 1, 1), (0.2, 0.5, 0.6)]), steps: 15,
      repeats: 3),
  ]

  @Test(arguments: 0..<4) func intervalsCover(number: Int) {
    let coverage = CalibrationCoverage(trials: 300, level: 0.95, seed: 1)
    let row = coverage.row(Self.settings[number], number: number)
    #expect(!row.claimed.isEmpty)
    for (name, share) in row.claimed {
      #expect(
        share >= coverage.leastCoverage,
        "\(row.setting.truth.name): \(name) covered \(share), seed 1, 300 calibrations")
    }
  }

  @Test func truthsAreThoseOfTheirPopulations() throws {
    let truth = CoverageTruth.kinds("two kinds", [(0.9, 1, 1), (0.1, 0.2, 0.5)])
    // Weights of steps with a valid draw of two: .9 and .1 · .75; with two: .9 and .1 · .25.
    #expect(abs(truth.success(repeats: 2) - (0.9 + 0.015) / 0.975) < 1e-12)
    let p = (0.9 + 0.005) / 0.925
    let square = (0.9 + 0.001) / 0.925
    #expect(abs(truth.correlation(repeats: 2) - (square - p * p) / (p * (1 - p))) < 1e-12)
    #expect(truth.hardShare == nil && truth.validRate == 0.95)
    let beta = CoverageTruth.beta(0.9, 0.25)
    #expect(abs(beta.correlation(repeats: 7) - 0.25) < 1e-12)
    // I_½(2.7, .3), scipy.special.betainc(2.7, .3, .5).
    #expect(abs(try #require(beta.hardShare) - 0.0343864927) < 1e-9)
  }
}

/// The whole grid at 2,000 calibrations a setting; `make soak` runs it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct CalibrationCoverageSoakTests {
  @Test(arguments: CalibrationCoverage.settings.indices)
  func intervalsCoverOverTheGrid(number: Int) {
    let coverage = CalibrationCoverage(trials: 2000, level: 0.95, seed: 1)
    let row = coverage.row(CalibrationCoverage.settings[number], number: number)
    for (name, share) in row.claimed {
      #expect(
        share >= coverage.leastCoverage,
        """
        \(row.setting.truth.name), \(row.setting.steps) steps of \(row.setting.repeats): \
        \(name) covered \(share), seed 1, 2000 calibrations
        """)
    }
  }
}
