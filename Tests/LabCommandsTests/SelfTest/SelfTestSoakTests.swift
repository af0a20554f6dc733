import Analysis
import Foundation
import LabCommands
import Statistics
import Testing

/// The self-test at many seeds; `make soak` runs them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct SelfTestSoakTests {
  /// A false alarm somewhere in 200 self-tests has a probability of 2e-4.
  @Test func oursIsAcceptedAtTwoHundredSeeds() throws {
    let oracle = TheoryOracle()
    for seed in 1...200 {
      let verdict = try SelfTest.verdictOnOurs(
        seed: seed, falseAlarmRate: SelfTest.falseAlarmRate, oracle: oracle)
      #expect(!verdict.isRejected, "seed \(seed): \(verdict.objections)")
    }
  }

  /// Asked for false alarms, the checks give them, and not more often than they say.
  @Test(arguments: [0.05, 0.3])
  func theFalseAlarmRateIsTheStatedOne(rate: Double) throws {
    let oracle = TheoryOracle()
    let rejected = try (1...200).count { seed in
      try SelfTest.verdictOnOurs(seed: seed, falseAlarmRate: rate, oracle: oracle).isRejected
    }
    let tail = BinomialTest.upperTail(
      successes: rejected, trials: 200, probability: rate, complement: 1 - rate)
    print("rate \(rate): null at most it, 200 seeds, rejected \(rejected), tail \(tail)")
    #expect(tail > 2.9e-7, "\(rejected) of 200 rejected at rate \(rate), false alarm 2.9e-7")
    #expect(rejected > 0)
  }

  @Test func everyCheatIsRejectedAtFiftySeeds() throws {
    let oracle = TheoryOracle()
    for seed in 1...50 {
      let report = try SelfTest.report(seed: seed, oracle: oracle)
      #expect(report.faults.isEmpty, "seed \(seed): \(report.faults)")
    }
  }
}
