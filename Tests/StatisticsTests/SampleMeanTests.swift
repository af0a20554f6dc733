import Statistics
import Testing

@Suite struct SampleMeanTests {
  @Test func itIsTheMeanAndItsStandardError() {
    let sample = SampleMean([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(sample.mean == 5)
    #expect(sample.count == 8)
    // A sum of squares of 32 about the mean, over 7 and 8.
    #expect(abs(sample.standardError - (32.0 / 56).squareRoot()) < 1e-15)
    let interval = sample.interval(level: 0.95)
    #expect(abs(interval.high - 5 - 1.959_963_984_540_054 * sample.standardError) < 1e-12)
    #expect(abs(sample.z(exact: 4) - 1 / sample.standardError) < 1e-12)
  }

  @Test func equalValuesHaveNoSpread() {
    let sample = SampleMean([Double](repeating: 0.1, count: 1000))
    #expect(sample.mean == 0.1)
    #expect(sample.standardError == 0)
    #expect(sample.z(exact: 0.1 + 1e-12) == 0, "rounding is no difference")
    #expect(sample.z(exact: 0.2) == -.infinity)
  }

  @Test func aSmallSpreadAboutALargeMeanIsKept() {
    let sample = SampleMean([1e9 + 1, 1e9 + 2, 1e9 + 3])
    #expect(sample.mean == 1e9 + 2)
    #expect(abs(sample.standardError - (1.0 / 3).squareRoot()) < 1e-9)
  }

  @Test func oneValueTellsNothingOfItsSpread() {
    let interval = SampleMean([3]).interval(level: 0.9)
    #expect(interval.low == -.infinity && interval.high == .infinity)
  }
}
