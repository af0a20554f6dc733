import Statistics
import Testing

struct BisectionTests {
  @Test func findsTheBoundaryFromEitherSide() {
    let up = Bisection.boundary(from: 0, to: 2) { $0 * $0 <= 2 }
    #expect(abs(up - 2.0.squareRoot()) < 1e-8 && up * up > 2)
    let down = Bisection.boundary(from: 2, to: 0) { $0 * $0 >= 2 }
    #expect(abs(down - 2.0.squareRoot()) < 1e-8 && down * down < 2)
  }

  @Test func aConditionThatAlwaysHoldsEndsTheWay() {
    #expect(Bisection.boundary(from: 1, to: 5) { _ in true } == 5)
    #expect(Bisection.boundary(from: 3, to: 3) { _ in false } == 3)
  }
}
