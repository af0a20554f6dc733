import Economics
import Foundation
import RaceTheory
import Testing

@Suite struct RateAlarmLawTests {
  private static let rules: [(name: String, alarm: RateAlarm)] = [
    ("share from 1", .share(above: 20, from: 1)), ("share from 5", .share(above: 20, from: 5)),
    ("window of 4", .window(above: 20, of: 4)),
    ("watch", .watch(ReworkRule(percent: 20, window: 5))),
    ("ratio", .ratio(low: 0.2, high: 0.6, falseAlarm: 0.1, missed: 0.2)),
    ("mixture", .mixture(above: 0.2, falseAlarm: 0.2, tasks: 12)),
  ]

  /// All 2^12 histories of twelve pieces, each followed by the rule itself.
  @Test(arguments: rules.indices) func theChainIsTheSumOverAllHistories(index: Int) {
    let (name, alarm) = Self.rules[index]
    let rate = 0.3
    let tasks = 12
    var first = [Double](repeating: 0, count: tasks)
    var alarms = 0.0
    for history in 0..<(1 << tasks) {
      var state = alarm.start
      var isFirst = true
      var raised = 0
      let reworked = history.nonzeroBitCount
      let probability = pow(rate, Double(reworked)) * pow(1 - rate, Double(tasks - reworked))
      for piece in 0..<tasks {
        if let next = alarm.next(state, wasReworked: history >> piece & 1 == 1) {
          state = next
        } else {
          if isFirst { first[piece] += probability }
          isFirst = false
          raised += 1
          state = alarm.start
        }
      }
      alarms += probability * Double(raised)
    }
    let law = RateAlarmLaw(alarm, rate: rate, tasks: tasks)
    for piece in 0..<tasks {
      #expect(abs(law.first[piece] - first[piece]) < 1e-12, "\(name), piece \(piece + 1)")
    }
    #expect(abs(law.meanAlarms(in: tasks) - alarms) < 1e-11, "\(name)")
    #expect(first.contains { $0 > 0 }, "\(name) never raises its alarm")
  }

  @Test func theFirstPieceThatHasToBeDoneAgainRaisesTheBareShare() {
    let law = RateAlarmLaw(.share(above: 20, from: 1), rate: 0.1, tasks: 4)
    // 1 of 1 to 1 of 4 are all above 20 %.
    for (piece, raised) in law.first.enumerated() {
      #expect(abs(raised - 0.1 * pow(0.9, Double(piece))) < 1e-15)
    }
    #expect(law.quantile(0.1) == 1 && law.quantile(0.15) == 2 && law.quantile(0.9) == nil)
  }

  /// At most α at every rate up to the threshold, however long it is looked at.
  @Test(arguments: [0.05, 0.15, 0.2]) func theMixtureRarelyRaisesAFalseAlarm(rate: Double) {
    let alarm = RateAlarm.mixture(above: 0.2, falseAlarm: 0.05, tasks: 400)
    #expect(RateAlarmLaw(alarm, rate: rate, tasks: 400).probability(within: 400) <= 0.05)
  }

  @Test func theMixtureFindsAHighRate() {
    let alarm = RateAlarm.mixture(above: 0.2, falseAlarm: 0.05, tasks: 400)
    #expect(RateAlarmLaw(alarm, rate: 0.4, tasks: 400).probability(within: 400) > 0.999)
  }

  /// Of the mixture's evidence the mean after one more piece is what it was, at the threshold itself.
  @Test func theEvidenceIsNoLargerOnAverage() {
    for tasks in 1..<30 {
      for reworked in 0...tasks {
        func evidence(_ r: Int, _ n: Int) -> Double {
          exp(RateAlarm.evidence(reworked: r, of: n, above: 0.2))
        }
        let mean = 0.2 * evidence(reworked + 1, tasks + 1) + 0.8 * evidence(reworked, tasks + 1)
        #expect(
          abs(mean - evidence(reworked, tasks)) <= 1e-10 * evidence(reworked, tasks),
          "\(reworked) of \(tasks)")
      }
    }
  }

  /// One test of Wald's: at the low rate it errs about as often as it may.
  @Test func theRatioTestErrsAsWaldSays() {
    let alarm = RateAlarm.ratio(low: 0.2, high: 0.4, falseAlarm: 0.05, missed: 0.1)
    let atLow = RateAlarmLaw(alarm, rate: 0.2, tasks: 300)
    let atHigh = RateAlarmLaw(alarm, rate: 0.4, tasks: 300)
    #expect(atHigh.quantile(0.5) ?? .max < 40)
    #expect(atLow.quantile(0.5) ?? .max > 150)
    #expect(atHigh.probability(within: 300) > 0.999)
  }
}
