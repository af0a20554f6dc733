import MAKERCore
import Testing

@Suite struct ProbabilityTests {
  @Test(arguments: [
    (0.9999, 0.0001), (0.9978, 0.0022), (0.999999, 0.000001), (0.6, 0.4), (1, 0), (0, 1),
    (0.0001, 0.9999), (1e-12, 0.999999999999), (0.1, 0.9), (1e-300, 1),
  ])
  func complementIsTheDecimalOne(value: Double, complement: Double) throws {
    #expect(try Probability(value).complement == complement)
  }

  /// For any double the complement is within half a unit of the value's own last place.
  @Test func complementStaysWithinTheValue() throws {
    var state: UInt64 = 7
    for trial in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(state >> 11) * 0x1p-53
      let complement = try Probability(value).complement
      #expect(abs((1 - value) - complement) <= max(value, complement).ulp, "\(trial): \(value)")
    }
  }
}
