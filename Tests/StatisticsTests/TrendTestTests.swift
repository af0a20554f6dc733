import Statistics
import Testing

@Suite struct TrendTestTests {
  struct Case {
    let successes: [Int]
    let trials: [Int]
    let scores: [Int]
    let z: Double
    let normal: Double
    let exact: Double
  }

  // Python: z by its formula with numpy, scipy.stats.norm.sf; exact by going through all tables
  // with integer weights Π C(n, x) and fractions.Fraction.
  static let cases = [
    Case(
      successes: [2, 5, 9], trials: [50, 50, 50], scores: [0, 1, 2], z: 2.2676546171510696,
      normal: 0.023350265967176417, exact: 0.034054627053436766),
    Case(
      successes: [1, 0, 2, 1, 4, 5], trials: [100, 120, 90, 110, 100, 95],
      scores: [10, 12, 14, 16, 18, 20], z: 2.680799802336952, normal: 0.007344644108154627,
      exact: 0.007060054080087129),
    Case(
      successes: [3, 1, 4, 1, 5], trials: [10, 12, 9, 14, 11], scores: [1, 2, 4, 7, 8],
      z: 0.4498318465310878, normal: 0.6528316928814835, exact: 0.6992004329000987),
    Case(
      successes: [40, 38, 45, 50], trials: [100, 100, 100, 100], scores: [0, 1, 2, 3],
      z: 1.6699779520756044, normal: 0.09492372588880268, exact: 0.10455718072277422),
    // Two groups: the exact p-value is scipy.stats.fisher_exact([[0, 3], [5, 4]]).pvalue.
    Case(
      successes: [0, 3], trials: [5, 7], scores: [0, 1], z: 1.6903085094570331,
      normal: 0.09096894797535775, exact: 0.20454545454545453),
  ]

  @Test(arguments: cases.indices)
  func pValuesAreThoseOfSciPy(index: Int) throws {
    let expected = Self.cases[index]
    let test = try #require(
      TrendTest(
        successes: expected.successes, trials: expected.trials, scores: expected.scores))
    #expect(relativeError(test.z, expected.z) < 1e-12)
    #expect(relativeError(test.normalPValue, expected.normal) < 1e-12)
    #expect(relativeError(test.exactPValue, expected.exact) < 1e-11, "\(test.exactPValue)")
    #expect(test.pValue == test.exactPValue)
  }

  /// R: `prop.trend.test(c(83, 90, 129, 70), c(86, 93, 136, 82))`, X-squared = 8.2249, p = .004132.
  @Test func smokersOfTheManual() throws {
    let test = try #require(
      TrendTest(successes: [83, 90, 129, 70], trials: [86, 93, 136, 82], scores: [1, 2, 3, 4]))
    #expect(relativeError(test.z * test.z, 8.224922285197746) < 1e-12)
    #expect(test.z < 0)
    #expect(relativeError(test.normalPValue, 0.004131897477641406) < 1e-11)
  }

  /// Turning successes into failures, or the scores round, or shifting and stretching them changes no
  /// p-value.
  @Test func symmetries() throws {
    let successes = [1, 0, 2, 1, 4]
    let trials = [30, 20, 25, 40, 35]
    let plain = try #require(
      TrendTest(successes: successes, trials: trials, scores: [0, 1, 2, 3, 4]))
    let others = [
      TrendTest(successes: successes, trials: trials, scores: [10, 12, 14, 16, 18]),
      TrendTest(successes: successes, trials: trials, scores: [4, 3, 2, 1, 0]),
      TrendTest(
        successes: zip(trials, successes).map { $0 - $1 }, trials: trials,
        scores: [-7, -4, -1, 2, 5]),
      TrendTest(successes: successes + [0], trials: trials + [0], scores: [0, 2, 4, 6, 8, 99]),
    ]
    for (index, other) in others.enumerated() {
      let other = try #require(other)
      #expect(relativeError(abs(other.z), plain.z) < 1e-12, "\(index)")
      #expect(relativeError(other.exactPValue, plain.exactPValue) < 1e-11, "\(index)")
    }
  }

  /// Thousands of trials with few successes, as in a calibration, at once and near the normal value.
  @Test func largeGroupsWithFewSuccesses() throws {
    let test = try #require(
      TrendTest(
        successes: [17, 20, 12, 19, 14, 22], trials: [Int](repeating: 10_000, count: 6),
        scores: [10, 12, 14, 16, 18, 20]))
    #expect(abs(test.exactPValue - test.normalPValue) < 0.03, "\(test.exactPValue)")
    #expect(test.exactPValue > test.normalPValue && test.pValue == test.exactPValue)
    let many = try #require(
      TrendTest(successes: [300, 310], trials: [1000, 1000], scores: [0, 1]))
    #expect(many.pValue == many.normalPValue)
  }

  @Test func nothingLeftToChanceIsNoTest() {
    #expect(TrendTest(successes: [0, 0], trials: [9, 9], scores: [0, 1]) == nil)
    #expect(TrendTest(successes: [9, 9], trials: [9, 9], scores: [0, 1]) == nil)
    #expect(TrendTest(successes: [3, 1], trials: [9, 9], scores: [2, 2]) == nil)
    #expect(TrendTest(successes: [3, 0], trials: [9, 0], scores: [0, 1]) == nil)
    #expect(TrendTest(successes: [], trials: [], scores: []) == nil)
  }

  /// False alarms under one success rate, at few successes: never above the level, nor far below.
  ///
  /// n = 4,000 data sets of six groups; 5 standard errors.
  @Test func falseAlarms() throws {
    var words = Words(state: 5)
    let n = 4000
    let level = 0.1
    var exact = 0
    for _ in 0..<n {
      let successes = (0..<6).map { _ in
        (0..<60).count { _ in Double.random(in: 0..<1, using: &words) < 0.03 }
      }
      guard
        let test = TrendTest(
          successes: successes, trials: [Int](repeating: 60, count: 6), scores: Array(0..<6))
      else { continue }
      if test.exactPValue <= level { exact += 1 }
    }
    let error = 5 * (level * (1 - level) * Double(n)).squareRoot()
    #expect(Double(exact) < level * Double(n) + error, "\(exact) of \(n)")
    #expect(exact > n / 20, "\(exact) of \(n)")
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  struct Words: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z &>> 31)
    }
  }
}
