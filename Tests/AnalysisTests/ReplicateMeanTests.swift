import Analysis
import RandomStreams
import Statistics
import Testing

@Suite struct ReplicateMeanTests {
  /// Quantiles as Student's table has them.
  @Test func quantilesAreStudents() {
    for (freedom, level, expected) in [
      (1.0, 0.95, 12.7062), (4, 0.95, 2.77645), (9, 0.99, 3.24984), (99, 0.95, 1.98422),
    ] {
      let found = ReplicateMean.quantile(level: level, freedom: freedom)
      #expect(abs(found - expected) < 1e-4 * expected, "\(freedom) degrees: \(found)")
    }
  }

  @Test func equalValuesAreAPoint() {
    let mean = ReplicateMean([0.1, 0.1, 0.1])
    #expect(mean.mean == 0.1 && mean.interval.low == 0.1 && mean.interval.high == 0.1)
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
      if ReplicateMean(values, level: 0.9).interval.contains(3) { covered += 1 }
    }
    let expected = 0.9 * Double(trials)
    let z = (Double(covered) - expected) / (expected * 0.1).squareRoot()
    #expect(abs(z) < 5, "seed \(seed): expected \(expected), observed \(covered), z \(z)")
  }
}
