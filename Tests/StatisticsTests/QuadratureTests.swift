import Foundation
import Statistics
import Testing

@Suite struct QuadratureTests {
  @Test func smoothIntegralsKeepTheirDigits() {
    let cases: [(name: String, low: Double, high: Double, value: Double, f: (Double) -> Double)] = [
      ("polynomial", -1, 2, 3, { $0 * $0 }), ("exponential", 0, 1, 1.718281828459045, exp),
      ("root at the end", 0, 4, 16.0 / 3, { $0.squareRoot() }),
      ("pole at the end", 0, 1, 2, { 1 / $0.squareRoot() }),
      ("long tail", 0, 1e9, 1, { exp(-$0) }), ("empty", 3, 3, 0, exp),
      // Scales far below the interval's, at its end.
      ("narrow peak", 0, 1, 1.2533141373155002e-7, { exp(-$0 * $0 * 5e13) }),
      ("narrow bend", 0, 1, 20.723265837946414, { 1 / ($0 + 1e-9) }),
    ]
    for (name, low, high, value, function) in cases {
      let own = Quadrature.integral(from: low, to: high, of: function)
      #expect(relativeError(own, value) < 1e-13, "\(name): \(own)")
    }
  }

  /// Poles close to the middle of the interval: found by halving.
  @Test func peaksInsideAreHalvedTo() {
    let width = 1e-3
    let own = Quadrature.integral(from: 0, to: 1) {
      1 / (($0 - 0.37) * ($0 - 0.37) + width * width)
    }
    let value = (atan(0.63 / width) + atan(0.37 / width)) / width
    #expect(relativeError(own, value) < 1e-13, "\(own)")
  }

  @Test func whatIsNotANumberIsNone() {
    #expect(Quadrature.integral(from: 0, to: 1) { _ in .nan }.isNaN)
    #expect(Quadrature.integral(from: 0, to: .infinity, of: exp).isNaN)
    // A step is not analytic, and endless halving is no answer.
    #expect(Quadrature.integral(from: 0, to: 1) { sin(1e9 * $0) > 0 ? 1 : 0 }.isNaN)
  }
}
