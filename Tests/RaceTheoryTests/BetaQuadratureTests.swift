import RaceTheory
import Testing

@Suite struct BetaQuadratureTests {
  /// E[x^n] of a Beta law is the product of (alpha + i)/(alpha + beta + i).
  static func moment(_ alpha: Double, _ beta: Double, _ power: Int) -> Double {
    (0..<power).reduce(1) { $0 * (alpha + Double($1)) / (alpha + beta + Double($1)) }
  }

  static let shapes: [(Double, Double)] = [
    (0.95, 18.05), (18.05, 0.95), (0.05, 0.1), (1, 1), (0.5, 0.5), (300, 2), (1, 3), (0.01, 9),
  ]

  @Test(arguments: shapes, [1, 2, 3, 10, 60])
  func isExactUpToItsDegree(shapes: (Double, Double), count: Int) {
    let (alpha, beta) = shapes
    let points = BetaQuadrature.points(alpha: alpha, beta: beta, points: count)
    #expect(points.count == count)
    #expect(points.allSatisfy { $0.x >= 0 && $0.x <= 1 && $0.weight > 0 })
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x })
    for power in 0..<2 * count {
      for isMirrored in [false, true] {
        var sum = 0.0
        for point in points {
          let x = isMirrored ? 1 - point.x : point.x
          sum += (0..<power).reduce(point.weight) { product, _ in product * x }
        }
        let exact =
          isMirrored ? Self.moment(beta, alpha, power) : Self.moment(alpha, beta, power)
        #expect(
          abs(sum / exact - 1) < 1e-11, "power \(power) mirrored \(isMirrored): \(sum) \(exact)")
      }
    }
  }

  /// The check can fail: one power more than a rule is made for.
  @Test(arguments: [1, 2, 3])
  func isNotExactBeyond(count: Int) {
    let points = BetaQuadrature.points(alpha: 0.95, beta: 18.05, points: count)
    let power = 2 * count
    let sum = points.reduce(0) { total, point in
      total + (0..<power).reduce(point.weight) { product, _ in product * point.x }
    }
    #expect(abs(sum / Self.moment(0.95, 18.05, power) - 1) > 1e-3)
  }
}
