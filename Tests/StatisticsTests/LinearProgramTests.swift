import Foundation
import Statistics
import Testing

/// Sharp moment bounds that are known in closed form, on a grid that holds their laws.
struct LinearProgramTests {
  static let places = (0...800).map { Double($0) / 800 }

  static func rows(_ mean: Double, _ second: Double) -> [LinearProgram.Row] {
    [
      LinearProgram.Row(places, low: mean, high: mean),
      LinearProgram.Row(places.map { $0 * $0 }, low: second, high: second),
    ]
  }

  static func greatest(_ objective: [Double], rows: [LinearProgram.Row]) -> Double? {
    guard case .greatest(let mean) = LinearProgram.greatest(objective, rows: rows) else {
      return nil
    }
    return mean
  }

  @Test(arguments: [(0.05, 0.004875), (0.1, 0.02), (0.05, 0.02), (0.3, 0.12), (0.2, 0.18)])
  func tailsAreThoseOfCantelliAndTheirLikeOnTheUnitInterval(mean: Double, second: Double) throws {
    let tail = try #require(
      Self.greatest(
        Self.places.map { $0 >= 0.5 ? 1 : 0 }, rows: Self.rows(mean, second)))
    let variance = second - mean * mean
    let low = mean - variance / (0.5 - mean)
    // Two places, one half and `low`; or 0, one half and 1 where that would be below 0.
    let exact =
      low >= 0
      ? variance / (variance + (0.5 - mean) * (0.5 - mean)) : min(1, 3 * mean - 2 * second)
    #expect(abs(tail - exact) < 2e-5, "\(mean), \(second)")
    #expect(tail <= exact + 1e-6, "\(mean), \(second)")
  }

  /// Three votes by two moments: `[m₂ + 2(μ − m₂)²/(1 − μ), 3m₂ − 2m₂²/μ]` (arXiv 2605.03379).
  @Test(arguments: [(0.6, 0.4), (0.7, 0.55), (0.9, 0.82), (0.5, 0.3)])
  func threeVotesAreBoundedByTwoMoments(mean: Double, second: Double) throws {
    let accuracy = Self.places.map { $0 * $0 * (3 - 2 * $0) }
    let rows = Self.rows(mean, second)
    let most = try #require(Self.greatest(accuracy, rows: rows))
    let least = -(try #require(Self.greatest(accuracy.map { -$0 }, rows: rows)))
    let gap = mean - second
    #expect(abs(most - (3 * second - 2 * second * second / mean)) < 1e-5)
    #expect(abs(least - (second + 2 * gap * gap / (1 - mean))) < 1e-5)
  }

  @Test func wideRangesLeaveTheGreatestPlace() {
    let row = LinearProgram.Row([0, 1, 2], low: 0, high: 2)
    #expect(abs((Self.greatest([3, 7, 5], rows: [row]) ?? 0) - 7) < 1e-8)
    #expect(abs((Self.greatest([3, 7, 5], rows: []) ?? 0) - 7) < 1e-8)
  }

  @Test func rangesThatNoLawKeepsHaveNoAnswer() {
    // A mean square below the square of the mean.
    #expect(
      LinearProgram.greatest(Self.places, rows: Self.rows(0.5, 0.2)) == .infeasible)
    #expect(
      LinearProgram.greatest([1, 1], rows: [LinearProgram.Row([0, 1], low: 2, high: 3)])
        == .infeasible)
  }

  /// With fewer pivots than it takes there is no value at all: none that could pass for a bound.
  @Test func whatComesToNoEndSaysSo() throws {
    let tail = Self.places.map { $0 >= 0.5 ? 1.0 : 0 }
    let rows = Self.rows(0.1, 0.02)
    let settled = try #require(Self.greatest(tail, rows: rows))
    let outcomes = (0..<40).map { LinearProgram.greatest(tail, rows: rows, mostPivots: $0) }
    #expect(outcomes[0] == .unsettled && outcomes[1] == .unsettled)
    for outcome in outcomes {
      #expect(outcome == .unsettled || outcome == .greatest(settled), "\(outcome)")
    }
  }
}
