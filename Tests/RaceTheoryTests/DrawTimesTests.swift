import Foundation
import RaceTheory
import Testing

@Suite struct DrawTimesTests {
  @Test func oneDrawIsExponential() {
    let one = TimeMoments(mean: 3, variance: 9)
    #expect(DrawTimes.sideBySide(draws: 1, mean: 3) == one)
    #expect(
      DrawTimes.oneAfterAnother(meanVotes: 1, varianceVotes: 0, validRate: 1, mean: 3) == one)
  }

  /// Against the moments of the greatest time from its distribution function, by Simpson's rule.
  @Test(arguments: [1, 2, 3, 5, 10, 40])
  func theGreatestTimeIsThatOfItsLaw(draws: Int) {
    let end = 60.0
    let cells = 60_000
    var (mean, square) = (0.0, 0.0)
    for index in 0...cells {
      let x = end * Double(index) / Double(cells)
      let weight = index == 0 || index == cells ? 1.0 : index % 2 == 1 ? 4 : 2
      let later = 1 - pow(1 - exp(-x), Double(draws))
      mean += weight * later
      square += weight * 2 * x * later
    }
    let step = end / Double(cells) / 3
    (mean, square) = (mean * step, square * step)
    let found = DrawTimes.sideBySide(draws: draws, mean: 1)
    #expect(abs(found.mean - mean) < 1e-9)
    #expect(abs(found.variance - (square - mean * mean)) < 1e-8)
    let slower = DrawTimes.sideBySide(draws: draws, mean: 4)
    #expect(abs(slower.mean - 4 * found.mean) < 1e-12 * slower.mean)
    #expect(abs(slower.variance - 16 * found.variance) < 1e-12 * slower.variance)
  }

  /// Against the sum over the number of draws of three or five votes, alike probable: given n draws
  /// their time has mean n and mean square n(n + 1).
  @Test(arguments: [1, 0.9, 0.4])
  func theSumIsThatOfItsLaw(validRate: Double) {
    var (mean, square) = (0.0, 0.0)
    for votes in [3, 5] {
      var share = pow(validRate, Double(votes)) / 2
      for draws in votes..<2000 {
        let n = Double(draws)
        mean += share * n
        square += share * n * (n + 1)
        share *= (1 - validRate) * n / (n + 1 - Double(votes))
      }
    }
    let found = DrawTimes.oneAfterAnother(
      meanVotes: 4, varianceVotes: 1, validRate: validRate, mean: 1)
    #expect(abs(found.mean - mean) < 1e-9 * mean)
    #expect(abs(found.variance - (square - mean * mean)) < 1e-9 * square)
  }
}
