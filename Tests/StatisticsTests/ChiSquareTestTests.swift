import Statistics
import Testing

struct ChiSquareTestTests {
  @Test func agreesWithSciPy() throws {
    // scipy.stats.chisquare([16, 18, 16, 14, 12, 12])
    let even = try #require(
      ChiSquareTest(
        counts: [16, 18, 16, 14, 12, 12], probabilities: Array(repeating: 1.0 / 6, count: 6)))
    #expect(relativeError(even.statistic, 2) < 1e-13)
    #expect(even.degreesOfFreedom == 5)
    #expect(relativeError(even.pValue, 0.8491450360846096) < 1e-13)
    // scipy.stats.chisquare([10, 30, 60, 4], [104 * q for q in (.1, .3, .55, .05)])
    let uneven = try #require(
      ChiSquareTest(counts: [10, 30, 60, 4], probabilities: [0.1, 0.3, 0.55, 0.05]))
    #expect(relativeError(uneven.statistic, 0.4755244755244753) < 1e-12)
    #expect(relativeError(uneven.pValue, 0.9242347188131976) < 1e-13)
  }

  @Test func rejectsWhatIsFarOff() throws {
    // 900 and 100 of 1000 at even chances: 2 * 400² / 500 = 640.
    // scipy.stats.chi2.sf(640, 1)
    let test = try #require(ChiSquareTest(counts: [900, 100], probabilities: [0.5, 0.5]))
    #expect(test.statistic == 640)
    #expect(relativeError(test.pValue, 3.3414880386413873e-141) < 1e-12)
  }

  @Test func sparseCellsJoinTheirNeighbours() throws {
    // Expected 3, 4, 30, 60, 3, 0 become 7, 30, 63.
    // scipy.stats.chisquare([5, 30, 65], [7, 30, 63])
    let test = try #require(
      ChiSquareTest(
        counts: [2, 3, 30, 60, 5, 0], probabilities: [0.03, 0.04, 0.3, 0.6, 0.03, 0]))
    #expect(test.degreesOfFreedom == 2)
    #expect(relativeError(test.statistic, 0.6349206349206349) < 1e-12)
    #expect(relativeError(test.pValue, 0.7279955689141826) < 1e-13)
  }

  @Test func fiveExpectedIsEnough() {
    let test = ChiSquareTest(counts: [4, 6, 10], probabilities: [0.25, 0.25, 0.5])
    #expect(test?.degreesOfFreedom == 2)
    let pooled = ChiSquareTest(counts: [4, 5, 10], probabilities: [0.25, 0.25, 0.5])
    #expect(pooled?.degreesOfFreedom == 1)
  }

  @Test func anImpossibleCountIsRejectedOutright() {
    let test = ChiSquareTest(counts: [50, 49, 1], probabilities: [0.5, 0.5, 0])
    #expect(test?.statistic == .infinity)
    #expect(test?.pValue == 0)
  }

  @Test func tooLittleDataIsNoTest() {
    #expect(ChiSquareTest(counts: [3, 3], probabilities: [0.5, 0.5]) == nil)
    #expect(ChiSquareTest(counts: [0, 0], probabilities: [0.5, 0.5]) == nil)
    #expect(ChiSquareTest(counts: [100], probabilities: [1]) == nil)
  }
}
