import RaceTheory
import Simulation
import Testing

@Suite struct RateAlarmSamplerTests {
  /// Null: the mean number of alarms is the law's; 20,000 weeks, 5 standard errors.
  @Test(arguments: [(0.1, 10), (0.15, 1), (0.3, 5)])
  func weeksHaveAsManyAlarmsAsTheLawSays(rate: Double, least: Int) {
    let alarm = RateAlarm.share(above: 20, from: least)
    let seed = 20_261_120
    let counts = RateAlarmSampler(alarm, rate: rate, tasks: 50, seed: seed).sample(0..<20_000)
    let expected = RateAlarmLaw(alarm, rate: rate, tasks: 50).meanAlarms(in: 50)
    let weeks = Double(counts.weeks)
    let observed = Double(counts.alarms) / weeks
    let variance = Double(counts.squares) / weeks - observed * observed
    let z = (observed - expected) / (variance / weeks).squareRoot()
    #expect(abs(z) < 5, "seed \(seed): expected \(expected), observed \(observed), z \(z)")
  }

  @Test func weeksAddInAnyParts() {
    let sampler = RateAlarmSampler(.window(above: 20, of: 10), rate: 0.2, tasks: 30, seed: 1)
    var parts = sampler.sample(0..<70)
    parts += sampler.sample(70..<200)
    #expect(parts == sampler.sample(0..<200))
  }
}
