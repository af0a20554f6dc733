import Analysis
import RandomStreams
import Simulation
import Statistics
import Testing

@testable import LabCommands

/// What rows of claims leave open, and what is judged of it.
@Suite struct OpenReadingsTests {
  /// The threshold is the least that keeps to the rate of false alarms.
  @Test(arguments: [(100, 0.15, 0.05), (20, 0.1, 0.01), (7, 0.3, 0.2), (400, 0.2, 0.001)])
  func aWeeklyLookKeepsToItsFalseAlarms(tasks: Int, fine: Double, falseAlarm: Double) {
    let look = WeeklyLook(tasks: tasks, fine: fine, falseAlarm: falseAlarm)
    func tail(_ count: Int) -> Double {
      BinomialTest.upperTail(
        successes: count, trials: tasks, probability: fine, complement: 1 - fine)
    }
    #expect(tail(look.threshold) <= falseAlarm)
    #expect(tail(look.threshold - 1) > falseAlarm)
    #expect(look.alarm(rate: fine) == tail(look.threshold))
    #expect(look.alarm(rate: 2 * fine) > look.alarm(rate: fine))
  }

  /// Where even a week of nothing but rework would be a false alarm too many there is none.
  @Test func aWeeklyLookMayHaveNoThreshold() {
    let look = WeeklyLook(tasks: 1, fine: 0.5, falseAlarm: 0.1)
    #expect(look.threshold == 2)
    #expect(look.alarm(rate: 0.9) == 0)
  }

  @Test func aRangeOverWhatIsOpenHoldsAllItsValues() throws {
    let quantity = StudyQuantity.open("saved", [0.2, 0.1, 0.4], note: "")
    #expect(quantity.value == 0.2)
    let range = try #require(quantity.interval)
    #expect(range.low == 0.1)
    #expect(range.high == 0.4)
  }

  /// Replicates of 100 tasks each, from what they cost and how many end right.
  private func tallies(_ each: [(cost: Int, right: Int)]) -> [PolicyTally] {
    each.map {
      var tally = PolicyTally()
      tally.tasks = 100
      tally.picodollars = $0.cost
      tally.right = $0.right
      return tally
    }
  }

  private let own = [(1_000, 80), (1_010, 82), (990, 81), (1_005, 79)]

  @Test func aRivalThatIsCheaperAndBetterBeats() throws {
    let own = tallies(own)
    let better = tallies([(900, 90), (905, 91), (890, 92), (902, 89)])
    let place = FrontierPlace([FrontierRival("better", better, against: own)])
    #expect(!place.isOn)
    #expect(place.interval.high == 0)
    #expect(place.beatenBy == "better")
    #expect(place.margins("x").map(\.name) == ["beaten_cost_x", "beaten_success_x"])
    #expect(try #require(place.margins("x").first?.interval).low > 0)
  }

  @Test func aDearerRivalBeatsNothing() {
    let own = tallies(own)
    let dearer = tallies([(1_900, 90), (1_905, 91), (1_890, 92), (1_902, 89)])
    let place = FrontierPlace([FrontierRival("dearer", dearer, against: own)])
    #expect(place.isOn)
    #expect(place.interval.low == 1)
    #expect(place.beatenBy == nil)
  }

  /// Means alone would call it beaten; the intervals of the differences leave it open.
  @Test func aDifferenceWithinChanceIsLeftOpen() {
    let own = tallies(own)
    let near = tallies([(990, 83), (1_012, 80), (985, 82), (1_003, 80)])
    let place = FrontierPlace([FrontierRival("near", near, against: own)])
    #expect(!place.isOn)
    #expect(place.interval.low == 0)
    #expect(place.interval.high == 1)
  }

  /// The zone depends on the limit, the distance from the week's consumption does not.
  @Test func zonesAreJudgedAtEachLimit() {
    var tally = ForecastTally()
    let stream = TokenStream(
      perWeekday: 8, weekendFactor: 1, burst: 1, drift: 0, meanTokens: 12_500,
      sizes: .lognormal(spread: 0.8))
    for week in 0..<40 {
      tally.add(
        stream, weeksBefore: 1, day: 3.5, limits: [1, 100], tolerance: 0.2, draws: 39,
        StreamKey(seed: 5).child(week))
    }
    #expect(tally.paces == 40)
    // At a hundred times the mean week every week is green, and every pace says so.
    #expect(tally.zone("", limit: 1).value == 1)
    #expect(tally.zone("", limit: 0).value < 1)
    #expect(tally.within("").n == 40)
  }
}
