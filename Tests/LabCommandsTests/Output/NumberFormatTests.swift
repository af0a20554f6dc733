import LabCommands
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (1.0, "1"), (0.1, "0.1"), (1e-5, "1e-5"), (1e16, "1e16"), (-2.5e-300, "-2.5e-300"),
    (4.9e-8, "4.9e-8"),
  ])
  func shortestHasNothingTooMuch(number: Double, text: String) {
    #expect(NumberFormat.shortest(number) == text)
    #expect(Double(text) == number)
  }

  @Test(arguments: [
    (1.0 / 3, 10, "0.3333333333"), (1.2e9, 2, "1.2e9"), (1e-8, 3, "1e-8"), (100, 3, "100"),
    (999.7, 3, "1e3"), (.nan, 3, "nan"), (-.nan, 3, "nan"), (-.infinity, 3, "-inf"),
  ])
  func significantDigitsAreCounted(number: Double, digits: Int, text: String) {
    #expect(NumberFormat.significant(number, digits) == text)
  }

  @Test func decimalsAreFixed() {
    #expect(NumberFormat.fixed(0.125, decimals: 1) == "0.1")
    #expect(NumberFormat.fixed(2, decimals: 3) == "2.000")
    #expect(NumberFormat.fixed(.nan, decimals: 1) == "nan")
  }

  @Test(arguments: [
    (0.0, "0"), (7, "7"), (999, "999"), (1000, "1 k"), (1234, "1.23 k"), (999_700, "1 M"),
    (1.2e6, "1.2 M"), (3.1e8, "310 M"), (4e18, "4 E"), (9.999e20, "1e21"), (1e30, "1e30"),
    (-2500, "-2.5 k"), (.infinity, "inf"), (0.0123, "0.0123"),
  ])
  func countsHaveAPrefix(count: Double, text: String) {
    #expect(NumberFormat.prefixed(count) == text)
  }

  @Test(arguments: [
    (0.0, "0:00"), (41.6, "0:42"), (59.6, "1:00"), (3599.4, "59:59"), (3723, "1:02:03"),
    (183_845, "2 d 03:04:05"), (-1, "-:--"), (.infinity, "-:--"), (.nan, "-:--"), (1e300, "-:--"),
  ])
  func durationsReadAsAClock(seconds: Double, text: String) {
    #expect(NumberFormat.duration(seconds) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_048_575, "1,048,575"), (-12_345, "-12,345"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func groupsThousands(count: Int, text: String) {
    #expect(NumberFormat.grouped(count) == text)
  }
}
