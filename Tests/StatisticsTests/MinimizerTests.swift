import Statistics
import Testing

@Suite struct MinimizerTests {
  static let wide = Minimizer.Variable(least: -5, greatest: 5, step: 0.5)

  /// The banana valley of Rosenbrock, whose least value is 0 at (1, 1).
  @Test func findsTheEndOfACurvedValley() {
    let found = Minimizer.minimum(
      from: [[-1.2, 1]], variables: [Self.wide, Self.wide], tolerance: 1e-16
    ) { x in
      let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
      return a * a + 100 * b * b
    }
    #expect(found.value < 1e-10, "\(found)")
    #expect(abs(found.point[0] - 1) < 1e-4 && abs(found.point[1] - 1) < 1e-4, "\(found.point)")
  }

  /// Of two valleys the deeper one is taken, from whichever start.
  @Test func takesTheDeepestOfSeveralStarts() {
    func valleys(_ x: [Double]) -> Double {
      let (left, right) = (x[0] + 3, x[0] - 3)
      return min(left * left, right * right - 1) + x[1] * x[1]
    }
    for starts in [[[-3.5, 1], [2, 1]], [[2, 1], [-3.5, 1]]] {
      let found = Minimizer.minimum(
        from: starts, variables: [Self.wide, Self.wide], of: valleys)
      #expect(abs(found.value + 1) < 1e-8 && abs(found.point[0] - 3) < 1e-3, "\(found)")
    }
    let one = Minimizer.minimum(
      from: [[-3.5, 1]], variables: [Self.wide, Self.wide], of: valleys)
    #expect(abs(one.value) < 1e-8, "a local minimum is one")
  }

  @Test func staysWithinBoundsAndOffForbiddenPoints() {
    let narrow = Minimizer.Variable(least: 0.25, greatest: 2, step: 0.2)
    let found = Minimizer.minimum(from: [[9, 9]], variables: [narrow, narrow]) { x in
      #expect(x.allSatisfy { $0 >= 0.25 && $0 <= 2 })
      // Forbidden at the corner where the sum would be least.
      return x[0] + x[1] < 1 ? .nan : x[0] + 2 * x[1]
    }
    #expect(abs(found.value - 1.25) < 1e-3, "\(found)")
  }

  @Test func equalCallsGiveEqualBits() {
    let runs = (0..<2).map { _ in
      Minimizer.minimum(from: [[1, 2], [3, -1]], variables: [Self.wide, Self.wide]) { x in
        x[0] * x[0] * x[0] * x[0] + x[0] * x[1] + x[1] * x[1]
      }
    }
    #expect(runs[0].point == runs[1].point && runs[0].value == runs[1].value)
  }
}
