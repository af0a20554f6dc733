import RandomStreams
import Statistics
import Testing

@Suite struct StudentIntervalTests {
  @Test func equalValuesAreAPoint() {
    let mean = SampleMean([0.1, 0.1, 0.1])
    #expect(
      mean.mean == 0.1 && mean.studentInterval() == Interval(low: 0.1, high: 0.1, level: 0.95))
  }

  /// Intervals of normal values cover the mean as often as they say.
  ///
  /// Null: each covers with probability .9, independently; 5 sigma.
  @Test func intervalsCover() {
    let (seed, trials) = (31, 4000)
    var covered = 0
    for trial in 0..<trials {
      var words = WordStream(StreamKey(seed: seed).child(trial))
      let values = (0..<6).map { _ in 3 + 2 * words.normal() }
      if SampleMean(values).studentInterval(level: 0.9).contains(3) { covered += 1 }
    }
    let expected = 0.9 * Double(trials)
    let z = (Double(covered) - expected) / (expected * 0.1).squareRoot()
    #expect(abs(z) < 5, "seed \(seed): expected \(expected), observed \(covered), z \(z)")
  }
}
